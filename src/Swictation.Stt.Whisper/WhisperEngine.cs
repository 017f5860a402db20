using Swictation.Stt.Audio.Features;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>Recognises speech with one of OpenAI's Whisper models, or a distilled one, as an ONNX export of optimum or sherpa-onnx.</summary>
/// <remarks>
/// <para>All members but <see cref="Dispose"/> are safe for concurrent use: the weights are shared, everything else is made for each call
/// or pooled. Work runs on the calling thread and the model's own threads.</para>
/// <para>Audio is gone through as openai/whisper's <c>transcribe</c> does: windows of 30 s that start where the timestamps of the one before
/// say, each with the text before it, with the same rules of timestamps, fallback and silence. The features of a whole recording are kept, 4
/// bytes for each mel bin and 10 ms (115 MB an hour with 80 bins); the samples are not. The language is detected from the first window as it
/// is encoded to be decoded, where openai/whisper encodes recordings below 30 s once more with another padding; that may choose another
/// language where two are about as probable.</para>
/// <para>Options are <see cref="TranscribeOptions"/>, or <see cref="WhisperTranscribeOptions"/> for what only Whisper has. Confidence is the
/// mean probability of a word's tokens, whatever <see cref="TranscribeOptions.ConfidenceMethod"/> and its aggregation say; segments are
/// the model's own, whatever <see cref="TranscribeOptions.SegmentGap"/> says.</para>
/// <para>Recordings of one call share runs of the model where that gives each what it gets alone: not with 8-bit weights, whose graphs
/// choose one scale for all.</para>
/// </remarks>
public sealed class WhisperEngine : ISttEngine
{
    private const int SampleRate = 16000;
    private const int BlockSize = 16384;

    private readonly WhisperModel _model;
    private readonly DecoderPool _decoders;
    private readonly WhisperLogMel _features;
    private readonly TranscriptionBuilder _builder;
    private volatile bool _disposed;

    private WhisperEngine(WhisperModel model, WhisperOptions options)
    {
        _model = model;
        _decoders = new DecoderPool(model.Decoder, model.Specials);
        _features = new WhisperLogMel(new WhisperLogMelOptions { MelCount = model.MelCount });
        _builder = new TranscriptionBuilder(model.Tokenizer, SampleRate);
        InferenceSession encoder = model.Encoder.Session;
        Info = new SttEngineInfo
        {
            ModelId = options.ModelId ?? Path.GetFileName(model.Files.Directory),
            Kind = "whisper",
            Layout = model.Files.LayoutName,
            Precision = model.Files.PrecisionName,
            Languages = model.Specials.IsMultilingual ? [.. model.Specials.Languages.Select(static language => WhisperLanguage.ToBcp47(language.Code))] : ["en"],
            Capabilities = SttCapabilities.WordTimes | SttCapabilities.Confidence | SttCapabilities.Punctuation
                | (model.BatchesExactly ? SttCapabilities.Batching : SttCapabilities.None)
                | (model.Specials.IsMultilingual ? SttCapabilities.Translation | SttCapabilities.LanguageDetection : SttCapabilities.None),
            SampleRate = SampleRate,
            VocabularySize = model.Shape.VocabularySize,
            Window = TimeSpan.FromSeconds((double)model.WindowFrames / SeekWindow.FramesPerSecond),
            TimeResolution = TimeSpan.FromSeconds(SpecialTokens.TimestampStep),
            Provider = encoder.Provider.ToString(),
            ProviderReason = encoder.ProviderReason,
        };
    }

    /// <inheritdoc/>
    public SttEngineInfo Info { get; }

    internal WhisperModel Model => _model;

    internal DecoderPool Decoders => _decoders;

    internal WhisperLogMel Features => _features;

