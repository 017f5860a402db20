namespace Swictation.Stt.Whisper;

/// <summary>Finds the files of a graph by its stem and the suffix of a precision.</summary>
internal static class ModelFileFinder
{
    private static readonly (WhisperPrecision Precision, string Suffix)[] Suffixes =
    [
        (WhisperPrecision.Float, ""),
        (WhisperPrecision.Int8, ".int8"), (WhisperPrecision.Int8, "_int8"), (WhisperPrecision.Int8, "_quantized"),
        (WhisperPrecision.Float16, "_fp16"), (WhisperPrecision.Float16, ".fp16"),
        (WhisperPrecision.Q4, "_q4"), (WhisperPrecision.Q4Float16, "_q4f16"), (WhisperPrecision.Bnb4, "_bnb4"), (WhisperPrecision.UInt8, "_uint8"),
    ];

    /// <summary>Finds a graph.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="stem">The name without suffix and extension.</param>
    /// <param name="precision">Which precision; automatic takes the first.</param>
    public static GraphFile? Find(string folder, string stem, WhisperPrecision precision)
    {
        foreach ((WhisperPrecision candidate, string suffix) in Suffixes)
        {
            if (precision != WhisperPrecision.Auto && precision != candidate)
                continue;
            string path = Path.Combine(folder, stem + suffix + ".onnx");
            if (File.Exists(path))
                return new GraphFile(path, candidate);
        }

        return null;
    }

    /// <summary>Finds the stems that end in a given way, such as <c>tiny.en</c> of <c>tiny.en-encoder.int8.onnx</c>.</summary>
    public static IEnumerable<string> Names(string folder, string ending) =>
        Directory.EnumerateFiles(folder, "*" + ending + "*.onnx")
            .Select(Path.GetFileName)
            .SelectMany(name => Suffixes.Where(s => name!.EndsWith(ending + s.Suffix + ".onnx", StringComparison.Ordinal)).Select(s => name![..^(ending.Length + s.Suffix.Length + 5)]))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    public static string? Optional(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? path : null;
    }

    public static ModelNotFoundException Missing(string folder, string name, string present) =>
        new($"The model in {folder} lacks {name} ({present} is there). Get the missing file from where the model came from.", Path.Combine(folder, name));
}
