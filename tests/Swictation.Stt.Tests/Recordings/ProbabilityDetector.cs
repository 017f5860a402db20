using Swictation.Stt.Vad;

namespace Swictation.Stt.Tests.Recordings;

/// <summary>A detector that reads its probabilities from the audio: each window's first sample.</summary>
internal sealed class ProbabilityDetector : IVoiceActivityDetector
{
    public const int Window = 512;

    public int SampleRate => 16000;

    public int WindowLength => Window;

    public bool IsDisposed { get; private set; }

    /// <summary>Makes audio of which each window has a given probability, and each sample its own value.</summary>
    public static float[] Audio(IEnumerable<float> probabilities) =>
        [.. probabilities.SelectMany(static (probability, i) => Enumerable.Range(0, Window).Select(k => k == 0 ? probability : 0.2f + ((((i * Window) + k) % 997) / 5000f)))];

    public float Process(ReadOnlySpan<float> window) => Math.Clamp(window[0], 0, 1);

    public void Reset()
    {
    }

    public void Dispose() => IsDisposed = true;
}
