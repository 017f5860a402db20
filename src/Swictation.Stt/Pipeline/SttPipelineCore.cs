using System.Globalization;
using Swictation.Stt.Vad;

namespace Swictation.Stt;

/// <summary>Turns audio into events: finds the utterances, recognises them, and tells it all in order. The synchronous heart of <see cref="SttPipeline"/>.</summary>
/// <remarks>
/// <para>Time is counted in samples and never read off a clock: the same samples give the same events, whatever the sizes of the blocks.
/// Work runs on the calling thread; events are given to the callback within the call that causes them. Silence allocates nothing, speech
/// allocates events and text. Not safe for concurrent use.</para>
/// <para>No failure of the engine or of the detector ends it. Where the engine throws while an utterance is spoken, that is told once by an
/// <see cref="ErrorEvent"/> without audio, and the engine is given what follows: a stream keeps its samples and catches up. Where it also
/// throws as the utterance ends, an <see cref="ErrorEvent"/> with the utterance's audio is told, and the <see cref="FinalEvent"/> says
/// <see cref="UtteranceEnd.Failed"/> and has what was recognised before. Where the detector throws it is reset, and what was the case before
/// - speech or silence - goes on; after half a second of failures everything counts as speech until it works again, so that nothing that is
/// said is lost. Samples that are NaN, infinite or beyond ±2^32 are taken as silence, and told by one <see cref="ErrorEvent"/> for those
/// that are less than 0.1 to 0.2 s apart, at least once a second while they last. Only what no program can go on after, such as
/// <see cref="OutOfMemoryException"/>, passes on to the caller.</para>
/// </remarks>
public sealed class SttPipelineCore : IDisposable
{
    private readonly SttPipelineOptions _options;
    private readonly Action<SttEvent> _emit;
    private readonly SampleClock _clock;
    private readonly GuardedDetector _detector;
    private readonly SpeechSegmenter _segmenter;
    private readonly UtteranceRecognizer _recognizer;
    private readonly InvalidSampleFilter _filter;
    private readonly LevelMeter _meter;
    private State _state;
    private bool _disposed;

