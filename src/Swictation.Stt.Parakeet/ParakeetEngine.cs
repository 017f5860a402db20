using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>Recognises speech with an NVIDIA Parakeet or another NeMo FastConformer model: TDT, RNNT or CTC, as an ONNX export.</summary>
/// <remarks>
/// <para>All members but <see cref="Dispose"/> are safe for concurrent use: the weights are shared, everything else is made for each call
/// or pooled. Work runs on the calling thread and the model's own threads.</para>
/// <para>Speech longer than <see cref="ParakeetOptions.Window"/> is cut in its pauses; where it has none, overlapping windows are merged at
/// words both heard. Digital silence of a second or more is skipped but for half a second at each end; what remains is filled with inaudible
/// noise, and audio with a peak below −30 dB is made louder, before the model sees it. All else reaches the model as it is.</para>
/// <para>Streams (<see cref="OpenStream"/>) hear left context, what is new and what follows it at every update, as NeMo's chunked inference
/// does, and carry the decoder's state from one to the next; after a second without a word the predictor begins anew. An utterance within
/// <see cref="ParakeetOptions.Window"/> is recognised once more as a whole when it ends, and that counts unless it takes back a stable word.</para>
/// <para>Recordings share a run of the encoder only where that gives each what it gets alone; this is found out at the first batch.</para>
/// </remarks>
public sealed class ParakeetEngine : ISttEngine
{
    private const int SampleRate = 16000;
    private const int BlockSize = 16384;

    private readonly ParakeetModel _model;
    private readonly WindowRecognizer _recognizer;
    private readonly WindowSettings _windows;
    private readonly TranscriptionBuilder _builder;
    private readonly BoostCompiler _phrases;
    private readonly ParakeetOptions _options;
    private readonly ChunkRecognizer _chunks;
    private volatile bool _disposed;

    private ParakeetEngine(ParakeetModel model, ParakeetOptions options)
    {
        _model = model;
        _recognizer = new WindowRecognizer(model);
        _windows = new WindowSettings(
            Samples(options.EffectiveWindow), Samples(options.EffectiveOverlap), SilenceRun: SampleRate, Margin: SampleRate / 2);
        _builder = new TranscriptionBuilder(model.Vocabulary, SampleRate);
        _phrases = new BoostCompiler(model.Vocabulary);
        _options = options;
        _chunks = new ChunkRecognizer(model, _recognizer, _windows);
        Language = options.Languages.Count == 1 ? options.Languages[0] : null;
        InferenceSession encoder = model.Encoder.Session;
        Info = new SttEngineInfo
        {
            ModelId = options.ModelId ?? Path.GetFileName(model.Files.Directory),
            Kind = model.Kind,
            Layout = model.Files.LayoutName,
            Precision = model.Files.PrecisionName,
            Languages = [.. options.Languages],
            Capabilities = SttCapabilities.WordTimes | SttCapabilities.Confidence | SttCapabilities.Batching | SttCapabilities.PhraseBoosting | SttCapabilities.Streaming
                | (WritesPunctuation(model.Vocabulary) ? SttCapabilities.Punctuation : SttCapabilities.None),
            SampleRate = SampleRate,
            VocabularySize = model.Vocabulary.Size,
            Window = options.EffectiveWindow,
            TimeResolution = TimeSpan.FromSeconds((double)_recognizer.FrameLength / SampleRate),
            Provider = encoder.Provider.ToString(),
            ProviderReason = encoder.ProviderReason,
        };
    }

    /// <inheritdoc/>
    public SttEngineInfo Info { get; }

    internal ParakeetModel Model => _model;

    internal WindowRecognizer Recognizer => _recognizer;

    internal TranscriptionBuilder Builder => _builder;

    /// <summary>Gets the language of transcriptions, where the model has only one.</summary>
    internal string? Language { get; }

    internal bool IsDisposed => _disposed;

    /// <summary>Loads a model.</summary>
    /// <param name="modelDirectory">The model's directory, in any layout of <see cref="ParakeetLayout"/>, or one with a folder for each layout.</param>
    /// <param name="options">How to load it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The engine; dispose it.</returns>
    /// <exception cref="ArgumentException"><paramref name="modelDirectory"/> is empty, or an option is out of range.</exception>
    /// <exception cref="ModelNotFoundException">The directory or one of its files is missing.</exception>
    /// <exception cref="ModelIntegrityException">A file is damaged.</exception>
    /// <exception cref="ModelLayoutException">The files do not fit together or are not a model that this engine knows.</exception>
    /// <exception cref="OnnxRuntimeException">The native library is missing, or lacks what the model needs.</exception>
    public static ParakeetEngine Load(string modelDirectory, ParakeetOptions? options = null)
    {
        options ??= new ParakeetOptions();
        options.Validate();
        return new ParakeetEngine(ParakeetModel.Load(modelDirectory, options), options);
    }

