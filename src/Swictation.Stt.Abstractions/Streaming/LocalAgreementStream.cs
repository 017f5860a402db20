namespace Swictation.Stt;

/// <summary>Makes a stream of any engine: hears the audio that has come again and again, and settles the words on which two hearings in a row agree.</summary>
/// <remarks>
/// <para>LocalAgreement-2 of Macháček, Dabre and Bojar, "Turning Whisper into Real-Time Transcription System" (2023), after its reference
/// implementation whisper_streaming: every <see cref="StreamOptions.UpdateInterval"/> of audio (1 s by default) the audio held is transcribed
/// whole; the longest prefix that this hypothesis and the one before have in common becomes stable, in the newer one's spelling. Words are
/// compared without letter case and punctuation. Of the audio only what is still needed is held: above <see cref="StreamOptions.LeftContext"/>
/// (15 s by default, plus <see cref="StreamOptions.RightContext"/>) it is cut where a settled segment ends, or else at the widest pause in the
/// later half of the settled words. Where two hypotheses never agree, all but the last second becomes stable once 15 s more than that - 30 s
/// by default - are held, so that memory and work stay bounded.</para>
/// <para>Words of an engine without times (<see cref="SttCapabilities.WordTimes"/>) are spread evenly over the audio held; their audio is
/// only cut at the bound, and <see cref="StreamOptions.RightContext"/> means nothing for them.</para>
/// <para>Costs one transcription of up to 15 s for each second of audio with the defaults, and 64 KB of memory for each second held. Where
/// the engine throws nothing is forgotten: the next call hears the same audio again, and passes a position over where the engine has failed
/// twice. See <see cref="ISttStream"/> for the rest.</para>
/// </remarks>
public sealed class LocalAgreementStream : ISttStream
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DefaultLeftContext = TimeSpan.FromSeconds(15);

    /// <summary>How much more than it should be the audio held may become before words are settled without agreement.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>What stays unsettled then: the last word may still be in mid-air.</summary>
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(1);

    private readonly ISttEngine _engine;
    private readonly TranscribeOptions _options;
    private readonly bool _hasTimes;
    private readonly int _sampleRate;
    private readonly long _interval;
    private readonly TimeSpan _rightContext;
    private readonly TimeSpan _limit;
    private readonly SampleWindow _audio = new();
    private WordAgreement _words;
    private long _nextUpdate;
    private long _failedAt = -1;
    private bool _disposed;

    /// <summary>Opens a stream on an engine.</summary>
    /// <param name="engine">The engine; it is shared, and not disposed with the stream.</param>
    /// <param name="options">How the stream works, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="engine"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The engine was disposed.</exception>
    public LocalAgreementStream(ISttEngine engine, StreamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        options ??= StreamOptions.Default;
        options.Validate();
        _engine = engine;
        _options = options.Transcribe with { Progress = null };
        // A disposed engine, or options that it cannot follow, are refused now rather than while somebody speaks.
        _engine.Transcribe(ReadOnlySpan<float>.Empty, _options);
        SttEngineInfo info = engine.Info;
        _hasTimes = info.Capabilities.HasFlag(SttCapabilities.WordTimes);
        _sampleRate = info.SampleRate;
        long frame = Math.Max(1, ToSamples(info.TimeResolution));
        _interval = Math.Max(1, (long)Math.Round((double)ToSamples(options.UpdateInterval ?? DefaultInterval) / frame)) * frame;
        _rightContext = options.RightContext ?? TimeSpan.Zero;
        _limit = (options.LeftContext ?? DefaultLeftContext) + _rightContext;
        _words = new WordAgreement(_hasTimes);
        _nextUpdate = _interval;
    }

    /// <inheritdoc/>
    public PartialTranscription Current { get; private set; } = PartialTranscription.Empty;

    /// <summary>Gets the number of samples held.</summary>
    internal int HeldSamples => _audio.Length;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> samples, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        AudioGuard.CheckFinite(samples, nameof(samples));
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            Update(cancellationToken);
            while (!samples.IsEmpty)
            {
                int count = (int)Math.Min(samples.Length, _nextUpdate - _audio.End);
                _audio.Append(samples[..count]);
                samples = samples[count..];
                Update(cancellationToken);
            }
        }
        catch
        {
            _audio.Append(samples);
            throw;
        }
    }

    /// <inheritdoc/>
    public Transcription Finish(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan duration = ToTime(_audio.End);
        Transcription heard = _audio.Length == 0
            ? Transcription.Empty(TimeSpan.Zero)
            : _engine.Transcribe(_audio.Samples, _options, cancellationToken);
        bool isWhole = _audio.Start == 0 && WordText.BeginsWith(heard.Text, Current.Stable);
        Transcription result = isWhole
            ? heard
            : Transcription.FromWords([.. _words.Settled, .. _words.New(Words(heard, _audio.End))], duration, _options.SegmentGap, heard.Language);
        Forget();
        return result;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Forget();
    }

    /// <summary>Releases the audio. The engine stays.</summary>
    public void Dispose()
    {
        _disposed = true;
        _audio.Clear();
    }

    /// <summary>Hears the audio at each position that is due: where the samples have come in small blocks, at most one.</summary>
    private void Update(CancellationToken cancellationToken)
    {
        while (_nextUpdate <= _audio.End)
        {
            Transcription heard;
            try
            {
                heard = _engine.Transcribe(_audio.Until(_nextUpdate), _options, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                if (_failedAt == _nextUpdate)
                    _nextUpdate += _interval;
                else
                    _failedAt = _nextUpdate;
                throw;
            }

            TimeSpan position = ToTime(_nextUpdate);
            bool grew = _words.Insert(Words(heard, _nextUpdate), _hasTimes ? position - _rightContext : TimeSpan.MaxValue);
            grew |= Trim(position);
            Current = new PartialTranscription
            {
                Stable = grew ? WordText.Join(_words.Settled) : Current.Stable,
                StableWords = grew ? [.. _words.Settled] : Current.StableWords,
                Volatile = WordText.Join(_words.Pending),
                VolatileWords = _words.Pending,
                Position = position,
            };
            _nextUpdate += _interval;
        }
    }

    /// <summary>Lets go of audio that is not needed any more.</summary>
    /// <returns>Whether words became stable by it.</returns>
    private bool Trim(TimeSpan position)
    {
        if (Held(position) <= _limit)
            return false;
        if (_hasTimes && _words.FindCut(ToTime(_audio.Start), _options.SegmentGap) is TimeSpan pause)
            Cut(pause);
        if (Held(position) <= _limit + Patience)
            return false;

        bool settled = false;
        TimeSpan cut = position;
        if (_hasTimes)
        {
            settled = _words.SettleUntil(position - Guard);
            cut = _words.Pending.Select(static word => word.Start).Append(position - Guard).Min();
        }

        if (!_hasTimes || position - cut > _limit + Guard)
        {
            settled |= _words.SettleUntil(TimeSpan.MaxValue);
            cut = position;
        }

        Cut(cut);
        return settled;
    }

    private TimeSpan Held(TimeSpan position) => position - ToTime(_audio.Start);

    private void Cut(TimeSpan time)
    {
        _audio.TrimBefore(Math.Clamp(ToSamples(time), _audio.Start, _nextUpdate));
        _words.Forget(time);
    }

    /// <summary>The words of a hypothesis over the audio from the start of what is held up to <paramref name="end"/>, with times from the start of the utterance.</summary>
    private List<TranscriptionWord> Words(Transcription heard, long end)
    {
        TimeSpan start = ToTime(_audio.Start);
        return _hasTimes
            ? [.. heard.Words.Select(word => word.Offset(start))]
            : WordText.Spread(heard, start, ToTime(end));
    }

    private void Forget()
    {
        _audio.Clear();
        _words = new WordAgreement(_hasTimes);
        _nextUpdate = _interval;
        _failedAt = -1;
        Current = PartialTranscription.Empty;
    }

    private long ToSamples(TimeSpan time) => (long)Math.Round(time.TotalSeconds * _sampleRate);

    private TimeSpan ToTime(long samples) => TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / _sampleRate);
}
