using System.Runtime.ExceptionServices;

namespace Swictation.Stt.Vad;

/// <summary>Cuts live audio into utterances while it is spoken.</summary>
/// <remarks>
/// <para>
/// A window whose probability reaches the threshold is speech, one below the exit threshold is silence, one in between is what the window
/// before was. An utterance is announced as soon as the windows of speech since its first amount to <see cref="SpeechSegmenterOptions.MinSpeech"/>;
/// a silence longer than 98 ms before that makes the count start anew, so that single clicks never add up to an utterance. Its audio is
/// given on window by window without delay; of a silence no more than <see cref="SpeechSegmenterOptions.Tail"/> is given on, and the rest
/// follows if speech resumes. It ends once silence has lasted for <see cref="SpeechSegmenterOptions.MinSilence"/>.
/// </para>
/// <para>
/// An utterance of the greatest length is cut in its longest silence of more than 98 ms (the rule of Silero's <c>get_speech_timestamps</c>),
/// else in its window least like speech, in either case not in its first half and not before <see cref="EarliestCut"/>. What lies after the
/// cut is given out again, as the beginning of the next utterance, which needs no minimum of speech. Where the best pause is the one in which
/// the utterance reaches that length, it just ends there, and the next begins if speech resumes within the silence that would have ended it.
/// </para>
/// <para>
/// Counts samples and never looks at the clock: the same samples give the same calls, whatever the sizes of the blocks. Holds the audio of
/// the current utterance, so at most that of the greatest length, and allocates nothing once that has grown. Not safe for concurrent use,
/// and not to be called from within the sink, but for its properties.
/// </para>
/// </remarks>
public sealed class SpeechSegmenter
{
    /// <summary>The default of <c>min_silence_at_max_speech</c> in Silero's <c>utils_vad.py</c>.</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(98);

    private readonly IVoiceActivityDetector _detector;
    private readonly SampleHistory _audio;
    private readonly WindowHistory _windows = new();
    private readonly float[] _padded;
    private readonly float _threshold;
    private readonly float _exit;
    private readonly long _minSpeech;
    private readonly long _minSilence;
    private readonly long _maxUtterance;
    private readonly long _preRoll;
    private readonly long _tail;
    private readonly long _leastPause;
    private readonly int _windowLength;

    private State _state;
    private bool _speech; // the newest window is speech
    private long _windowStart; // of the window that is being filled
    private long _firstSpeech; // of the utterance, or of what may become one
    private long _speechEnd; // the end of the newest window of speech
    private long _heardSpeech; // samples of speech in what may become an utterance
    private long _utteranceStart; // of its audio
    private long _given; // the end of what the sink has got
    private long _lastEnd; // of the utterance before
    private bool _completed;

