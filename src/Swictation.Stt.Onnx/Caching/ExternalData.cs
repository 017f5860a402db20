using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Swictation.Stt.Onnx;

/// <summary>Finds the files beside an ONNX model that hold its weights, and how long they have to be. Reads the weights in the model itself as little as it can.</summary>
/// <remarks>Field numbers are those of onnx.proto: ModelProto.graph 7; GraphProto.node 1, initializer 5; TensorProto.external_data 13; StringStringEntryProto key 1, value 2.</remarks>
internal static class ExternalData
{
    private const int LargestNode = 64 << 20; // a node holds weights only where somebody inlined a constant

    /// <summary>The bytes of an entry's key "location": what precedes a file's name.</summary>
    private static ReadOnlySpan<byte> LocationKey => "\x0A\x08location\x12"u8;

    /// <summary>Finds them.</summary>
    /// <param name="model">The model's file.</param>
    /// <returns>The least length of each file, by its path relative to the model's folder.</returns>
    /// <exception cref="InvalidDataException">It is not an ONNX model.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SortedDictionary<string, long> Find(string model)
    {
        using SafeFileHandle file = File.OpenHandle(model);
        var reader = new FileReader(file, RandomAccess.GetLength(file));
        var found = new SortedDictionary<string, long>(StringComparer.Ordinal);
        while (reader.Position < reader.Length)
        {
            (int field, int wireType) = ReadTag(reader);
            if (field == 7 && wireType == 2)
                ReadGraph(reader, reader.ReadLength(reader.Length), found);
            else
                reader.Skip(wireType, reader.Length);
        }

        return found;
    }

    private static void ReadGraph(FileReader reader, long length, SortedDictionary<string, long> found)
    {
        long end = reader.Position + length;
        while (reader.Position < end)
        {
            (int field, int wireType) = ReadTag(reader);
            if (field == 5 && wireType == 2)
                ReadTensor(reader, reader.ReadLength(end), found);
            else if (field == 1 && wireType == 2)
                ReadNode(reader, reader.ReadLength(end), found);
            else
                reader.Skip(wireType, end);
        }
    }

    private static void ReadTensor(FileReader reader, long length, SortedDictionary<string, long> found)
    {
        long end = reader.Position + length;
        string? location = null;
        long offset = 0, size = 0;
        while (reader.Position < end)
        {
            (int field, int wireType) = ReadTag(reader);
            if (field != 13 || wireType != 2)
            {
                reader.Skip(wireType, end);
                continue;
            }

            (string key, string value) = ReadEntry(reader, reader.ReadLength(end));
            if (key == "location")
                location = value;
            else if (key == "offset")
                offset = Number(value);
            else if (key == "length")
                size = Number(value);
        }

        if (location is not null)
            Note(found, location, offset + size);
    }

    /// <summary>A node's tensors, and those of the graphs in it, are found by their names alone: nodes are short.</summary>
    private static void ReadNode(FileReader reader, long length, SortedDictionary<string, long> found)
    {
        if (length > LargestNode)
            throw new InvalidDataException($"A node of {length} bytes is larger than nodes are.");
        ReadOnlySpan<byte> node = reader.ReadBytes((int)length);
        while (node.IndexOf(LocationKey) is var at and >= 0)
        {
            node = node[(at + LocationKey.Length)..];
            if (node.IsEmpty || node[0] >= 0x80 || node.Length <= node[0])
                throw new InvalidDataException("A node's external data has no name, or one of more than 127 bytes.");
            Note(found, Encoding.UTF8.GetString(node.Slice(1, node[0])), 0);
        }
    }

    private static (string Key, string Value) ReadEntry(FileReader reader, long length)
    {
        long end = reader.Position + length;
        string key = string.Empty, value = string.Empty;
        while (reader.Position < end)
        {
            (int field, int wireType) = ReadTag(reader);
            if (wireType == 2 && (field is 1 or 2) && reader.ReadLength(end) is var count and < 65536)
                (key, value) = field == 1 ? (Text(reader, count), value) : (key, Text(reader, count));
            else
                throw new InvalidDataException("An entry of external data is not one.");
        }

        return (key, value);
    }

    private static void Note(SortedDictionary<string, long> found, string location, long length) =>
        found[location] = Math.Max(length, found.GetValueOrDefault(location));

    private static string Text(FileReader reader, long count) => Encoding.UTF8.GetString(reader.ReadBytes((int)count));

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : throw new InvalidDataException($"\"{text}\" is no offset or length.");

    private static (int Field, int WireType) ReadTag(FileReader reader)
    {
        ulong tag = reader.ReadVarint();
        return ((int)(tag >> 3), (int)(tag & 7));
    }
}
