using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>The loaded graphs of a model with what was read from them, checked against each other. Safe for concurrent use.</summary>
internal sealed class ParakeetModel : IDisposable
{
    private const int DefaultMelCount = 80; // exports without the entry are of the older, 80-mel models
    private const int DefaultSubsampling = 8;
    private const int DefaultMaxSymbols = 10; // NeMo's configurations
    private const int MostDurations = 16; // more surplus columns than this are another vocabulary, not durations

    private ParakeetModel(ParakeetModelFiles files, Vocabulary vocabulary, ModelConfig config, EncoderNetwork encoder, TransducerNetwork? transducer, int melCount)
    {
        Files = files;
        Vocabulary = vocabulary;
        Encoder = encoder;
        Transducer = transducer;
        MelCount = melCount;
        MaxSymbolsPerFrame = config.MaxSymbolsPerFrame ?? DefaultMaxSymbols;
    }

    public ParakeetModelFiles Files { get; }

    public Vocabulary Vocabulary { get; }

    public EncoderNetwork Encoder { get; }

    /// <summary>Gets predictor and joint network, or null for CTC.</summary>
    public TransducerNetwork? Transducer { get; }

    public int MelCount { get; }

    public int MaxSymbolsPerFrame { get; }

    /// <summary>Gets the number of durations: 0 for RNNT and CTC.</summary>
    public int DurationCount => Transducer is null ? 0 : Transducer.Shape.RowWidth - Vocabulary.Size - 1;

    public string Kind => Transducer is null ? "parakeet-ctc" : DurationCount > 0 ? "parakeet-tdt" : "parakeet-rnnt";

    public static ParakeetModel Load(string directory, ParakeetOptions options)
    {
        ParakeetModelFiles files = ParakeetModelFiles.Find(directory, options.Precision);
        var encoderOptions = new SessionOptions
        {
            IntraOpThreads = options.Threads,
            Providers = options.Providers,
            MemoryPattern = false, // every recording has another length
            GraphCache = options.GraphCache, // of the encoder only: the other graphs have few nodes to rewrite
        };

        Vocabulary vocabulary = Vocabulary.Read(files.Vocabulary);
        ModelConfig config = ModelConfig.Read(files.Config);

        // The encoder takes nearly all of the time, and loads on one thread: the rest is loaded meanwhile.
        Task<InferenceSession> opening = Task.Run(() => ModelGraph.Open(files.Encoder, encoderOptions));
        TransducerNetwork? transducer = null;
        try
        {
            transducer = LoadTransducer(files, () => opening.GetAwaiter().GetResult().Metadata.Custom);
            OnnxRuntimeException? misfit = WarmUp.Run(transducer, vocabulary);
            InferenceSession session = opening.GetAwaiter().GetResult();
            IReadOnlyDictionary<string, string> metadata = session.Metadata.Custom;
            int subsampling = ModelGraph.PositiveNumber(metadata, "subsampling_factor") ?? config.SubsamplingFactor ?? DefaultSubsampling;
            var encoder = new EncoderNetwork(session, files.Layout == ParakeetLayout.Ctc, subsampling);
            var model = new ParakeetModel(files, vocabulary, config, encoder, transducer, FindMelCount(session, metadata, config, files));
            model.Check(config, metadata);
            return misfit is null ? model : throw model.WrongVocabulary($"its predictor fails on the blank ({misfit.NativeMessage})");
        }
        catch
        {
            transducer?.Dispose();
            ModelGraph.Abandon(opening);
            throw;
        }
    }

    public void Dispose()
    {
        Encoder.Dispose();
        Transducer?.Dispose();
    }

    private static TransducerNetwork? LoadTransducer(ParakeetModelFiles files, Func<IReadOnlyDictionary<string, string>> encoderMetadata)
    {
        // One thread: a step is too small to share out.
        var options = new SessionOptions { IntraOpThreads = 1 };
        if (files.Joiner is not null)
        {
            return ModelGraph.Own(ModelGraph.Open(files.Decoder!, options), predictor =>
                ModelGraph.Own(ModelGraph.Open(files.Joiner, options), joiner => new SplitNetwork(predictor, joiner, encoderMetadata)));
        }

        return files.Decoder is null ? null : ModelGraph.Own(ModelGraph.Open(files.Decoder, options), session => new FusedNetwork(session));
    }

    private static int FindMelCount(InferenceSession encoder, IReadOnlyDictionary<string, string> metadata, ModelConfig config, ParakeetModelFiles files)
    {
        int? fromGraph = ModelGraph.FixedDimension(encoder.Inputs[0], 1);
        if (fromGraph is { } graph && config.MelCount is { } configured && graph != configured)
        {
            throw new ModelLayoutException(
                $"{files.Encoder} takes {graph} mel bins, but {files.Config} says {configured}: the files are of different models. Get all files from one source.", files.Encoder);
        }

        return fromGraph ?? ModelGraph.PositiveNumber(metadata, "feat_dim") ?? config.MelCount ?? DefaultMelCount;
    }

    private void Check(ModelConfig config, IReadOnlyDictionary<string, string> metadata)
    {
        int tokens = Vocabulary.Size;
        if (ModelGraph.PositiveNumber(metadata, "vocab_size") is { } declared && declared != tokens)
            throw WrongVocabulary($"the model was made for {declared} tokens and the blank");
        if (Transducer is null)
        {
            if (Encoder.OutputDim is { } classes && classes != tokens + 1)
                throw WrongVocabulary($"the model gives {classes} scores for each frame, one for each token and one for the blank");
            return;
        }

        TransducerShape shape = Transducer.Shape;
        if (Encoder.OutputDim is { } width && width != shape.EncoderDim)
        {
            throw new ModelLayoutException(
                $"{Files.Encoder} gives frames of {width} values, but {Files.Joiner ?? Files.Decoder} takes frames of {shape.EncoderDim}: the files are of different models. " +
                "Get all files from one source.",
                Files.Encoder);
        }

        if (DurationCount is < 0 or > MostDurations)
            throw WrongVocabulary($"the joint network gives rows of {shape.RowWidth} scores, which should be the tokens, the blank and at most {MostDurations} durations");
        bool saysTdt = config.ModelType?.EndsWith("tdt", StringComparison.Ordinal) == true;
        bool saysRnnt = config.ModelType?.EndsWith("rnnt", StringComparison.Ordinal) == true;
        if ((saysTdt && DurationCount == 0) || (saysRnnt && DurationCount > 0))
            throw WrongVocabulary($"{Files.Config} says {config.ModelType}, but that leaves {DurationCount} durations in the joint network's rows of {shape.RowWidth} scores");
    }

    private ModelLayoutException WrongVocabulary(string why) =>
        new($"{Vocabulary.SourcePath} has {Vocabulary.Size} tokens and the blank, which does not fit the model: {why}. Get the vocabulary that belongs to the model.", Vocabulary.SourcePath);
}
