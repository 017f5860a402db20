namespace Swictation.Stt;

/// <summary>Joins two engines: the fallback speaks where the primary fails, does not know the language, or is not sure; or has the last word.</summary>
/// <remarks>
/// <para>The fallback is asked where the primary throws or cannot be loaded; where <see cref="TranscribeOptions.Language"/> is not among its
/// languages, or it has no <see cref="SttCapabilities.Translation"/> and <see cref="TranscribeOptions.Translate"/> asks for that; and where its confidence is below
/// <see cref="HybridEngineOptions.MinConfidence"/>. With <see cref="HybridEngineOptions.FinalBy"/> the fallback makes the final texts, and the
/// primary steps in where it fails. A text that one engine gives is never lost because the other fails. Whose text it is, and why, is in
/// <see cref="Transcription.EngineChoice"/>. A cancelled call is cancelled: no engine stands in. Nor does one for audio that is wrong itself.</para>
/// <para>Phrases are boosted by the engine that can; the other one hears without them.</para>
/// <para>Several recordings are decided on each for itself; those that need the other engine go to it in one call. What is read from a source,
/// and the utterance of a stream, is kept for the other engine, see <see cref="HybridEngineOptions.AudioInMemory"/>. Progress begins anew where
/// another engine hears a recording again.</para>
/// <para>In a stream final text begins with the stable text, whoever gave it. Where the primary fails while somebody speaks, a stream of the
/// fallback goes on behind the last stable word. Where its confidence is low at the end, the fallback hears what follows that word. Where the
/// fallback makes final texts nothing is stable before them.</para>
/// <para>Each engine is loaded when it is first needed, by the call that needs it; who needs it meanwhile waits. It is unloaded when it has not
/// been used for as long as the options say, and loaded again at the next need. A call uses it, and so does a stream from the first sample of
/// an utterance until <see cref="ISttStream.Finish"/>, <see cref="ISttStream.Reset"/> or its disposal; a stream that is open, but has not been
/// written to since, does not. A failed load is a failure like any other, and is tried again at the next need.</para>
/// <para>All members but <see cref="Dispose"/> are safe for concurrent use. Work, and loading, runs on the calling thread.</para>
/// </remarks>
public sealed class HybridEngine : ISttEngine
{
    private const int DefaultSampleRate = 16000;

    private readonly HybridEngineOptions _options;
    private readonly PrimaryLimits _limits;
    private volatile CombinedInfo? _info;
    private int _sampleRate;
    private volatile bool _disposed;

