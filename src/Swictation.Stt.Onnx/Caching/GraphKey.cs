using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Swictation.Stt.Onnx;

/// <summary>All that decides what ONNX Runtime makes of a model: its own build, the processor, the options, and the model's files.</summary>
internal sealed class GraphKey
{
    private const int Format = 1; // of an entry; another number is another entry

    private GraphKey(string text, long sourceBytes)
    {
        Text = text;
        SourceBytes = sourceBytes;
        Name = $"{XxHash64.Of(Encoding.UTF8.GetBytes(text)):x16}"; // two of one name take turns: an entry holds its whole key
    }

    /// <summary>Gets the name of the entry's folder.</summary>
    public string Name { get; }

    /// <summary>Gets everything, a line each, for people who look into the cache.</summary>
    public string Text { get; }

    /// <summary>Gets the length of the model's files together.</summary>
    public long SourceBytes { get; }

    /// <summary>Makes the key of a model, or returns null where its files cannot be read or are not an ONNX model.</summary>
    public static GraphKey? TryCreate(string path, SessionOptions options, OrtEnv env)
    {
        try
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"format {Format}\nruntime {env.Version}\nbuild {env.BuildInfo}\nprocessor {ProcessorIdentity.Text}\nlevel {options.OptimizationLevel}\n");
            foreach ((string key, string value) in options.ConfigEntries.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"config {key.Length} {key} {value}\n");
            foreach ((string name, long value) in options.FreeDimensions.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"dimension {name.Length} {name} {value}\n");
            long bytes = AddFile(text, path);
            string folder = Path.GetDirectoryName(path)!;
            foreach (string location in ExternalData.Find(path).Keys)
                bytes += AddFile(text, Path.GetFullPath(location, folder));
            return new GraphKey(text.ToString(), bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            return null; // ONNX Runtime says what is wrong with it.
        }
    }

    /// <summary>Adds what tells a file from another: where it is, its length, when it was written, and a digest of it or, where it is long, of samples from all over it.</summary>
    private static long AddFile(StringBuilder text, string path)
    {
        using SafeFileHandle file = File.OpenHandle(path); // follows links
        long length = RandomAccess.GetLength(file);
        string written = File.GetLastWriteTimeUtc(file).Ticks.ToString(CultureInfo.InvariantCulture);
        text.Append(CultureInfo.InvariantCulture, $"file {path.Length} {path} {length} {written} {FileDigest.OfSamples(file):x16}\n");
        return length;
    }
}
