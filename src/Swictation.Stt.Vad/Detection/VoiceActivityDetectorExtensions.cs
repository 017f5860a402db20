namespace Swictation.Stt.Vad;

/// <summary>Uses detectors on whole recordings.</summary>
public static class VoiceActivityDetectorExtensions
{
    /// <summary>Gets the probability of speech in each window of a recording.</summary>
    /// <param name="detector">The detector; is reset first.</param>
    /// <param name="audio">The samples at the detector's sample rate, finite and nominally in [-1, 1]. The last window is filled up with zeros.</param>
    /// <returns>The probabilities, in [0, 1]: one for each window or part of one; empty where there is no audio.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="detector"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A sample is NaN or an infinity.</exception>
    public static float[] GetProbabilities(this IVoiceActivityDetector detector, ReadOnlySpan<float> audio)
    {
        ArgumentNullException.ThrowIfNull(detector);
        detector.Reset();
        int length = detector.WindowLength;
        var probabilities = new float[(audio.Length + length - 1) / length];
        for (int i = 0; i < audio.Length / length; i++)
            probabilities[i] = detector.Process(audio.Slice(i * length, length));
        int rest = audio.Length % length;
        if (rest > 0)
        {
            var padded = new float[length];
            audio[^rest..].CopyTo(padded);
            probabilities[^1] = detector.Process(padded);
        }

        return probabilities;
    }

    /// <summary>Gets the probability of speech in each window of a recording while it is read, so that its length costs no memory.</summary>
    /// <param name="detector">The detector; is reset first. Not to be used by anything else before the last probability.</param>
    /// <param name="source">The recording, at the detector's sample rate, of finite samples. The last window is filled up with zeros.</param>
    /// <param name="cancellationToken">Stops between windows.</param>
    /// <returns>The probabilities, in [0, 1], one for each window or part of one. The source is read as they are asked for; ask once.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The source has another sample rate, or, while enumerating, a sample is NaN or an infinity.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IEnumerable<float> GetProbabilities(this IVoiceActivityDetector detector, ISampleSource source, CancellationToken cancellationToken = default) =>
        new WindowReader(detector, source).Probabilities(cancellationToken);
}
