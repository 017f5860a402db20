using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Swictation.Stt.Onnx;

/// <summary>
/// A graph in the cache: a folder with the graph, its weights, and a list of both with lengths and SHA-256. It is made under another name and
/// renamed when it is whole, so what has the name is whole, unless a disk or a person damaged it, which the digests show.
/// </summary>
/// <param name="folder">The entry's folder.</param>
internal sealed class GraphEntry(string folder)
{
    public const string GraphFile = "graph.onnx";
    public const string WeightsFile = "graph.weights";
    private const string ListFile = "entry.json";
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

        using FileStream stream = File.Create(List);
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("key", key.Text);
        json.WriteStartArray("files");
        foreach (string path in new[] { Graph, Weights }.Where(File.Exists))
        {
            json.WriteStartObject();
            json.WriteString("name", Path.GetFileName(path));
            json.WriteNumber("length", new FileInfo(path).Length);
            json.WriteString("sha256", Digest(path));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Checks all but what the weights are, which is <see cref="AreWeightsRight"/>'s: their length is right, so they can be loaded meanwhile.</summary>
    /// <param name="key">What the graph has to be made from.</param>
    /// <returns>The digest that the weights must have, empty where there are none; null where the entry is absent or damaged.</returns>
    public string? Check(GraphKey key)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(List));
            if (document.RootElement.GetProperty("key").GetString() != key.Text)
                return null;
            string? graph = null;
            string weights = string.Empty;
            foreach (JsonElement file in document.RootElement.GetProperty("files").EnumerateArray())
            {
                string digest = file.GetProperty("sha256").GetString()!;
                bool isGraph = file.GetProperty("name").GetString() == GraphFile;
                if (new FileInfo(isGraph ? Graph : Weights).Length != file.GetProperty("length").GetInt64())
                    return null;
                (graph, weights) = isGraph ? (digest, weights) : (graph, digest);
            }

            return graph is not null && Digest(Graph) == graph ? weights : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Says whether the weights have the digest that <see cref="Check"/> gave.</summary>
    public bool AreWeightsRight(string digest)
    {
        try
        {
            return digest.Length == 0 || Digest(Weights) == digest;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Digest(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[(int)Math.Clamp(RandomAccess.GetLength(file), 1, BlockSize)];
        int read;
        for (long at = 0; (read = RandomAccess.Read(file, block, at)) > 0; at += read)
            hash.AppendData(block, 0, read);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
