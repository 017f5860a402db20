namespace Swictation.Stt.Vad;

/// <summary>Finds the stretches of speech in recordings, as <c>get_speech_timestamps</c> of Silero's <c>utils_vad.py</c> does. Safe for concurrent use.</summary>
/// <remarks>For probabilities that come in bit by bit there is <see cref="SpeechTimestampScanner"/>.</remarks>
public static class SpeechTimestamps
{
    /// <summary>Finds the stretches of speech by the probabilities of a recording's windows.</summary>
    /// <param name="probabilities">The probability of speech in each window, in [0, 1].</param>
    /// <param name="audioLength">The number of samples in the recording; the last window may be filled by it only in part.</param>
    /// <param name="sampleRate">The sample rate in Hz.</param>
    /// <param name="windowLength">The number of samples in a window.</param>
    /// <param name="options">How to cut, or <see langword="null"/> for the defaults.</param>
    /// <returns>The segments in their order, which do not overlap.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A probability is not in [0, 1], the length does not fit the number of windows, or another value is out of range.</exception>
    public static IReadOnlyList<SpeechSegment> Find(
        ReadOnlySpan<float> probabilities, long audioLength, int sampleRate, int windowLength, SpeechTimestampsOptions? options = null)
    {
        var scanner = new SpeechTimestampScanner(sampleRate, windowLength, options);
        foreach (float probability in probabilities)
            scanner.Push(probability);
        scanner.Complete(audioLength);
        var segments = new List<SpeechSegment>();
        while (scanner.TryRead(out SpeechSegment segment))
            segments.Add(segment);
        return segments;
    }

    /// <summary>Finds the stretches of speech in a recording.</summary>
    /// <param name="detector">Hears the speech; is reset first, and stays the caller's.</param>
    /// <param name="audio">The samples at the detector's sample rate, finite and nominally in [-1, 1].</param>
    /// <param name="options">How to cut, or <see langword="null"/> for the defaults.</param>
    /// <returns>The segments in their order, which do not overlap.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="detector"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A sample is NaN or an infinity, or an option is out of range.</exception>
    public static IReadOnlyList<SpeechSegment> Find(IVoiceActivityDetector detector, ReadOnlySpan<float> audio, SpeechTimestampsOptions? options = null) =>
        Find(detector.GetProbabilities(audio), audio.Length, detector.SampleRate, detector.WindowLength, For(detector, options));

    /// <summary>Finds the stretches of speech in a recording while it is read, so that its length costs no memory.</summary>
    /// <param name="detector">Hears the speech; is reset first, and stays the caller's. Not to be used by anything else before the last segment.</param>
    /// <param name="source">The recording, at the detector's sample rate, of finite samples.</param>
    /// <param name="options">How to cut, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops between windows.</param>
    /// <returns>The segments in their order, each as soon as it is certain. The source is read as they are asked for; ask once.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The source has another sample rate, an option is out of range, or, while enumerating, a sample is NaN or an infinity.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IEnumerable<SpeechSegment> Find(
        IVoiceActivityDetector detector, ISampleSource source, SpeechTimestampsOptions? options = null, CancellationToken cancellationToken = default)
    {
        var reader = new WindowReader(detector, source);
        return Scan(reader, new SpeechTimestampScanner(detector.SampleRate, detector.WindowLength, For(detector, options)), cancellationToken);
    }

    private static SpeechTimestampsOptions For(IVoiceActivityDetector detector, SpeechTimestampsOptions? options) =>
        options is { Threshold: not null } ? options : (options ?? new SpeechTimestampsOptions()) with { Threshold = detector.RecommendedThreshold };

    private static IEnumerable<SpeechSegment> Scan(WindowReader reader, SpeechTimestampScanner scanner, CancellationToken cancellationToken)
    {
        foreach (float probability in reader.Probabilities(cancellationToken))
        {
            scanner.Push(probability);
            while (scanner.TryRead(out SpeechSegment segment))
                yield return segment;
        }

        scanner.Complete(reader.Position);
        while (scanner.TryRead(out SpeechSegment segment))
            yield return segment;
    }
}
