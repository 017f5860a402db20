namespace Swictation.Stt.Vad;

/// <summary>
/// Tells the starts and ends of speech in a stream window by window: <c>VADIterator</c> of Silero's <c>utils_vad.py</c>, rule for rule.
/// </summary>
/// <remarks>
/// It knows neither a least nor a greatest length of speech, and an end may lie after what was heard so far. For dictation use
/// <see cref="SpeechSegmenter"/>. Not safe for concurrent use. Allocates nothing.
/// </remarks>
public sealed class VadIterator
{
    private readonly IVoiceActivityDetector _detector;
    private readonly float _threshold;
    private readonly double _minSilence;
    private readonly double _padding;
    private bool _inSpeech;
    private long? _silence;

    /// <summary>Initializes a new instance of the <see cref="VadIterator"/> class.</summary>
    /// <param name="detector">Hears the speech. Stays the caller's, who disposes it; not to be used by anything else meanwhile.</param>
    /// <param name="options">How to decide, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="detector"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public VadIterator(IVoiceActivityDetector detector, VadIteratorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(detector);
        options ??= new VadIteratorOptions();
        options.Validate();
        _detector = detector;
        _threshold = options.Threshold ?? detector.RecommendedThreshold;
        _minSilence = (double)detector.SampleRate * options.MinSilence.Ticks / TimeSpan.TicksPerSecond;
        _padding = (double)detector.SampleRate * options.Padding.Ticks / TimeSpan.TicksPerSecond;
    }

    /// <summary>Gets the number of samples that were taken.</summary>
    public long Position { get; private set; }

    /// <summary>Gets a value indicating whether speech has started and not ended.</summary>
    public bool InSpeech => _inSpeech;

    /// <summary>Takes the next window.</summary>
    /// <param name="window">As many finite samples as the detector takes.</param>
    /// <returns>What was noticed, or <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">The window has another length, or holds NaN or an infinity; nothing has changed.</exception>
    public VadEvent? Process(ReadOnlySpan<float> window)
    {
        float probability = _detector.Process(window);
        Position += window.Length;
        bool speech = probability >= _threshold;
        if (speech)
            _silence = null;
        if (speech && !_inSpeech)
        {
            _inSpeech = true;
            return new VadEvent(VadEventKind.Start, (long)Math.Max(0, Position - _padding - window.Length));
        }

        if (!_inSpeech || !(probability < _threshold - SpeechThresholds.Hysteresis))
            return null;
        long silence = _silence ??= Position;
        if (Position - silence < _minSilence)
            return null;
        _inSpeech = false;
        _silence = null;
        return new VadEvent(VadEventKind.End, (long)(silence + _padding - window.Length));
    }

    /// <summary>Forgets everything, for another stream of audio.</summary>
    public void Reset()
    {
        _detector.Reset();
        (_inSpeech, _silence, Position) = (false, null, 0);
    }
}