    /// <summary>Loads a model.</summary>
    /// <param name="modelDirectory">The model's directory, in any layout of <see cref="WhisperLayout"/>, or one with such a directory in it.</param>
    /// <param name="options">How to load it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The engine; dispose it.</returns>
    /// <exception cref="ArgumentException"><paramref name="modelDirectory"/> is empty, or an option is out of range.</exception>
    /// <exception cref="ModelNotFoundException">The directory or one of its files is missing.</exception>
    /// <exception cref="ModelIntegrityException">A file is damaged.</exception>
    /// <exception cref="ModelLayoutException">The files do not fit together or are not a model that this engine knows.</exception>
    /// <exception cref="OnnxRuntimeException">The native library is missing, or lacks what the model needs.</exception>
    public static WhisperEngine Load(string modelDirectory, WhisperOptions? options = null)
    {
        options ??= new WhisperOptions();
        options.Validate();
        return new WhisperEngine(WhisperModel.Load(modelDirectory, options), options);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The audio holds NaN or an infinity; or the model cannot do what the options ask for: another language, a translation with an English-only model,
    /// a prompt longer than the decoder's context.
    /// </exception>
    public Transcription Transcribe(ReadOnlySpan<float> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        AudioGuard.CheckFinite(audio, nameof(audio));
        using TranscriptionJob job = StartJob(options, cancellationToken);
        MelSpectrogram features = job.CreateSpectrogram();
        features.Write(audio);
        features.Complete();
        job.Add(features);
        Run(job, cancellationToken);
        return _builder.Build(job.Recordings[0]);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">As for one recording.</exception>
    public IReadOnlyList<Transcription> Transcribe(
        IReadOnlyList<ReadOnlyMemory<float>> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        for (int i = 0; i < audio.Count; i++)
            AudioGuard.CheckFinite(audio[i].Span, nameof(audio), recording: i);
        using TranscriptionJob job = StartJob(options, cancellationToken);
        foreach (ReadOnlyMemory<float> recording in audio)
        {
            MelSpectrogram features = job.CreateSpectrogram();
            features.Write(recording.Span);
            features.Complete();
            job.Add(features);
        }

        Run(job, cancellationToken);
        return [.. job.Recordings.Select(_builder.Build)];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">As for one recording; or the source has another sample rate.</exception>
    public Transcription Transcribe(ISampleSource audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        if (audio.SampleRate != SampleRate)
            throw new ArgumentException($"The source has {audio.SampleRate} Hz; the engine takes {SampleRate} Hz. Resample it, for instance with AudioReader.", nameof(audio));
        using TranscriptionJob job = StartJob(options, cancellationToken);
        MelSpectrogram features = job.CreateSpectrogram();
        var block = new float[BlockSize];
        for (int read = audio.Read(block); read > 0; read = audio.Read(block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            AudioGuard.CheckFinite(block.AsSpan(0, read), nameof(audio), offset: features.Samples);
            features.Write(block.AsSpan(0, read));
        }

        features.Complete();
        job.Add(features);
        Run(job, cancellationToken);
        return _builder.Build(job.Recordings[0]);
    }

    /// <summary>Detects the language of a recording from its first 30 s, without transcribing it.</summary>
    /// <param name="audio">The samples: finite, mono, 16 kHz. What is beyond the first window is not looked at.</param>
    /// <param name="cancellationToken">Stops the work, also inside a running model graph.</param>
    /// <returns>
    /// All languages of the model as BCP 47 codes, the most probable first; their probabilities sum to 1. The one language of an English-only
    /// model is certain. Empty for audio shorter than a frame, 10 ms.
    /// </returns>
    /// <remarks>The first of them is what <see cref="Transcription.Language"/> of a transcription is where the options do not say the language.</remarks>
    /// <exception cref="ArgumentException">The audio holds NaN or an infinity.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The engine was disposed.</exception>
    public IReadOnlyList<LanguageProbability> DetectLanguage(ReadOnlySpan<float> audio, CancellationToken cancellationToken = default)
    {
        AudioGuard.CheckFinite(audio, nameof(audio));
        using TranscriptionJob job = StartJob(null, cancellationToken);
        if (!_model.Specials.IsMultilingual)
            return [new LanguageProbability("en", 1)];
        MelSpectrogram features = job.CreateSpectrogram();
        features.Write(audio);
        features.Complete();
        job.Add(features);
        return [.. Guard(job.DetectLanguages, cancellationToken)[0].Select(static detected => detected with { Language = WhisperLanguage.ToBcp47(detected.Language) })];
    }

    /// <inheritdoc/>
    /// <remarks>The stream is a <see cref="LocalAgreementStream"/>: each update costs a run of the encoder over 30 s, and one of the decoder.</remarks>
    public ISttStream OpenStream(StreamOptions? options = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new LocalAgreementStream(this, options);
    }

    /// <summary>Unloads the model once no call uses it any more; later calls throw.</summary>
    public void Dispose()
    {
        _disposed = true;
        _decoders.Dispose();
        _model.Dispose();
    }

    /// <summary>Starts a call; tests add their recordings to it.</summary>
    internal TranscriptionJob StartJob(TranscribeOptions? options, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        WhisperTranscribeOptions own = options as WhisperTranscribeOptions ?? new WhisperTranscribeOptions(options ?? TranscribeOptions.Default);
        own.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        return new TranscriptionJob(_model, _decoders, _features, new TranscriptionSettings(own, _model), cancellationToken);
    }

    private static void Run(TranscriptionJob job, CancellationToken cancellationToken) => Guard(
        () =>
        {
            job.Run();
            return true;
        },
        cancellationToken);

    /// <summary>Tells a graph that was stopped from one that failed.</summary>
    private static T Guard<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return work();
        }
        catch (OnnxRuntimeException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The transcription was cancelled.", exception, cancellationToken);
        }
    }
}