    /// <summary>Joins two engines. Loads nothing yet.</summary>
    /// <param name="options">Which engines, and when the fallback speaks.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    public HybridEngine(HybridEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        Rules = new HybridRules(options);
        Primary = new EngineSlot("primary engine", typeof(HybridEngine), options.Primary, options.PrimaryIdleUnload, options.TimeProvider, CheckSampleRate) { Role = EngineRole.Primary };
        Fallback = new EngineSlot("fallback engine", typeof(HybridEngine), options.Fallback, options.FallbackIdleUnload, options.TimeProvider, CheckSampleRate) { Role = EngineRole.Fallback };
        _limits = new PrimaryLimits(Primary);
    }

    /// <summary>Gets what the engines are and can do together.</summary>
    /// <remarks>
    /// What the primary is, which is loaded where it never was. Once the fallback has been loaded, too, the languages are those of both, and
    /// the capabilities are those that both have; <see cref="SttCapabilities.Streaming"/> is the primary's, <see cref="SttCapabilities.Translation"/> that of either. While the primary cannot be loaded:
    /// what the fallback is. What is known stays known when an engine is unloaded.
    /// </remarks>
    /// <exception cref="HybridEngineException">Neither engine can be loaded.</exception>
    /// <exception cref="ObjectDisposedException">The engine was disposed before it was known.</exception>
    public SttEngineInfo Info
    {
        get
        {
            if (Primary.Info is null)
                LearnInfo();
            (SttEngineInfo? primary, SttEngineInfo? fallback) = (Primary.Info, Fallback.Info);
            CombinedInfo? info = _info;
            if (info is null || !ReferenceEquals(info.Primary, primary) || !ReferenceEquals(info.Fallback, fallback))
                _info = info = new CombinedInfo(primary, fallback);
            return info.Value;
        }
    }

    /// <summary>Gets what is loaded now, how often it was, and how long that took. Loads nothing.</summary>
    public HybridEngineStatus Status => new(Primary.Status, Fallback.Status);

    internal HybridRules Rules { get; }

    internal EngineSlot Primary { get; }

    internal EngineSlot Fallback { get; }

    internal EngineRole FinalBy => _options.FinalBy;

    internal bool IsDisposed => _disposed;

    /// <summary>Gets the sample rate of the engines, once one was loaded.</summary>
    internal int SampleRate => Volatile.Read(ref _sampleRate) is > 0 and int known ? known : DefaultSampleRate;

    /// <inheritdoc/>
    /// <exception cref="HybridEngineException">Both engines failed.</exception>
    public Transcription Transcribe(ReadOnlySpan<float> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        AudioGuard.CheckFinite(audio, nameof(audio));
        return Decide(new SpanRecording(audio), Check(options, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="HybridEngineException">Both engines failed on a recording.</exception>
    public IReadOnlyList<Transcription> Transcribe(
        IReadOnlyList<ReadOnlyMemory<float>> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        for (int i = 0; i < audio.Count; i++)
            AudioGuard.CheckFinite(audio[i].Span, nameof(audio), recording: i);
        return new HybridBatch(this, audio, Check(options, cancellationToken), cancellationToken).Transcribe();
    }

    /// <inheritdoc/>
    /// <exception cref="HybridEngineException">Both engines failed.</exception>
    public Transcription Transcribe(ISampleSource audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        options = Check(options, cancellationToken);
        using SampleSpool spool = CreateSpool();
        return Decide(new SourceRecording(audio, spool, cancellationToken), options, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Loads nothing: that happens with the first samples of an utterance.</remarks>
    public ISttStream OpenStream(StreamOptions? options = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        options ??= StreamOptions.Default;
        options.Validate();
        return new HybridStream(this, options);
    }

    /// <summary>Unloads both engines, each once no call uses it any more; later calls throw. Utterances that are under way are given up.</summary>
    public void Dispose()
    {
        _disposed = true;
        Primary.Dispose();
        Fallback.Dispose();
    }

    internal SampleSpool CreateSpool() => new((int)(_options.AudioInMemory.TotalSeconds * SampleRate), _options.SpoolFolder);

    /// <summary>Gets the engine that makes final texts, and the other.</summary>
    internal (EngineSlot First, EngineSlot Second) Order => FinalBy == EngineRole.Primary ? (Primary, Fallback) : (Fallback, Primary);

    /// <summary>Makes an engine hear a recording, unless it cannot do what is asked.</summary>
    internal Attempt Hear<T>(EngineSlot slot, T recording, TranscribeOptions options, CancellationToken cancellationToken)
        where T : IRecording, allows ref struct
    {
        try
        {
            if (FindRefusal(slot, options, cancellationToken) is { } refusal)
                return Attempt.Refused(refusal);
            using EngineLease lease = slot.Rent(cancellationToken);
            return Attempt.Heard(recording.Hear(lease.Engine, lease.Fit(options), cancellationToken), lease.Info);
        }
        catch (Exception exception) when (!recording.IsFaulty && IsFailure(exception, cancellationToken))
        {
            return Attempt.Failed(exception);
        }
    }

    /// <summary>Finds why an engine is passed over; null where it is not.</summary>
    internal EngineChoice? FindRefusal(EngineSlot slot, TranscribeOptions options, CancellationToken cancellationToken) =>
        slot.Role == EngineRole.Primary ? _limits.Find(options, cancellationToken) : null;

    /// <summary>Says whether what was thrown is an engine's failure, rather than that the caller cancelled or disposed.</summary>
    internal bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested) && !(exception is ObjectDisposedException && _disposed);

    private Transcription Decide<T>(T recording, TranscribeOptions options, CancellationToken cancellationToken)
        where T : IRecording, allows ref struct
    {
        (EngineSlot first, EngineSlot second) = Order;
        Attempt attempt = Hear(first, recording, options, cancellationToken);
        Attempt other = Rules.AsksOther(attempt) ? Hear(second, recording, options, cancellationToken) : default;
        return first.Role == EngineRole.Primary ? Rules.Conclude(attempt, other) : Rules.Conclude(other, attempt);
    }

    private TranscribeOptions Check(TranscribeOptions? options, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        options ??= TranscribeOptions.Default;
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        return options;
    }

    private void LearnInfo()
    {
        try
        {
            Primary.Rent(CancellationToken.None).Dispose();
        }
        catch (Exception primaryError) when (IsFailure(primaryError, CancellationToken.None))
        {
            if (Fallback.Info is not null)
                return;
            try
            {
                Fallback.Rent(CancellationToken.None).Dispose();
            }
            catch (Exception fallbackError) when (IsFailure(fallbackError, CancellationToken.None))
            {
                HybridRules.Throw(Attempt.Failed(primaryError), Attempt.Failed(fallbackError));
            }
        }
    }

    private void CheckSampleRate(SttEngineInfo info)
    {
        int known = Interlocked.CompareExchange(ref _sampleRate, info.SampleRate, 0);
        if (known != 0 && known != info.SampleRate)
            throw new NotSupportedException($"{info.ModelId} takes {info.SampleRate} Hz, the other engine {known} Hz; both must take the same. Choose another model.");
    }
}