    /// <summary>Initializes a new instance of the <see cref="SpeechSegmenter"/> class.</summary>
    /// <param name="detector">Hears the speech. Stays the caller's, who disposes it; not to be used by anything else meanwhile.</param>
    /// <param name="options">How to cut, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="detector"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public SpeechSegmenter(IVoiceActivityDetector detector, SpeechSegmenterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(detector);
        options ??= new SpeechSegmenterOptions();
        options.Validate();
        _detector = detector;
        _windowLength = detector.WindowLength;
        _padded = new float[_windowLength];
        _threshold = options.Threshold ?? detector.RecommendedThreshold;
        SpeechThresholds.CheckExit(options.ExitThreshold, _threshold, nameof(options.ExitThreshold));
        _exit = SpeechThresholds.Exit(_threshold, options.ExitThreshold);
        _minSpeech = Samples(options.MinSpeech);
        _minSilence = Samples(options.MinSilence);
        _maxUtterance = Samples(options.MaxUtterance);
        _preRoll = Samples(options.PreRoll);
        _tail = Math.Min(Samples(options.Tail), _minSilence);
        _leastPause = Samples(LeastPause);
        _audio = new SampleHistory((int)(2 * (_preRoll + _minSpeech)) + (16 * _windowLength), (int)_maxUtterance + (2 * _windowLength));
    }

    /// <summary>Gets the number of samples that were taken or skipped since the start.</summary>
    public long Position => _audio.End;

    /// <summary>Gets a value indicating whether an utterance has been announced and has not ended.</summary>
    public bool InSpeech => _state == State.Speaking;

    /// <summary>
    /// Gets or sets the position before which no cut may lie, because text up to there has been given out already. The consumer sets it, also
    /// within a call of the sink. It concerns cuts at the greatest length only.
    /// </summary>
    /// <value>The default is 0. A value beyond <see cref="Position"/> counts as that.</value>
    public long EarliestCut { get; set; }

    /// <summary>Takes samples, and tells the sink what became of them.</summary>
    /// <param name="samples">Any number of samples at the detector's sample rate, finite and nominally in [-1, 1].</param>
    /// <param name="sink">Receives the calls, on this thread.</param>
    /// <exception cref="ArgumentNullException"><paramref name="sink"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A sample is NaN or an infinity; none was taken.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Complete"/> was called before; call <see cref="Reset"/> first.</exception>
    /// <remarks>
    /// Where the detector throws, its window counts as silence, all other samples are processed, and the first such exception passes on to the
    /// caller at the end: no sample is lost, and the next call goes on as after any other. Where the sink throws, its exception passes on at
    /// once: the samples beyond <see cref="Position"/> have not been taken, and the call of the sink counts as made.
    /// </remarks>
    public void Push(ReadOnlySpan<float> samples, ISpeechSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        ThrowIfCompleted();
        SampleCheck.ThrowIfNotFinite(samples);
        ExceptionDispatchInfo? fault = null;
        while (!samples.IsEmpty)
        {
            int count = (int)Math.Min(samples.Length, _windowStart + _windowLength - _audio.End);
            _audio.Append(samples[..count]);
            samples = samples[count..];
            if (_audio.End == _windowStart + _windowLength)
                TakeWindow(_audio.Slice(_windowStart, _audio.End), sink, ref fault);
        }

        fault?.Throw();
    }

    /// <summary>Ends the audio: ends an open utterance. The last part of a window is filled up with zeros for the detector only.</summary>
    /// <param name="sink">Receives the calls, on this thread.</param>
    /// <exception cref="ArgumentNullException"><paramref name="sink"/> is <see langword="null"/>.</exception>
    /// <remarks>A second call does nothing. Where the detector throws, the utterance has been ended before the exception passes on.</remarks>
    public void Complete(ISpeechSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (_completed)
            return;
        _completed = true;
        ExceptionDispatchInfo? fault = null;
        Finish(SpeechEndReason.EndOfAudio, sink, ref fault);
        fault?.Throw();
    }

    /// <summary>Passes over audio that was lost: ends an open utterance, resets the detector, and goes on after the gap.</summary>
    /// <param name="count">How many samples were lost; at least 0.</param>
    /// <param name="sink">Receives the calls, on this thread.</param>
    /// <exception cref="ArgumentNullException"><paramref name="sink"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Complete"/> was called before; call <see cref="Reset"/> first.</exception>
    /// <remarks>No utterance reaches over the gap, and no pre-roll into it. Where the detector throws, the gap has been passed before the exception passes on.</remarks>
    public void Skip(long count, ISpeechSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ThrowIfCompleted();
        ExceptionDispatchInfo? fault = null;
        Finish(SpeechEndReason.AudioLost, sink, ref fault);
        Restart(_audio.End + count);
        _detector.Reset();
        fault?.Throw();
    }

    /// <summary>Forgets everything, the position too, for another stream of audio. An open utterance is not ended.</summary>
    public void Reset()
    {
        Restart(0);
        EarliestCut = 0;
        _completed = false;
        _detector.Reset();
    }

    /// <summary>Processes what there is of the last window and closes what is open.</summary>
    private void Finish(SpeechEndReason reason, ISpeechSink sink, ref ExceptionDispatchInfo? fault)
    {
        if (_audio.End > _windowStart)
        {
            ReadOnlySpan<float> rest = _audio.Slice(_windowStart, _audio.End);
            rest.CopyTo(_padded);
            _padded.AsSpan(rest.Length).Clear();
            TakeWindow(_padded, sink, ref fault);
        }

        if (_state == State.Speaking)
            End(Math.Min(_speechEnd + _tail, _audio.End), reason, State.Idle, sink);
        _state = State.Idle;
    }

    private void TakeWindow(ReadOnlySpan<float> window, ISpeechSink sink, ref ExceptionDispatchInfo? fault)
    {
        float probability = 0;
        try
        {
            probability = _detector.Process(window);
            if (float.IsNaN(probability))
                throw new InvalidOperationException($"The detector {_detector.GetType().Name} gave NaN where a probability was expected.");
        }
        catch (Exception exception)
        {
            // Of a window that nobody heard nothing is known; the audio goes on, and the caller learns of it.
            fault ??= ExceptionDispatchInfo.Capture(exception);
            (probability, _speech) = (0, false);
        }

        _speech = probability >= _threshold || (_speech && probability >= _exit);
        long start = _windowStart;
        _windowStart = _audio.End;
        _windows.Add(new HeardWindow(start, _audio.End, probability, _speech));
        if (_speech)
            HearSpeech(start, sink);
        else
            HearSilence(sink);
        if (_state == State.Speaking && _audio.End - _utteranceStart >= _maxUtterance)
            CutUtterance(sink);
        Forget();
    }

    private void HearSpeech(long start, ISpeechSink sink)
    {
        if (_state is State.Idle or State.Cut)
        {
            (_firstSpeech, _heardSpeech) = (start, 0);
            if (_state == State.Idle)
                _state = State.Candidate;
        }

        _speechEnd = _audio.End;
        if (_state == State.Speaking)
        {
            Give(_speechEnd, sink);
            return;
        }

        _heardSpeech += _speechEnd - start;
        long audioStart = Math.Max(_firstSpeech - _preRoll, _lastEnd);
        if (_state == State.Cut || _heardSpeech >= _minSpeech || _audio.End - audioStart >= _maxUtterance)
            Begin(_firstSpeech, audioStart, sink);
    }

    private void HearSilence(ISpeechSink sink)
    {
        long silence = _audio.End - _speechEnd;
        switch (_state)
        {
            case State.Candidate when silence > _leastPause:
            case State.Cut when silence >= _minSilence:
                _state = State.Idle;
                break;
            case State.Speaking:
                Give(Math.Min(_speechEnd + _tail, _audio.End), sink);
                if (silence >= _minSilence)
                    End(_speechEnd + _tail, SpeechEndReason.Silence, State.Idle, sink);
                break;
        }
    }

    private void Begin(long firstSpeech, long audioStart, ISpeechSink sink)
    {
        _state = State.Speaking;
        (_firstSpeech, _utteranceStart, _given) = (firstSpeech, audioStart, audioStart);
        sink.SpeechStarted(firstSpeech, audioStart);
        Give(Math.Min(_speechEnd + _tail, _audio.End), sink);
    }

    private void Give(long to, ISpeechSink sink)
    {
        if (to <= _given)
            return;
        long from = _given;
        _given = to;
        sink.Speech(_audio.Slice(from, to));
    }

    private void End(long position, SpeechEndReason reason, State next, ISpeechSink sink)
    {
        Give(position, sink);
        (_state, _lastEnd) = (next, position);
        sink.SpeechEnded(position, reason);
    }

    private void CutUtterance(ISpeechSink sink)
    {
        long from = Math.Max(_utteranceStart + (_maxUtterance / 2), _firstSpeech + _windowLength);
        from = Math.Min(Math.Max(from, EarliestCut), _audio.End);
        long cut = _windows.FindCut(from, _leastPause);
        if (_windows.FirstSpeechAfter(cut) is not { } next)
        {
            End(_given, SpeechEndReason.MaximumLength, State.Cut, sink);
            return;
        }

        _firstSpeech = Math.Max(next, cut);
        End(cut, SpeechEndReason.MaximumLength, State.Candidate, sink);
        Begin(_firstSpeech, cut, sink);
    }

    /// <summary>Drops what can become part of no utterance any more.</summary>
    private void Forget()
    {
        long needed = _state switch
        {
            State.Speaking => _utteranceStart,
            State.Candidate => Math.Max(_firstSpeech - _preRoll, _lastEnd),
            _ => Math.Max(_audio.End - _preRoll, _lastEnd),
        };
        _audio.DropBefore(needed);
        _windows.DropBefore(needed);
    }

    private void Restart(long position)
    {
        _state = State.Idle;
        _speech = false;
        _audio.Restart(position);
        _windows.Clear();
        (_windowStart, _firstSpeech, _speechEnd, _heardSpeech, _utteranceStart, _given, _lastEnd) =
            (position, position, position, 0, position, position, position);
    }

    private void ThrowIfCompleted()
    {
        if (_completed)
            throw new InvalidOperationException($"The audio was completed; call {nameof(Reset)} before more is pushed.");
    }

    private long Samples(TimeSpan time) => (long)Math.Round(time.Ticks * (double)_detector.SampleRate / TimeSpan.TicksPerSecond);

    private enum State
    {
        /// <summary>Nobody speaks.</summary>
        Idle,

        /// <summary>There was speech, but not enough yet.</summary>
        Candidate,

        /// <summary>The sink is in an utterance.</summary>
        Speaking,

        /// <summary>An utterance was cut in a pause that goes on.</summary>
        Cut,
    }
}
