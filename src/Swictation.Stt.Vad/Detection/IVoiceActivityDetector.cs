namespace Swictation.Stt.Vad;

/// <summary>Tells, window by window, how probable it is that somebody speaks. Holds the state of one stream of audio.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
public interface IVoiceActivityDetector : IDisposable
{
    /// <summary>Gets the sample rate in Hz.</summary>
    int SampleRate { get; }

    /// <summary>Gets the number of samples in a window.</summary>
    int WindowLength { get; }

    /// <summary>Gets the probability from which a window is best taken for speech: models differ in how sure they are.</summary>
    /// <value>0.5, unless the detector knows better. Above 0, below 1.</value>
    float RecommendedThreshold => 0.5f;

    /// <summary>Takes the next window.</summary>
    /// <param name="window">Exactly <see cref="WindowLength"/> finite samples, nominally in [-1, 1].</param>
    /// <returns>The probability of speech, in [0, 1].</returns>
    /// <exception cref="ArgumentException">The window has another length, or holds NaN or an infinity.</exception>
    float Process(ReadOnlySpan<float> window);

    /// <summary>Forgets what was heard, for another stream of audio.</summary>
    void Reset();
}
