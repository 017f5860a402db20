namespace Swictation.Stt.Whisper;

/// <summary>The files of a model in its directory. Immutable.</summary>
internal sealed record WhisperModelFiles
{
    /// <summary>What <see cref="TryFind"/> looks for, for messages.</summary>
    public const string Expected =
        "encoder_model.onnx + decoder_model_merged.onnx (or decoder_model.onnx + decoder_with_past_model.onnx) + config.json + vocab.json or tokenizer.json (optimum), " +
        "or NAME-encoder.onnx + NAME-decoder.onnx + NAME-tokens.txt (sherpa-onnx), each graph also with the suffix of a precision";

    private const string OnnxFolder = "onnx"; // where models on the Hub for transformers.js have their graphs

    /// <summary>Gets the directory that names the model and holds its configuration.</summary>
    public required string Directory { get; init; }

    public required WhisperLayout Layout { get; init; }

    public required GraphFile Encoder { get; init; }

    /// <summary>Gets the decoder: the merged one, that for the first tokens, or sherpa-onnx's.</summary>
    public required GraphFile Decoder { get; init; }

    /// <summary>Gets the decoder for further tokens, where there are two.</summary>
    public GraphFile? DecoderWithPast { get; init; }

    /// <summary>Gets sherpa-onnx's vocabulary.</summary>
    public string? Tokens { get; init; }

    /// <summary>Gets the layout's name, as <see cref="SttEngineInfo.Layout"/> has it.</summary>
    public string LayoutName => Layout == WhisperLayout.Optimum ? "optimum" : "sherpa-onnx";

    /// <summary>Gets the precision's name, as <see cref="SttEngineInfo.Precision"/> has it: the encoder's.</summary>
    public string PrecisionName => Encoder.Precision.ToString().ToLowerInvariant();

    /// <summary>Gets the paths of the graphs.</summary>
    public IEnumerable<string> Graphs => new[] { Encoder.Path, Decoder.Path, DecoderWithPast?.Path }.OfType<string>();

    /// <summary>Recognises the model in a directory; where it has none, in the directories directly below.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="options">Which files to take where there is a choice.</param>
    /// <returns>The files, all of which exist.</returns>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is empty.</exception>
    /// <exception cref="ModelNotFoundException">The directory, or one of the model's files, is not there; the message says which.</exception>
    public static WhisperModelFiles Find(string directory, WhisperOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        string full = Path.GetFullPath(directory);
        if (File.Exists(full))
            throw new ModelNotFoundException($"{full} is a file; a model is a directory. Name the directory that holds it.", full);
        if (!System.IO.Directory.Exists(full))
            throw new ModelNotFoundException($"There is no model directory {full}. Check the path, or get the model.", full);
        return TryFind(full, options) ?? throw new ModelNotFoundException(
            $"{full} holds no Whisper model{(options.Precision == WhisperPrecision.Auto ? string.Empty : $" of precision {options.Precision}")}. " +
            $"Expected {Expected}. Name the directory that holds these files.",
            full);
    }

    /// <summary>Recognises the model in a directory that exists.</summary>
    /// <param name="directory">The directory, as a full path.</param>
    /// <param name="options">Which files to take where there is a choice.</param>
    /// <returns>The files, or <see langword="null"/> where neither it nor a directory directly below holds any of a model's.</returns>
    /// <exception cref="ModelNotFoundException">There are some of a model's files, but not all; the message says which one is missing.</exception>
    public static WhisperModelFiles? TryFind(string directory, WhisperOptions options) =>
        TryFindIn(directory, options)
        ?? System.IO.Directory.EnumerateDirectories(directory)
            .Order(StringComparer.Ordinal)
            .Where(static folder => Path.GetFileName(folder) != OnnxFolder)
            .Select(folder => TryFindIn(folder, options))
            .FirstOrDefault(static files => files is not null);

    private static WhisperModelFiles? TryFindIn(string folder, WhisperOptions options) =>
        TryFindOptimum(folder, folder, options)
        ?? (System.IO.Directory.Exists(Path.Combine(folder, OnnxFolder)) ? TryFindOptimum(folder, Path.Combine(folder, OnnxFolder), options) : null)
        ?? TryFindSherpa(folder, options);

