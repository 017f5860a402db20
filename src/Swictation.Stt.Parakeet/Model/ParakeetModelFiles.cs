namespace Swictation.Stt.Parakeet;

/// <summary>The files of a model, told apart by which of them are there. Immutable.</summary>
public sealed record ParakeetModelFiles
{
    private static readonly string[] VocabularyNames = ["vocab.txt", "tokens.txt"];

    /// <summary>The names of each layout's graphs, without their endings.</summary>
    private static readonly (ParakeetLayout Layout, string Encoder, string? Decoder, string? Joiner)[] Layouts =
    [
        (ParakeetLayout.OnnxAsr, "encoder-model", "decoder_joint-model", null),
        (ParakeetLayout.SherpaOnnx, "encoder", "decoder", "joiner"),
        (ParakeetLayout.Ctc, "model", null, null),
    ];

    private static readonly (ModelPrecision Precision, string Suffix)[] Suffixes =
        [(ModelPrecision.Float, ""), (ModelPrecision.Int8, ".int8"), (ModelPrecision.Int8, "_int8"), (ModelPrecision.Q4, "_q4")];

    private ParakeetModelFiles()
    {
    }

    /// <summary>Gets the model's directory, as a full path.</summary>
    public required string Directory { get; init; }

    /// <summary>Gets the layout.</summary>
    public required ParakeetLayout Layout { get; init; }

    /// <summary>Gets the precision of the encoder's file; never <see cref="ModelPrecision.Auto"/>.</summary>
    public required ModelPrecision Precision { get; init; }

    /// <summary>Gets the path of the encoder; of the whole model where it is CTC.</summary>
    public required string Encoder { get; init; }

    /// <summary>Gets the path of the decoder (sherpa-onnx) or of the decoder with the joint network (onnx-asr); <see langword="null"/> for CTC.</summary>
    public string? Decoder { get; init; }

    /// <summary>Gets the path of the joint network of its own; only sherpa-onnx has it.</summary>
    public string? Joiner { get; init; }

    /// <summary>Gets the path of the vocabulary.</summary>
    public required string Vocabulary { get; init; }

    /// <summary>Gets the path of <c>config.json</c>, or <see langword="null"/> where it is not there.</summary>
    public string? Config { get; init; }

    /// <summary>Gets the layout's name, as <see cref="SttEngineInfo.Layout"/> has it.</summary>
    internal string LayoutName => Layout switch { ParakeetLayout.OnnxAsr => "onnx-asr", ParakeetLayout.SherpaOnnx => "sherpa-onnx", _ => "ctc" };

    /// <summary>Gets the precision's name, as <see cref="SttEngineInfo.Precision"/> has it.</summary>
    internal string PrecisionName => Precision.ToString().ToLowerInvariant();

    /// <summary>What <see cref="TryFind(string, ModelPrecision)"/> looks for, for messages.</summary>
    internal const string Expected =
        "encoder-model.onnx + decoder_joint-model.onnx + vocab.txt (onnx-asr), " +
        "encoder.onnx + decoder.onnx + joiner.onnx + tokens.txt (sherpa-onnx), or model.onnx + vocab.txt or tokens.txt (CTC), " +
        "each also as .int8.onnx or _q4.onnx";

