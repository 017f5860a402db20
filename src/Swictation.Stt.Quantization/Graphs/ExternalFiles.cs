using System.Globalization;

namespace Swictation.Stt.Quantization;

/// <summary>The files beside a model that hold elements of its tensors.</summary>
internal sealed class ExternalFiles(string modelPath) : IDisposable
{
    private readonly Dictionary<string, SourceFile> _files = new(StringComparer.Ordinal);
    private readonly string _folder = System.IO.Path.GetDirectoryName(modelPath)!;

    /// <summary>Gets the full paths of the files that were referred to.</summary>
    public IEnumerable<string> Paths => _files.Values.Select(static file => file.Path);

    public long Length => _files.Values.Sum(static file => file.Length);

    /// <summary>Finds where a tensor's elements lie.</summary>
    /// <exception cref="ModelNotFoundException">The file is missing.</exception>
    /// <exception cref="ModelIntegrityException">What the tensor says of it makes no sense.</exception>
    public FileRange Locate(string tensor, IReadOnlyDictionary<string, string> entries, long? expected)
    {
        if (!entries.TryGetValue("location", out string? location) || location.Length == 0)
            throw Wrong(tensor, "names no file");
        SourceFile file = Open(tensor, location);
        long offset = Number(tensor, entries, "offset") ?? 0;
        long length = Number(tensor, entries, "length") ?? expected ?? file.Length - offset;
        if (expected is { } bytes && length != bytes)
            throw Wrong(tensor, $"takes {bytes} bytes by its shape, but {length} by its place in {location}");
        if (offset > file.Length || length > file.Length - offset)
        {
            throw new ModelIntegrityException(
                $"The external data {file.Path} ends at byte {file.Length}, but the tensor {tensor} of {modelPath} needs it up to byte {offset + length}. It is cut short: get it again.", file.Path);
        }

        return new FileRange(file, offset, length);
    }

    public void Dispose()
    {
        foreach (SourceFile file in _files.Values)
            file.Dispose();
    }

    private SourceFile Open(string tensor, string location)
    {
        if (_files.TryGetValue(location, out SourceFile? known))
            return known;
        string path = System.IO.Path.GetFullPath(location, _folder);
        if (System.IO.Path.IsPathRooted(location) || !path.StartsWith(_folder + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw Wrong(tensor, $"refers to {location}, which is outside the model's folder");
        if (!File.Exists(path))
            throw new ModelNotFoundException($"The model {modelPath} keeps weights in {path}, which is missing. Get it from where the model came from, and put it there.", path);
        return _files[location] = SourceFile.Open(path);
    }

    private long? Number(string tensor, IReadOnlyDictionary<string, string> entries, string key)
    {
        if (!entries.TryGetValue(key, out string? text))
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw Wrong(tensor, $"has the {key} \"{text}\" of its external data, which is no number");
    }

    private ModelIntegrityException Wrong(string tensor, string why) =>
        new($"The model {modelPath} is damaged: the tensor {tensor} {why}. Get it again.", modelPath);
}
