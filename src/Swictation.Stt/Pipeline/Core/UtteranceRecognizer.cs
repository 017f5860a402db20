using System.Runtime.ExceptionServices;
using Swictation.Stt.Transform;
using Swictation.Stt.Vad;

namespace Swictation.Stt;

/// <summary>Recognises the utterances that a segmenter cuts, and tells what becomes of them.</summary>
/// <remarks>
/// A failure while an utterance is spoken is told, and the stream is given the next audio all the same: it has kept the samples and
/// catches up. The utterance has failed only where its final text cannot be had either. One stream serves all utterances; it is opened
/// anew where it cannot be reset.
/// </remarks>
internal sealed class UtteranceRecognizer : ISpeechSink, IDisposable
{
    private readonly ISttEngine _engine;
    private readonly SttPipelineOptions _options;
    private readonly Action<SttEvent> _emit;
    private readonly Action<long> _settle;
    private readonly SampleClock _clock;
    private readonly TextTransformer? _transformer;
    private readonly UtteranceAudio _audio = new();
    private ISttStream? _stream;
    private PartialTranscription _current = PartialTranscription.Empty;
    private Exception? _broken;
    private bool _failureTold;
    private long _start;
    private int _number;

    /// <param name="engine">The engine; not owned.</param>
    /// <param name="options">How to work.</param>
    /// <param name="emit">Receives the events.</param>
    /// <param name="settle">Receives the position up to which text of the utterance is settled, whenever it moves.</param>
    public UtteranceRecognizer(ISttEngine engine, SttPipelineOptions options, Action<SttEvent> emit, Action<long> settle)
    {
        _engine = engine;
        _options = options;
        _emit = emit;
        _settle = settle;
        _clock = new SampleClock(engine.Info.SampleRate);
        if (options.Transform is { } rules)
            _transformer = new TextTransformer(rules) { UsesInverseTextNormalization = options.UsesInverseTextNormalization };
        if (options.Partials)
            _stream = engine.OpenStream(options.Stream);
    }

    /// <summary>Gets or sets the token of the call that is under way.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>Gets a value indicating whether an utterance is under way.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Gets the number of the utterance that is under way, or <see langword="null"/>.</summary>
    public int? Utterance => IsOpen ? _number : null;

    /// <summary>The transformer with the corrections of the moment.</summary>
    private TextTransformer? Transformer
    {
        get
        {
            if (_transformer is not null)
                _transformer.Corrections = _options.Corrections?.Invoke();
            return _transformer;
        }
    }

    private TimeSpan StartTime => _clock.At(_start);

    private TimeSpan SegmentGap => _options.Stream.Transcribe.SegmentGap;

    public void SpeechStarted(long position, long audioStart)
    {
        IsOpen = true;
        _start = audioStart;
        _audio.Clear();
        _current = PartialTranscription.Empty;
        _broken = null;
        _failureTold = false;
        _emit(new SpeechStartedEvent { Position = _clock.At(position), Utterance = _number });
        if (_options.Partials && _stream is null)
            Reopen();
    }

    public void Speech(ReadOnlySpan<float> samples)
    {
        _audio.Append(samples);
        if (_stream is null || _broken is not null)
            return;
        Exception? failure = null;
        PartialTranscription current = _current;
        try
        {
            _stream.Write(samples, CancellationToken);
            current = _stream.Current;
        }
        catch (ArgumentException exception)
        {
            _broken = exception; // None of the samples was taken: what follows would be heard at the wrong place.
        }
        catch (Exception exception) when (Failures.CanGoOnAfter(exception, CancellationToken))
        {
            failure = exception;
        }

        if (failure is not null && !_failureTold)
        {
            _failureTold = true;
            TellFailure(failure, _audio.Count, keepAudio: false);
        }

        if (!ReferenceEquals(current, _current))
            Take(current);
    }

    public void SpeechEnded(long position, SpeechEndReason reason)
    {
        int length = (int)(position - _start);
        Transcription? result = null;
        Exception? failure = null;
        try
        {
            result = Recognize(length);
        }
        catch (Exception exception) when (Failures.CanGoOnAfter(exception, CancellationToken))
        {
            failure = exception;
        }

        if (result is null)
        {
            TellFailure(failure!, length, keepAudio: true);
            RenewStream();
        }

        End(result ?? Transcripts.Of(_current, _clock.At(length), SegmentGap), length, result is null ? UtteranceEnd.Failed : Reason(reason));
    }

    /// <summary>Ends an open utterance with what was recognised of it, without running the model.</summary>
    public void Abort()
    {
        if (!IsOpen)
            return;
        End(Transcripts.Of(_current, _clock.At(_audio.Count), SegmentGap), _audio.Count, UtteranceEnd.Cancelled);
        RenewStream();
    }

    public void Dispose() => _stream?.Dispose();

