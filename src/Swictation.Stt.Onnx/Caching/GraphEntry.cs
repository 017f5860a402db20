using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Swictation.Stt.Onnx;

/// <summary>
/// A graph in the cache: a folder with the graph, its weights, and a list of both with lengths and digests. It is made under another name and
/// renamed when it is whole, so what has the name is whole, unless a disk or a person damaged it, which the digests show.
/// </summary>
/// <param name="folder">The entry's folder.</param>
internal sealed class GraphEntry(string folder)
{
    public const string GraphFile = "graph.onnx";
    public const string WeightsFile = "graph.weights";
    private const string ListFile = "entry.txt";
    private const int BlockSize = 1 << 18;

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
            list.Append(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)} {new FileInfo(path).Length} {Digest(path):x16}\n");
        list.Append(key.Text);
        File.WriteAllText(List, $"{XxHash64.Of(Encoding.UTF8.GetBytes(list.ToString())):x16}\n{list}");
    }

    /// <summary>Checks all but what the weights are, which is <see cref="AreWeightsRight"/>'s: their length is right, so they can be loaded meanwhile.</summary>
    /// <param name="key">What the graph has to be made from.</param>
    /// <returns>The digest that the weights must have, 0 where there are none; null where the entry is absent or damaged.</returns>
    public ulong? Check(GraphKey key)
    {
        try
        {
            string[] parts = File.ReadAllText(List).Split('\n', 2);
            if (parts.Length < 2 || !IsHex(parts[0], XxHash64.Of(Encoding.UTF8.GetBytes(parts[1]))))
                return null;
            ulong weights = 0;
            string list = parts[1];
            foreach (string path in new[] { Graph, Weights })
            {
                // The list is as it was written: a file's name stands at the start of its line, in this order, and the key follows.
                if (!list.StartsWith(Path.GetFileName(path) + " ", StringComparison.Ordinal))
                    continue;
                string[] lines = list.Split('\n', 2);
                string[] words = lines[0].Split(' ');
                list = lines[1];
                if (new FileInfo(path).Length.ToString(CultureInfo.InvariantCulture) != words[1])
                    return null;
                if (path == Graph && !IsHex(words[2], Digest(path)))
                    return null;
                if (path == Weights)
                    weights = ulong.Parse(words[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            }

            return list == key.Text ? weights : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Says whether the weights have the digest that <see cref="Check"/> gave.</summary>
    public bool AreWeightsRight(ulong digest)
    {
        try
        {
            return digest == 0 || Digest(Weights) == digest;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsHex(string text, ulong value) => text == value.ToString("x16", CultureInfo.InvariantCulture);

    private static ulong Digest(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var hash = new XxHash64();
        var block = new byte[(int)Math.Clamp(RandomAccess.GetLength(file), 1, BlockSize)];
        int read;
        for (long at = 0; (read = RandomAccess.Read(file, block, at)) > 0; at += read)
            hash.Append(block.AsSpan(0, read));
        return hash.Finish();
    }
}
