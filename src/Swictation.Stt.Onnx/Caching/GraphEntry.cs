using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Swictation.Stt.Onnx;

/// <summary>
/// A graph in the cache: a folder with the graph, its weights, and a list of both with lengths, times and digests. It is made under another name
/// and renamed when it is whole and on the disk, so what has the name is whole, unless a disk or a person damaged it, which the list shows.
/// </summary>
/// <param name="folder">The entry's folder.</param>
internal sealed class GraphEntry(string folder)
{
    public const string GraphFile = "graph.onnx";
    public const string WeightsFile = "graph.weights";
    private const string ListFile = "entry.txt";

    public string Folder => folder;

    public string Graph => Path.Combine(folder, GraphFile);

    private string Weights => Path.Combine(folder, WeightsFile);

    private string List => Path.Combine(folder, ListFile);

    /// <summary>Lists the files of a graph that ONNX Runtime has just written, so that they can be trusted from now on.</summary>
    /// <param name="key">What the graph was made from.</param>
    /// <exception cref="InvalidDataException">The graph is not whole.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public void Seal(GraphKey key)
    {
        foreach ((string location, long least) in ExternalData.Find(Graph))
        {
            // Writing weights onto a full disk is not always an error.
            if (location != WeightsFile || new FileInfo(Weights).Length < least)
                throw new InvalidDataException($"The weights in {location} are not whole.");
        }

        var list = new StringBuilder();
        foreach (string path in new[] { Graph, Weights }.Where(File.Exists))
            list.Append(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)} {FileState.Record(path)}\n");
        list.Append(key.Text);
        File.WriteAllText(List, $"{XxHash64.Of(Encoding.UTF8.GetBytes(list.ToString())):x16}\n{list}");
    }

    /// <summary>Checks all but what the weights are, which is <see cref="AreWeightsRight"/>'s: their length is right, so they can be loaded meanwhile.</summary>
    /// <param name="key">What the graph has to be made from.</param>
    /// <returns>What the weights have to be, empty where there are none; null where the entry is absent or damaged.</returns>
    public string? Check(GraphKey key)
    {
        try
        {
            string[] parts = File.ReadAllText(List).Split('\n', 2);
            if (parts.Length < 2 || parts[0] != XxHash64.Of(Encoding.UTF8.GetBytes(parts[1])).ToString("x16", CultureInfo.InvariantCulture))
                return null;
            // The list is as it was written: a line for the graph, one for the weights where there are any, and the key.
            string list = parts[1];
            string? graph = TakeLine(ref list, GraphFile);
            string? weights = TakeLine(ref list, WeightsFile);
            bool isRight = list == key.Text && graph is not null && FileState.Matches(Graph, graph) && (weights is null || FileState.HasLength(Weights, weights));
            return isRight ? weights ?? string.Empty : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Says whether the weights are what <see cref="Check"/> gave.</summary>
    public bool AreWeightsRight(string state)
    {
        try
        {
            return state.Length == 0 || FileState.Matches(Weights, state);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? TakeLine(ref string list, string file)
    {
        if (!list.StartsWith(file + " ", StringComparison.Ordinal))
            return null;
        string[] parts = list.Split('\n', 2);
        list = parts[1];
        return parts[0][(file.Length + 1)..];
    }

    /// <summary>
    /// What a file was like when it was written, in a line: length, time, digest of samples, digest of the whole. A long file that was not written to
    /// since is known by its samples; any other is read whole.
    /// </summary>
    private static class FileState
    {
        public static string Record(string path)
        {
            using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file); // so that a power failure leaves no file of the right length and time with other content
            return string.Create(CultureInfo.InvariantCulture, $"{RandomAccess.GetLength(file)} {Written(file)} {FileDigest.OfSamples(file):x16} {FileDigest.OfWhole(file):x16}");
        }

        public static bool HasLength(string path, string state) =>
            state.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(path).Length} "), StringComparison.Ordinal);

        public static bool Matches(string path, string state)
        {
            using SafeFileHandle file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            string[] words = state.Split(' ');
            long length = RandomAccess.GetLength(file);
            if (words[0] != length.ToString(CultureInfo.InvariantCulture))
                return false;
            bool bySamples = length > FileDigest.WholeFileLimit && words[1] == Written(file);
            return (bySamples ? FileDigest.OfSamples(file) : FileDigest.OfWhole(file)).ToString("x16", CultureInfo.InvariantCulture) == words[bySamples ? 2 : 3];
        }

        private static string Written(SafeFileHandle file) => File.GetLastWriteTimeUtc(file).Ticks.ToString(CultureInfo.InvariantCulture);
    }
}