    private static WhisperModelFiles? TryFindOptimum(string folder, string graphs, WhisperOptions options)
    {
        if (ModelFileFinder.Find(graphs, "encoder_model", options.Precision) is not { } encoder)
        {
            return AnyDecoder(graphs) is { } present && ModelFileFinder.Find(graphs, "encoder_model", WhisperPrecision.Auto) is null
                ? throw ModelFileFinder.Missing(graphs, "encoder_model.onnx", present.Name)
                : null;
        }

        foreach (WhisperPrecision precision in DecoderPrecisions(encoder, options))
        {
            GraphFile? merged = ModelFileFinder.Find(graphs, "decoder_model_merged", precision);
            GraphFile? first = merged ?? ModelFileFinder.Find(graphs, "decoder_model", precision);
            if (first is not { } decoder)
                continue;
            GraphFile? next = merged is not null ? null
                : ModelFileFinder.Find(graphs, "decoder_with_past_model", decoder.Precision)
                ?? throw ModelFileFinder.Missing(graphs, "decoder_with_past_model" + Path.GetFileName(decoder.Path)["decoder_model".Length..], decoder.Name);
            if (ModelFileFinder.Optional(folder, "config.json") is null)
                throw ModelFileFinder.Missing(folder, "config.json", encoder.Name);
            return new WhisperModelFiles { Directory = folder, Layout = WhisperLayout.Optimum, Encoder = encoder, Decoder = decoder, DecoderWithPast = next };
        }

        throw AnyDecoder(graphs) is { Name: { } name } && !name.StartsWith("decoder_with_past", StringComparison.Ordinal)
            ? ModelFileFinder.Missing(graphs, $"a decoder of precision {options.DecoderPrecision}", name)
            : ModelFileFinder.Missing(graphs, "decoder_model_merged.onnx (or decoder_model.onnx)", encoder.Name);
    }

    private static WhisperModelFiles? TryFindSherpa(string folder, WhisperOptions options)
    {
        foreach (string name in ModelFileFinder.Names(folder, "-encoder"))
        {
            if (ModelFileFinder.Find(folder, name + "-encoder", options.Precision) is not { } encoder)
                continue;
            GraphFile? decoder = DecoderPrecisions(encoder, options)
                .Select(precision => ModelFileFinder.Find(folder, name + "-decoder", precision))
                .FirstOrDefault(static file => file is not null);
            string tokens = name + "-tokens.txt";
            return new WhisperModelFiles
            {
                Directory = folder,
                Layout = WhisperLayout.SherpaOnnx,
                Encoder = encoder,
                Decoder = decoder ?? throw ModelFileFinder.Missing(folder, name + "-decoder.onnx", encoder.Name),
                Tokens = ModelFileFinder.Optional(folder, tokens) ?? throw ModelFileFinder.Missing(folder, tokens, encoder.Name),
            };
        }

        // The encoder alone is missing: say so rather than that there is nothing.
        foreach (string name in ModelFileFinder.Names(folder, "-decoder"))
        {
            if (ModelFileFinder.Optional(folder, name + "-tokens.txt") is { } tokens && ModelFileFinder.Find(folder, name + "-encoder", WhisperPrecision.Auto) is null)
                throw ModelFileFinder.Missing(folder, name + "-encoder.onnx", Path.GetFileName(tokens));
        }

        return null;
    }

    /// <summary>The decoder's precision: the one asked for, else the encoder's if possible, since a model may quantise one of them only.</summary>
    private static WhisperPrecision[] DecoderPrecisions(GraphFile encoder, WhisperOptions options) =>
        options.DecoderPrecision is { } asked ? [asked] : [encoder.Precision, WhisperPrecision.Auto];

    private static GraphFile? AnyDecoder(string folder) =>
        ModelFileFinder.Find(folder, "decoder_model_merged", WhisperPrecision.Auto)
        ?? ModelFileFinder.Find(folder, "decoder_model", WhisperPrecision.Auto)
        ?? ModelFileFinder.Find(folder, "decoder_with_past_model", WhisperPrecision.Auto);
}
