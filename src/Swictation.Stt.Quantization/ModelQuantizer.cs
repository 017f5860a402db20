namespace Swictation.Stt.Quantization;

/// <summary>Quantises ONNX models: weights of 32 bits (or of 16 that are cast to 32) become integers of 8 or 4 bits.</summary>
/// <remarks>
/// <para>
/// A graph is rewritten as <c>onnxruntime.quantization</c> rewrites it: dynamic quantisation (<c>quantize_dynamic</c>) or block-wise
/// weights (<c>MatMulNBitsQuantizer</c>). Everything else of a file is copied byte for byte. Weights are read from the file and written
/// a tile at a time: memory does not grow with the model.
/// </para>
/// <para>
/// The original is only read. The result is written beside its place and gets its name when it is whole. Dynamic quantisation rounds an
/// activation by the range of all of it, so that recordings of a batch are heard a little differently than alone.
/// </para>
/// <para>Safe for concurrent use.</para>
/// </remarks>
public sealed class ModelQuantizer
{
    private readonly QuantizationOptions _options;

    /// <summary>Initializes a new instance of the <see cref="ModelQuantizer"/> class.</summary>
    /// <param name="options">How to quantise, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public ModelQuantizer(QuantizationOptions? options = null)
    {
        _options = options ?? new QuantizationOptions();
        _options.Validate();
    }

    /// <summary>Gets where a quantised model goes unless told otherwise.</summary>
    /// <param name="source">The original: a directory or a file.</param>
    /// <param name="format">What weights become.</param>
    /// <returns>For a directory one beside it, with <c>-int8</c> or <c>-int4</c> behind its name; for a file one beside it, named as the engines expect.</returns>
    /// <exception cref="ArgumentException"><paramref name="source"/> is empty.</exception>
    public static string GetDefaultOutput(string source, QuantizationFormat format)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        return File.Exists(full) && ModelFolder.IsGraph(full)
            ? ModelFolder.QuantizedName(full, format)
            : full + (format == QuantizationFormat.Int4 ? "-int4" : "-int8");
    }

    /// <summary>Quantises a model.</summary>
    /// <param name="source">A model's directory, with all below it, or one ONNX file.</param>
    /// <param name="output">
    /// Where to: a directory for a directory, a file for a file; it must not exist. <see langword="null"/> for that of <see cref="GetDefaultOutput"/>.
    /// </param>
    /// <param name="progress">Told how far it is, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the work; nothing of it is left.</param>
    /// <returns>What was done, layer by layer.</returns>
    /// <exception cref="ArgumentException">A path is empty, or a pattern of the options matches no layer; the message lists near names.</exception>
    /// <exception cref="ModelNotFoundException">The model, or external data of it, is missing.</exception>
    /// <exception cref="ModelIntegrityException">A file is no ONNX model, or is damaged.</exception>
    /// <exception cref="ModelLayoutException">The model is quantised already, computes in 16 bits, or has operators that are too old.</exception>
    /// <exception cref="QuantizationException">There is nothing worth quantising, or the result cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public QuantizationResult Quantize(
        string source, string? output = null, IProgress<QuantizationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output ?? GetDefaultOutput(full, _options.Format)));
        bool isFile = File.Exists(full);
        if (!isFile && !Directory.Exists(full))
            throw new ModelNotFoundException($"There is no model {full}. Name a model's directory, or an ONNX file.", full);
        string root = isFile ? Path.GetDirectoryName(full)! : full;
        if (!isFile && (target + Path.DirectorySeparatorChar).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new QuantizationException($"The output {target} lies in the model's own directory. Name one outside of it.", target);
        ModelFolder folder = isFile
            ? new ModelFolder { Graphs = [Path.GetFileName(full)], OtherGraphs = [], OtherFiles = [] }
            : ModelFolder.Scan(root);
        RequireGraphs(full, folder);
        using var work = new QuantizationWork(root, folder, _options, cancellationToken);
        work.Rewrite(full, isFile ? Path.GetFileName(target) : null);
        return isFile
            ? OutputFiles.WriteFile(work, full, target, progress)
            : OutputFiles.WriteFolder(work, full, target, progress);
    }

    private static void RequireGraphs(string path, ModelFolder folder)
    {
        if (folder.Graphs.Count > 0)
            return;
        if (folder.OtherGraphs.Count == 0)
            throw new ModelNotFoundException($"{path} holds no ONNX file. Name a model's directory, or an ONNX file.", path);
        throw new ModelLayoutException(
            $"{path} holds no 32-bit graph, only {string.Join(", ", folder.OtherGraphs)}. Get the model's 32-bit export: what was rounded once cannot be rounded better.", path);
    }
}
