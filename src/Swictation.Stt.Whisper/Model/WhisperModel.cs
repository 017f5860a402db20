using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>The loaded graphs of a model with what was read from its files, checked against each other. Safe for concurrent use.</summary>
internal sealed class WhisperModel : IDisposable
{
    private const int FramesPerPosition = 2; // the encoder's second convolution has stride 2

    private WhisperModel(WhisperModelFiles files, WhisperTokenizer tokenizer, WhisperModelConfig config, EncoderNetwork encoder, DecoderNetwork decoder)
    {
        Files = files;
        Tokenizer = tokenizer;
        MelCount = config.MelCount;
        Encoder = encoder;
        Decoder = decoder;
    }

    public WhisperModelFiles Files { get; }

    public WhisperTokenizer Tokenizer { get; }

    public SpecialTokens Specials => Tokenizer.Specials;

    public EncoderNetwork Encoder { get; }

    public DecoderNetwork Decoder { get; }

    public DecoderShape Shape => Decoder.Shape;

    public int MelCount { get; }

    /// <summary>Gets the number of feature frames of a window: 3000.</summary>
    public int WindowFrames => FramesPerPosition * Shape.AudioContext;

    /// <summary>
    /// Gets whether windows that run together give what each gives alone. Graphs whose activations are quantised as they run take one scale
    /// for the whole batch, and do not.
    /// </summary>
    public bool BatchesExactly =>
        Files.Encoder.Precision is not (WhisperPrecision.Int8 or WhisperPrecision.UInt8)
        && Files.Decoder.Precision is not (WhisperPrecision.Int8 or WhisperPrecision.UInt8)
        && ModelGraph.FixedDimension(Encoder.Session.Inputs[0], 0) is null;

    public static WhisperModel Load(string directory, WhisperOptions options)
    {
        WhisperModelFiles files = WhisperModelFiles.Find(directory, options);
        var sessionOptions = new SessionOptions { IntraOpThreads = options.Threads, Providers = options.Providers, GraphCache = options.GraphCache };

        // Each file loads on one thread: encoder and decoder load side by side. A decoder's cache has another shape at every step.
        SessionOptions decoderOptions = sessionOptions with { MemoryPattern = false };
        Task<InferenceSession> encoder = Task.Run(() => ModelGraph.Open(files.Encoder.Path, sessionOptions));
        Task<InferenceSession> decoder = Task.Run(() => ModelGraph.Open(files.Decoder.Path, decoderOptions));
        Task<InferenceSession>? next = files.DecoderWithPast is { } file ? Task.Run(() => ModelGraph.Open(file.Path, decoderOptions)) : null;
        try
        {
            return Assemble(files, encoder, decoder, next);
        }
        catch
        {
            ModelGraph.Abandon(encoder);
            ModelGraph.Abandon(decoder);
            if (next is not null)
                ModelGraph.Abandon(next);
            throw;
        }
    }

    public void Dispose()
    {
        Encoder.Dispose();
        Decoder.Dispose();
    }

    private static WhisperModel Assemble(
        WhisperModelFiles files, Task<InferenceSession> encoderOpening, Task<InferenceSession> decoderOpening, Task<InferenceSession>? nextOpening)
    {
        WhisperModelConfig config;
        WhisperTokenizer tokenizer;
        if (files.Layout == WhisperLayout.Optimum)
        {
            config = WhisperModelConfig.ReadOptimum(files.Directory);
            tokenizer = HuggingFaceTokenizerReader.Read(HuggingFaceTokenizerFiles.Find(files.Directory));
        }
        else
        {
            InferenceSession session = encoderOpening.GetAwaiter().GetResult();
            config = WhisperModelConfig.ReadSherpa(session);
            tokenizer = SherpaTokenizerReader.Read(files.Tokens!, session.Metadata.Custom, session.ModelPath);
        }

        var encoder = new EncoderNetwork(encoderOpening.GetAwaiter().GetResult(), config, files.Layout);
        InferenceSession first = decoderOpening.GetAwaiter().GetResult();
        tokenizer.RequireFit(ModelGraph.FixedDimension(first.Outputs[0], 2) ?? config.Shape.VocabularySize, first.ModelPath);
        RequireVocabulary(config, tokenizer, first);
        DecoderNetwork decoder = files.Layout == WhisperLayout.Optimum
            ? new OptimumDecoder(first, nextOpening?.GetAwaiter().GetResult(), config.Shape, config.AlignmentHeads)
            : new SherpaDecoder(first, config.Shape, config.AlignmentHeads ?? []);
        WarmUp.Run(encoder, decoder, tokenizer.Specials);
        return new WhisperModel(files, tokenizer, config, encoder, decoder);
    }

    private static void RequireVocabulary(WhisperModelConfig config, WhisperTokenizer tokenizer, InferenceSession decoder)
    {
        if (config.Shape.VocabularySize != tokenizer.Specials.VocabularySize)
        {
            throw new ModelLayoutException(
                $"{config.Source} says {config.Shape.VocabularySize} tokens, but the vocabulary {tokenizer.SourcePath} has {tokenizer.Specials.VocabularySize}, and {decoder.ModelPath} " +
                "takes as many as its configuration says. Get all files from one source.",
                config.Source);
        }
    }
}