    /// <inheritdoc/>
    public Transcription Transcribe(ReadOnlySpan<float> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        AudioGuard.CheckFinite(audio, nameof(audio));
        options ??= TranscribeOptions.Default;
        using TranscriptionJob job = StartJob(options, severalRecordings: false, cancellationToken);
        try
        {
            using WindowSplitter splitter = job.BeginRecording();
            splitter.Push(audio);
            splitter.Complete();
            job.Complete();
        }
        catch (OnnxRuntimeException exception) when (job.Run.IsCancelled)
        {
            throw job.Run.Translate(exception);
        }

        return _builder.Build(job.Tokens(0), audio.Length, options, Language);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Transcription> Transcribe(
        IReadOnlyList<ReadOnlyMemory<float>> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        for (int i = 0; i < audio.Count; i++)
            AudioGuard.CheckFinite(audio[i].Span, nameof(audio), recording: i);
        options ??= TranscribeOptions.Default;
        using TranscriptionJob job = StartJob(options, severalRecordings: true, cancellationToken);
        try
        {
            foreach (ReadOnlyMemory<float> recording in audio)
            {
                using WindowSplitter splitter = job.BeginRecording();
                splitter.Push(recording.Span);
                splitter.Complete();
            }

            job.Complete();
        }
        catch (OnnxRuntimeException exception) when (job.Run.IsCancelled)
        {
            throw job.Run.Translate(exception);
        }

        var results = new Transcription[audio.Count];
        for (int i = 0; i < results.Length; i++)
            results[i] = _builder.Build(job.Tokens(i), audio[i].Length, options, Language);
        return results;
    }

    /// <inheritdoc/>
    public Transcription Transcribe(ISampleSource audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        if (audio.SampleRate != SampleRate)
            throw new ArgumentException($"The source has {audio.SampleRate} Hz; the engine takes {SampleRate} Hz. Resample it, for instance with AudioReader.", nameof(audio));
        options ??= TranscribeOptions.Default;
        using TranscriptionJob job = StartJob(options, severalRecordings: false, cancellationToken);
        long length = 0;
        try
        {
            using WindowSplitter splitter = job.BeginRecording();
            var block = new float[BlockSize];
            for (int read = audio.Read(block); read > 0; read = audio.Read(block))
            {
                cancellationToken.ThrowIfCancellationRequested();
                AudioGuard.CheckFinite(block.AsSpan(0, read), nameof(audio), offset: length);
                length += read;
                splitter.Push(block.AsSpan(0, read));
            }

            splitter.Complete();
            job.Complete();
        }
        catch (OnnxRuntimeException exception) when (job.Run.IsCancelled)
        {
            throw job.Run.Translate(exception);
        }

        return _builder.Build(job.Tokens(0), length, options, Language);
    }

    /// <inheritdoc/>
    public ISttStream OpenStream(StreamOptions? options = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        options ??= StreamOptions.Default;
        options.Validate();
        CheckLanguage(options.Transcribe);
        var settings = StreamSettings.From(options, _options, _recognizer.FrameLength, _windows.Longest);
        return new ParakeetStream(this, _chunks, settings, options.Transcribe, _phrases.Compile(options.Transcribe.BoostPhrases));
    }

    /// <summary>Unloads the model once no call uses it any more; later calls throw.</summary>
    public void Dispose()
    {
        _disposed = true;
        _recognizer.Dispose();
        _model.Dispose();
    }

    private static int Samples(TimeSpan time) => (int)Math.Round(time.TotalSeconds * SampleRate);

    private static bool WritesPunctuation(Vocabulary vocabulary)
    {
        bool period = false, upperCase = false;
        for (int id = 0; id < vocabulary.Size; id++)
        {
            ref readonly Piece piece = ref vocabulary[id];
            period |= piece.Surface == ".";
            upperCase |= !piece.IsControl && !piece.IsByte && piece.Surface.Any(char.IsUpper);
        }

        return period && upperCase;
    }

    private void CheckLanguage(TranscribeOptions options)
    {
        if (options.Translate)
            throw new ArgumentException("Parakeet models do not translate. Take a multilingual Whisper model, or leave Translate out.", nameof(options));
        if (options.Language is { } language && Info.Languages.Count > 0
            && !Info.Languages.Any(known => Primary(known).Equals(Primary(language), StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException(
                $"The model {Info.ModelId} does not know the language \"{language}\". It knows: {string.Join(", ", Info.Languages)}.", nameof(options));
        }

        static ReadOnlySpan<char> Primary(string code) => code.AsSpan(0, code.IndexOfAny(['-', '_']) is var end and >= 0 ? end : code.Length);
    }

    private TranscriptionJob StartJob(TranscribeOptions options, bool severalRecordings, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        options.Validate();
        CheckLanguage(options);
        cancellationToken.ThrowIfCancellationRequested();
        var scorer = new TokenScorer(options.ConfidenceMethod, _model.Vocabulary.Size + 1);
        return new TranscriptionJob(
            _recognizer, _windows, options, scorer, _phrases.Compile(options.BoostPhrases),
            () => new SeamMerger(_model.Vocabulary, SampleRate), severalRecordings, cancellationToken);
    }
}
