namespace Swictation.Stt.Vad;

/// <summary>Finds the file of a model.</summary>
internal static class SileroModelFile
{
    private const string Preferred = "silero_vad.onnx";

    /// <summary>Gets the file that a path means: itself, or the one in the directory; of several that which Silero publishes under its plain name.</summary>
    public static string Find(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        if (File.Exists(full))
            return full;
        if (!Directory.Exists(full))
        {
            throw new ModelNotFoundException(
                $"There is no voice activity model {full}. Name an .onnx file or the directory that holds it, or none to use the one that comes with the library.", full);
        }

        string[] files = [.. Directory.EnumerateFiles(full, "*.onnx").Order(StringComparer.Ordinal)];
        return files.FirstOrDefault(static file => Path.GetFileName(file) == Preferred) ?? files switch
        {
            [] => throw new ModelNotFoundException(
                $"{full} holds no .onnx file. Name the directory that holds {Preferred}, or none to use the model that comes with the library.", full),
            [string only] => only,
            _ => throw new ModelNotFoundException(
                $"{full} holds {files.Length} models ({string.Join(", ", files.Select(Path.GetFileName))}) and none of them is {Preferred}. Name the file instead of the directory.", full),
        };
    }
}