    /// <summary>Recognises the model in a directory; where it has none, in the directories directly below.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="precision">Which files to take where there is a choice.</param>
    /// <returns>The files, all of which exist.</returns>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is empty.</exception>
    /// <exception cref="ModelNotFoundException">The directory, or one of the model's files, is not there; the message says which.</exception>
    public static ParakeetModelFiles Find(string directory, ModelPrecision precision = ModelPrecision.Auto)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        string full = Path.GetFullPath(directory);
        if (File.Exists(full))
            throw new ModelNotFoundException($"{full} is a file; a model is a directory. Name the directory that holds it.", full);
        if (!System.IO.Directory.Exists(full))
            throw new ModelNotFoundException($"There is no model directory {full}. Check the path, or get the model.", full);
        return TryFind(full, precision) ?? throw new ModelNotFoundException(
            $"{full} holds no Parakeet model. Expected {Expected}. Name the directory that holds these files.", full);
    }

    /// <summary>Recognises the model in a directory that exists.</summary>
    /// <param name="directory">The directory, as a full path.</param>
    /// <param name="precision">Which files to take where there is a choice.</param>
    /// <returns>The files, or <see langword="null"/> where neither it nor a directory directly below holds any of a model's.</returns>
    /// <exception cref="ModelNotFoundException">There are some of a model's files, but not all; the message says which one is missing.</exception>
    internal static ParakeetModelFiles? TryFind(string directory, ModelPrecision precision) =>
        TryFindIn(directory, precision)
        // A model that was published in several layouts has a folder for each. The transducer with a predictor of its own comes
        // first: it decodes with the fewest runs.
        ?? System.IO.Directory.EnumerateDirectories(directory)
            .Where(ContainsModelFile)
            .Select(folder => TryFindIn(folder, precision))
            .OfType<ParakeetModelFiles>()
            .OrderBy(static files => files.Layout switch { ParakeetLayout.SherpaOnnx => 0, ParakeetLayout.OnnxAsr => 1, _ => 2 })
            .ThenBy(static files => files.Directory, StringComparer.Ordinal)
            .FirstOrDefault();

    private static bool ContainsModelFile(string folder) =>
        System.IO.Directory.EnumerateFiles(folder, "*.onnx").Any();

    private static ParakeetModelFiles? TryFindIn(string folder, ModelPrecision precision)
    {
        foreach ((ParakeetLayout layout, string encoderStem, string? decoderStem, string? joinerStem) in Layouts)
        {
            if (Pick(folder, encoderStem, precision) is not { } encoder)
                continue;
            return new ParakeetModelFiles
            {
                Directory = folder,
                Layout = layout,
                Precision = encoder.Precision,
                Encoder = encoder.Path,
                Decoder = decoderStem is null ? null : Require(folder, decoderStem, encoder.Precision),
                Joiner = joinerStem is null ? null : Require(folder, joinerStem, encoder.Precision),
                Vocabulary = RequireVocabulary(folder),
                Config = Optional(folder, "config.json"),
            };
        }

        // The encoder alone is missing: say so rather than that there is nothing.
        foreach ((string present, string missing) in new[] { ("decoder_joint-model", "encoder-model"), ("joiner", "encoder") })
        {
            if (Pick(folder, present, ModelPrecision.Auto) is { } rest)
                throw Missing(folder, missing + ".onnx", Path.GetFileName(rest.Path));
        }

        return null;
    }

    private static (string Path, ModelPrecision Precision)? Pick(string folder, string stem, ModelPrecision precision)
    {
        foreach ((ModelPrecision candidate, string suffix) in Suffixes)
        {
            string path = Path.Combine(folder, stem + suffix + ".onnx");
            if ((precision == ModelPrecision.Auto || precision == candidate) && File.Exists(path))
                return (path, candidate);
        }

        return null;
    }

    /// <summary>Finds a companion of the encoder: in its precision if possible, since a model may quantise its encoder only.</summary>
    private static string Require(string folder, string stem, ModelPrecision precision) =>
        (Pick(folder, stem, precision) ?? Pick(folder, stem, ModelPrecision.Auto))?.Path
        ?? throw Missing(folder, stem + ".onnx", "the encoder");

    private static string RequireVocabulary(string folder) =>
        VocabularyNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw Missing(folder, string.Join(" or ", VocabularyNames), "the model");

    private static string? Optional(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? path : null;
    }

    private static ModelNotFoundException Missing(string folder, string name, string present) =>
        new($"The model in {folder} lacks {name} ({present} is there). Get the missing file from where the model came from.", Path.Combine(folder, name));
}
