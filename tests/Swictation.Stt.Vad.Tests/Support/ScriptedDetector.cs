namespace Swictation.Stt.Vad.Tests;

/// <summary>Says what it was told to, window by window: 32 samples at 1 kHz. Notes what it got.</summary>
internal sealed class ScriptedDetector(IReadOnlyList<float> probabilities, IReadOnlySet<int>? failures = null) : IVoiceActivityDetector
{
    public const int Window = 32;

    public int SampleRate => 1000;

    public int WindowLength => Window;

    public int Calls { get; private set; }

    public int Resets { get; private set; }

    public float[] LastWindow { get; } = new float[Window];

    public float Process(ReadOnlySpan<float> window)
    {
        Assert.Equal(Window, window.Length);
        window.CopyTo(LastWindow);
        int call = Calls++;
        if (failures?.Contains(call) == true)
            throw new TimeoutException($"window {call}");
        return call < probabilities.Count ? probabilities[call] : 0;
    }

    public void Reset() => Resets++;

    public void Dispose()
    {
    }
}