    /// <summary>Initializes a new instance of the <see cref="SttPipelineCore"/> class.</summary>
    /// <param name="engine">The engine; not disposed with this.</param>
    /// <param name="detector">The detector, at the engine's sample rate; reset now, not disposed with this.</param>
    /// <param name="options">How to work, or <see langword="null"/> for the defaults.</param>
    /// <param name="emit">Receives the events. Must not call back. What it throws passes on.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the detector has another sample rate than the engine.</exception>
    /// <exception cref="ObjectDisposedException">The engine was disposed.</exception>
    public SttPipelineCore(ISttEngine engine, IVoiceActivityDetector detector, SttPipelineOptions? options, Action<SttEvent> emit)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentNullException.ThrowIfNull(emit);
        _options = options ?? new SttPipelineOptions();
        Check(engine, detector, _options);
        SampleRate = engine.Info.SampleRate;
        _emit = emit;
        _clock = new SampleClock(SampleRate);
        _detector = new GuardedDetector(detector, TellDetectorFailure);
        _segmenter = new SpeechSegmenter(_detector, _options.Segmenter);
        _filter = new InvalidSampleFilter(Math.Max(1, SampleRate / 10));
        _meter = new LevelMeter(_clock.Position(_options.LevelInterval));
        _detector.Reset();
        _recognizer = new UtteranceRecognizer(engine, _options, emit, position => _segmenter.EarliestCut = position);
    }

    private enum State
    {
        Running,
        Interrupted,
        Ended,
    }

    /// <summary>Gets the sample rate in Hz: the engine's.</summary>
    public int SampleRate { get; }

    /// <summary>Gets how many samples have been pushed or skipped.</summary>
    public long SamplePosition { get; private set; }

    /// <summary>Gets up to where the audio has been pushed or skipped.</summary>
    public TimeSpan Position => _clock.At(SamplePosition);

    /// <summary>Takes samples.</summary>
    /// <param name="samples">Any number of mono samples at <see cref="SampleRate"/>, nominally in [-1, 1].</param>
    /// <param name="cancellationToken">Stops the work, also inside a running model graph.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled. Call <see cref="Abort"/> for what was recognised.</exception>
    /// <exception cref="InvalidOperationException">The audio was completed or aborted, or the call before was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">This was disposed.</exception>
    public void Push(ReadOnlySpan<float> samples, CancellationToken cancellationToken = default)
    {
        Enter(cancellationToken);
        while (!samples.IsEmpty)
        {
            ReadOnlySpan<float> block = samples[..(int)Math.Min(samples.Length, Math.Min(_filter.Missing, _meter.Missing))];
            samples = samples[block.Length..];
            block = _filter.Pass(block);
            SamplePosition += block.Length;
            _meter.Add(block);
            _segmenter.Push(block, _recognizer);
            if (_filter.Missing == 0 && _filter.IsOver())
                TellInvalidSamples();
            if (_meter.IsDue)
                TellLevel();
        }

        _state = State.Running;
    }

    /// <summary>Passes over audio that was lost. An open utterance ends with what was heard; the times of what follows stay true.</summary>
    /// <param name="count">How many samples were lost; at least 0.</param>
    /// <param name="cancellationToken">Stops the work, also inside a running model graph.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled. Call <see cref="Abort"/> for what was recognised.</exception>
    /// <exception cref="InvalidOperationException">The audio was completed or aborted, or the call before was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">This was disposed.</exception>
    public void Skip(long count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Enter(cancellationToken);
        if (count > 0)
        {
            int? utterance = _recognizer.Utterance;
            _segmenter.Skip(count, _recognizer);
            TellInvalidSamples();
            TimeSpan start = Position;
            SamplePosition += count;
            _detector.MoveTo(SamplePosition);
            _filter.MoveTo(SamplePosition);
            _meter.Reset();
            TellLoss(start, utterance);
        }

        _state = State.Running;
    }

    /// <summary>Ends the audio: an open utterance is recognised to its end.</summary>
    /// <param name="cancellationToken">Stops the work, also inside a running model graph.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled. Call <see cref="Abort"/> for what was recognised.</exception>
    /// <exception cref="InvalidOperationException">The audio was completed or aborted, or the call before was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">This was disposed.</exception>
    public void Complete(CancellationToken cancellationToken = default)
    {
        Enter(cancellationToken);
        _segmenter.Complete(_recognizer);
        TellInvalidSamples();
        _state = State.Ended;
    }

    /// <summary>Ends the audio at once: what was recognised of an open utterance is its final text. The model does not run.</summary>
    /// <remarks>Does nothing after <see cref="Complete"/> or a call before.</remarks>
    /// <exception cref="ObjectDisposedException">This was disposed.</exception>
    public void Abort()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_state == State.Ended)
            return;
        _state = State.Ended;
        _recognizer.Abort();
        TellInvalidSamples();
    }

    /// <summary>Releases the engine's stream. What is open is forgotten.</summary>
    public void Dispose()
    {
        _disposed = true;
        _recognizer.Dispose();
    }

    /// <summary>Throws where engine, detector and options do not go together.</summary>
    internal static void Check(ISttEngine engine, IVoiceActivityDetector detector, SttPipelineOptions options)
    {
        options.Validate();
        int rate = engine.Info.SampleRate;
        if (detector.SampleRate != rate)
        {
            throw new ArgumentException(
                $"The detector takes {detector.SampleRate} Hz and the engine {rate} Hz. Give a detector of the engine's rate.", nameof(detector));
        }

        // Thresholds can depend on the detector's own.
        _ = new SpeechSegmenter(detector, options.Segmenter);
    }

    /// <summary>Begins a call. Until it has succeeded the audio counts as interrupted.</summary>
    private void Enter(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_state == State.Interrupted)
            throw new InvalidOperationException($"The call before was interrupted: only {nameof(Abort)} is left.");
        if (_state == State.Ended)
            throw new InvalidOperationException("The audio has ended; make another core for more.");
        cancellationToken.ThrowIfCancellationRequested();
        _recognizer.CancellationToken = cancellationToken;
        _state = State.Interrupted;
    }

    private void TellLevel()
    {
        (float rms, float peak) = _meter.Take();
        _emit(new LevelEvent { Position = Position, Rms = rms, Peak = peak, IsSpeech = _recognizer.IsOpen });
    }

    private void TellLoss(TimeSpan start, int? utterance) => _emit(new ErrorEvent
    {
        Position = Position,
        Kind = SttErrorKind.Overrun,
        Exception = new AudioLostException(string.Create(
            CultureInfo.InvariantCulture,
            $"{(Position - start).TotalSeconds:0.###} s of audio from {start} on were lost: more came than was processed. Use a faster model, fewer partial results, or a larger {nameof(SttPipelineOptions.InputBuffer)}.")),
        Start = start,
        End = Position,
        Utterance = utterance,
    });

    private void TellInvalidSamples()
    {
        if (!_filter.HasStretch)
            return;
        (long start, long end) = _filter.Stretch;
        _emit(new ErrorEvent
        {
            Position = Position,
            Kind = SttErrorKind.InvalidAudio,
            Exception = new AudioFormatException(
                $"{_filter.Count} samples between {_clock.At(start)} and {_clock.At(end)} are no numbers within ±2^32 and were taken as silence. Audio lies within ±1: look at what makes it."),
            Start = _clock.At(start),
            End = _clock.At(end),
            Utterance = _recognizer.Utterance,
        });
        _filter.Forget();
    }

    private void TellDetectorFailure(Exception exception, long start, long end) => _emit(new ErrorEvent
    {
        Position = _clock.At(end),
        Kind = SttErrorKind.Detector,
        Exception = exception,
        Start = _clock.At(start),
        End = _clock.At(end),
        Utterance = _recognizer.Utterance,
    });
}
