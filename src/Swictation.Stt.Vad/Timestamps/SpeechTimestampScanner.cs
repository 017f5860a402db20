namespace Swictation.Stt.Vad;

/// <summary>
/// Cuts a recording into stretches of speech while its probabilities come in, in constant memory: <c>get_speech_timestamps</c> of Silero's
/// <c>utils_vad.py</c> (v6.2.1), rule for rule.
/// </summary>
/// <remarks>
/// <para>A segment can be read as soon as nothing to come can change it: a little after its end, since neighbours share short gaps.</para>
/// <para>Not safe for concurrent use.</para>
/// </remarks>
public sealed class SpeechTimestampScanner
{
    private readonly SpeechTimestampsOptions _options;
    private readonly Queue<SpeechSegment> _ready = new(2);
    private readonly int _windowLength;
    private readonly float _threshold;
    private readonly float _exit;
    private readonly double _minSpeech;
    private readonly double _maxSpeech;
    private readonly double _minSilence;
    private readonly double _leastCutSilence;
    private readonly double _padding;

    private long _windows;
    private long? _start; // of the open segment
    private long? _silence; // where the silence started that may become its end
    private (long Start, long Length)? _longest; // silence of the open segment
    private (long Start, long Resumed)? _last; // silence of the open segment; resumed at 0 while it lasts
    private SpeechSegment? _closed; // its start padded, its end not
    private bool _completed;

    /// <summary>Initializes a new instance of the <see cref="SpeechTimestampScanner"/> class.</summary>
    /// <param name="sampleRate">The sample rate in Hz.</param>
    /// <param name="windowLength">The number of samples of which each probability is; that of the detector.</param>
    /// <param name="options">How to cut, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above 0, or an option is out of its range.</exception>
    public SpeechTimestampScanner(int sampleRate, int windowLength, SpeechTimestampsOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(windowLength);
        _options = options ?? new SpeechTimestampsOptions();
        _options.Validate();
        _windowLength = windowLength;
        _threshold = _options.Threshold ?? SpeechThresholds.Default;
        SpeechThresholds.CheckExit(_options.ExitThreshold, _threshold, nameof(_options.ExitThreshold));
        _exit = SpeechThresholds.Exit(_threshold, _options.ExitThreshold);
        _minSpeech = Samples(_options.MinSpeech);
        _minSilence = Samples(_options.MinSilence);
        _leastCutSilence = Samples(_options.MinSilenceAtMaxSpeech);
        _padding = Samples(_options.Padding);
        _maxSpeech = _options.MaxSpeech is { } most ? Samples(most) - windowLength - (2 * _padding) : double.PositiveInfinity;

        double Samples(TimeSpan time) => (double)sampleRate * time.Ticks / TimeSpan.TicksPerSecond;
    }

    /// <summary>Gets the position before which no segment starts that has not been read yet: audio before it is needed no more.</summary>
    public long Settled => _ready.TryPeek(out SpeechSegment next) ? next.Start
        : _closed?.Start ?? Padded(_start ?? (_windows * _windowLength));

    /// <summary>Takes the probability of the next window.</summary>
    /// <param name="probability">The probability of speech, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is not in [0, 1].</exception>
    /// <exception cref="InvalidOperationException"><see cref="Complete"/> was called before.</exception>
    public void Push(float probability)
    {
        if (!(probability >= 0 && probability <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability must be from 0 to 1.");
        ThrowIfCompleted();
        long position = _windows++ * _windowLength;
        Take(probability, position);
        ReleaseClosed(position);
    }

    /// <summary>Ends the recording. Then the remaining segments can be read.</summary>
    /// <param name="audioLength">The number of samples in the recording; the last window may be filled by it only in part.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length does not fit the number of windows.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Complete"/> was called before.</exception>
    public void Complete(long audioLength)
    {
        ThrowIfCompleted();
        long most = _windows * _windowLength;
        if (audioLength > most || audioLength < 0 || audioLength <= most - _windowLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(audioLength), audioLength, $"{_windows} windows of {_windowLength} samples are of more than {most - _windowLength} and at most {most} samples.");
        }

        _completed = true;
        if (_start is { } start && audioLength - start > _minSpeech)
            Keep(start, audioLength);
        _start = null;
        if (_closed is { } last)
            _ready.Enqueue(last with { End = (long)Math.Min(audioLength, last.End + _padding) });
        _closed = null;
    }

    /// <summary>Reads the next segment.</summary>
    /// <param name="segment">Receives the segment.</param>
    /// <returns><see langword="false"/> where none is ready yet, or after <see cref="Complete"/> none is left.</returns>
    public bool TryRead(out SpeechSegment segment) => _ready.TryDequeue(out segment);

    private void Take(float probability, long position)
    {
        bool speech = probability >= _threshold;
        if (speech && _silence is { } from)
            Resume(from, position);

        if (speech && _start is null)
        {
            _start = position;
            return;
        }

        if (_start is { } start && position - start > _maxSpeech && !CutSegment(start, position))
            return;

        if (_start is { } open && probability < _exit)
            Pause(open, position);
    }

    /// <summary>Speech goes on after a silence: remembers the silence as a place to cut.</summary>
    private void Resume(long from, long position)
    {
        long length = position - from;
        if (length > _leastCutSilence && length > (_longest?.Length ?? 0))
            _longest = (from, length);
        if (_last is { } last && last.Resumed < last.Start)
            _last = (last.Start, position);
        _silence = null;
    }

    /// <summary>Cuts a segment of the greatest length. Says whether the window is still to be looked at.</summary>
    private bool CutSegment(long start, long position)
    {
        (long end, long? next) = (_options.CutAtLongestSilence, _longest, _last) switch
        {
            (true, { } longest, _) => (longest.Start, longest.Start + longest.Length),
            (_, _, { } last) => (last.Start, last.Resumed < last.Start ? null : last.Resumed),
            _ => (position, (long?)null),
        };
        bool goesOn = end != position;
        Keep(start, end);
        Open(next);
        return goesOn;
    }

    private void Pause(long start, long position)
    {
        long from = _silence ??= position;
        long length = position - from;
        if (!_options.CutAtLongestSilence && length > _leastCutSilence)
            _last = (from, _last is { } last ? last.Resumed : 0);
        if (length < _minSilence)
            return;
        if (from - start > _minSpeech)
            Keep(start, from);
        Open(null);
    }

    private void Open(long? start)
    {
        _start = start;
        _silence = null;
        _longest = null;
        _last = null;
    }

    /// <summary>Takes a segment that is complete but for its padding, and pads the one before.</summary>
    private void Keep(long start, long end)
    {
        if (_closed is not { } before)
        {
            _closed = new SpeechSegment(Padded(start), end);
            return;
        }

        long gap = start - before.End;
        bool shares = gap < 2 * _padding;
        _ready.Enqueue(before with { End = shares ? before.End + (gap / 2) : (long)(before.End + _padding) });
        _closed = new SpeechSegment(shares ? start - (gap / 2) : Padded(start), end);
    }

    /// <summary>Releases the last segment once whatever comes is too far away to share its padding.</summary>
    private void ReleaseClosed(long position)
    {
        long next = _start ?? (position + _windowLength);
        if (_closed is not { } closed || next - closed.End < 2 * _padding || closed.End + _padding > position)
            return;
        _ready.Enqueue(closed with { End = (long)(closed.End + _padding) });
        _closed = null;
    }

    private long Padded(long start) => (long)Math.Max(0, start - _padding);

    private void ThrowIfCompleted()
    {
        if (_completed)
            throw new InvalidOperationException("The recording was completed; make another scanner for another recording.");
    }
}