    private static UtteranceEnd Reason(SpeechEndReason reason) => reason switch
    {
        SpeechEndReason.Silence => UtteranceEnd.Silence,
        SpeechEndReason.MaximumLength => UtteranceEnd.MaximumLength,
        SpeechEndReason.AudioLost => UtteranceEnd.AudioLost,
        _ => UtteranceEnd.EndOfAudio,
    };

    /// <summary>Takes what the stream has understood.</summary>
    private void Take(PartialTranscription current)
    {
        bool changed = current.Stable != _current.Stable || current.Volatile != _current.Volatile;
        bool grew = current.Stable.Length > _current.Stable.Length;
        _current = current;
        if (grew)
        {
            TimeSpan end = current.StableWords.Count > 0 ? current.StableWords[^1].End : current.Position;
            _settle(_start + Math.Min(_clock.Position(end), _audio.Count));
        }

        if (!changed)
            return;
        _emit(new PartialEvent
        {
            Position = StartTime + current.Position,
            Utterance = _number,
            Transcription = current.Offset(StartTime),
            Transform = Transformer?.Preview(current.Text),
        });
    }

    /// <summary>Recognises the utterance, of which a part may have been given out that belongs to the next one.</summary>
    private Transcription Recognize(int length)
    {
        if (_broken is not null)
            ExceptionDispatchInfo.Throw(_broken);
        if (_stream is null)
            return RecognizeAudio(length);
        Transcription whole = _stream.Finish(CancellationToken);
        if (length == _audio.Count)
            return whole;
        TimeSpan end = _clock.At(length);
        if (whole.Text.Length == 0 || whole.Segments.Count > 0)
        {
            Transcription cut = Transcripts.Cut(whole, end, _current.StableWords.Count, SegmentGap);
            return Transcripts.EndsAcross(whole, end, _current.StableWords.Count) ? RecognizeAgain(length, cut) : cut;
        }

        // Without times nobody can say which words lie before the cut; the audio can be heard once more, up to there.
        Transcription again = RecognizeAudio(length);
        return WordText.BeginsWith(again.Text, _current.Stable) ? again : Transcripts.Of(_current, end, SegmentGap);
    }

    /// <summary>
    /// Hears what lies before a cut by itself, as the next utterance hears what lies behind it. Where the last word reaches over the cut it
    /// goes on beyond the audio, so that its middle is not known: both utterances might have it.
    /// </summary>
    private Transcription RecognizeAgain(int length, Transcription cut)
    {
        try
        {
            Transcription again = RecognizeAudio(length);
            return WordText.BeginsWith(again.Text, _current.Stable) ? again : cut;
        }
        catch (Exception exception) when (Failures.CanGoOnAfter(exception, CancellationToken))
        {
            return cut; // There is a text: a word too many is better than none.
        }
    }

    private Transcription RecognizeAudio(int length) =>
        _engine.Transcribe(_audio.Samples[..length], _options.Stream.Transcribe, CancellationToken);

    private void End(Transcription transcription, int length, UtteranceEnd reason)
    {
        TimeSpan end = _clock.At(_start + length);
        int number = _number++;
        IsOpen = false;
        _emit(new FinalEvent
        {
            Position = end,
            Utterance = number,
            Start = StartTime,
            Transcription = transcription.Offset(StartTime),
            Reason = reason,
            Transform = Transformer?.Transform(TranscriptionTransform.ToUtterance(transcription)),
        });
        _emit(new SpeechEndedEvent { Position = end, Utterance = number, Reason = reason });
    }

    private void TellFailure(Exception failure, int length, bool keepAudio) => _emit(new ErrorEvent
    {
        Position = _clock.At(_start + _audio.Count),
        Kind = SttErrorKind.Engine,
        Exception = failure,
        Start = StartTime,
        End = _clock.At(_start + length),
        Utterance = _number,
        Audio = keepAudio ? _audio.Samples[..length].ToArray() : default,
    });

    /// <summary>Makes the stream ready for the next utterance after it failed in one.</summary>
    private void RenewStream()
    {
        if (_stream is null)
            return;
        try
        {
            _stream.Reset();
        }
        catch (Exception exception) when (Failures.CanGoOnAfter(exception, CancellationToken.None))
        {
            DropStream();
        }
    }

    private void DropStream()
    {
        try
        {
            _stream!.Dispose();
        }
        catch (Exception exception) when (Failures.CanGoOnAfter(exception, CancellationToken.None))
        {
            // It is of no use any more; why was told already.
        }

        _stream = null;
    }

    private void Reopen()
    {
        try
        {
            _stream = _engine.OpenStream(_options.Stream);
        }
        catch (Exception exception) when (Failures.CanGoOnAfter(exception, CancellationToken.None))
        {
            _broken = exception; // Told at the end of the utterance, together with its audio.
        }
    }
}
