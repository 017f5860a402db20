using Swictation.Stt.Vad;

namespace Swictation.Stt.Tests.Pipeline;

/// <summary>A detector that always hears the same, and allocates nothing.</summary>
internal sealed class QuietDetector(float probability) : IVoiceActivityDetector
{
    public int SampleRate => ScriptedEngine.SampleRate;

    public int WindowLength => 512;

    public float Process(ReadOnlySpan<float> window) => probability;

    public void Reset()
    {
    }

    public void Dispose()
    {
    }
}
