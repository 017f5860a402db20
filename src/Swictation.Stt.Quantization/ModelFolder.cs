namespace Swictation.Stt.Quantization;

/// <summary>The files of a model's directory: its 32-bit graphs, and what goes along with them.</summary>
internal sealed record ModelFolder
{
    private const string GraphExtension = ".onnx";
    private const int DeepestFolder = 8;

    /// <summary>How the names of graphs tell another precision: see the engines' own lists.</summary>
    private static readonly string[] PrecisionSuffixes =
        [".int8", "_int8", "_quantized", "_uint8", ".fp16", "_fp16", "_q4", "_q4f16", "_bnb4", ".int4", "_int4", "_bf16", ".bf16"];

    /// <summary>The graphs of Hugging Face's optimum, whose quantised files are named by its rules.</summary>
    private static readonly string[] OptimumStems = ["encoder_model", "decoder_model", "decoder_model_merged", "decoder_with_past_model"];

    /// <summary>Gets the names of the 32-bit graphs, from the directory.</summary>
    public required IReadOnlyList<string> Graphs { get; init; }

    /// <summary>Gets the names of graphs of other precisions, which are left behind.</summary>
    public required IReadOnlyList<string> OtherGraphs { get; init; }

    /// <summary>Gets the names of all other files.</summary>
    public required IReadOnlyList<string> OtherFiles { get; init; }

    /// <summary>Lists a directory and those below, but for hidden ones and links to directories.</summary>
    /// <exception cref="ModelNotFoundException">A directory cannot be read.</exception>
    public static ModelFolder Scan(string root)
    {
        var files = new List<string>();
        try
        {
            Collect(root, 0, files);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelNotFoundException($"The model directory {root} cannot be read: {exception.Message}", root, exception);
        }

        string[] names = [.. files.Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal)];
        return new ModelFolder
        {
            Graphs = [.. names.Where(static name => IsGraph(name) && !HasPrecision(name))],
            OtherGraphs = [.. names.Where(static name => IsGraph(name) && HasPrecision(name))],
            OtherFiles = [.. names.Where(static name => !IsGraph(name))],
        };
    }

    public static bool IsGraph(string name) => name.EndsWith(GraphExtension, StringComparison.Ordinal);

    public static bool HasPrecision(string name) =>
        Array.Exists(PrecisionSuffixes, suffix => name.EndsWith(suffix + GraphExtension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gets the name under which the engines find a quantised graph.</summary>
    public static string QuantizedName(string name, QuantizationFormat format)
    {
        string stem = name[..^GraphExtension.Length];
        string suffix = format == QuantizationFormat.Int4 ? "_q4" : OptimumStems.Contains(Path.GetFileName(stem)) ? "_int8" : ".int8";
        return stem + suffix + GraphExtension;
    }

    private static void Collect(string folder, int depth, List<string> files)
    {
        if (depth > DeepestFolder)
            return;
        foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (entry.Name.StartsWith('.'))
                continue;
            if (entry is not DirectoryInfo)
                files.Add(entry.FullName);
            else if (entry.LinkTarget is null)
                Collect(entry.FullName, depth + 1, files);
        }
    }
}
