using System.Globalization;
using System.Text;

namespace Swictation.Stt.Whisper;

/// <summary>Collects the merges of a byte-pair vocabulary: the rank at which each token is joined of two others. For one thread.</summary>
/// <param name="table">The tokens.</param>
/// <param name="path">The file that is read, for messages.</param>
internal sealed class MergeRanks(TokenTable table, string path)
{
    private readonly int[] _ranks = NewRanks(table.Count);
    private readonly byte[] _joined = new byte[2 * table.LongestToken];
    private int _next;

    /// <summary>Reads <c>merges.txt</c>: a line for each merge, its two tokens with a space between.</summary>
    /// <exception cref="ModelIntegrityException">The file is damaged.</exception>
    /// <exception cref="ModelLayoutException">The file belongs to another vocabulary.</exception>
    public static int[] ReadFile(string path, TokenTable table)
    {
        var ranks = new MergeRanks(table, path);
        ReadOnlySpan<byte> text = File.ReadAllBytes(path);
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range].TrimEnd((byte)'\r');
            if (line.IsEmpty || line.StartsWith("#version"u8))
                continue;
            ranks.Add(line);
        }

        return ranks.Build();
    }

    /// <summary>Adds the next merge, its two tokens with a space between.</summary>
    public void Add(ReadOnlySpan<byte> merge)
    {
        int space = merge.IndexOf((byte)' ');
        if (space <= 0 || space == merge.Length - 1)
            throw Damaged($"\"{Encoding.UTF8.GetString(merge)}\" is not two tokens with a space between");
        Add(merge[..space], merge[(space + 1)..]);
    }

    /// <summary>Adds the next merge.</summary>
    public void Add(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        // A spelling is at most twice as long as its bytes.
        if (left.Length + right.Length > _joined.Length)
            throw Foreign(left, right);
        Span<byte> bytes = _joined;
        if (!ByteAlphabet.TryRead(left, bytes, out int middle) || !ByteAlphabet.TryRead(right, bytes[middle..], out int rest))
            throw Damaged($"\"{Encoding.UTF8.GetString(left)} {Encoding.UTF8.GetString(right)}\" is not spelled in the alphabet of bytes");
        int token = table.Find(bytes[..(middle + rest)]);
        if (token < 0 || table.Find(bytes[..middle]) < 0 || table.Find(bytes[middle..(middle + rest)]) < 0)
            throw Foreign(left, right);
        _ranks[token] = Math.Min(_ranks[token], _next++);
    }

    /// <summary>Gets the rank of each token.</summary>
    /// <exception cref="ModelIntegrityException">A token of several bytes is never joined, so merges are missing.</exception>
    public int[] Build()
    {
        for (int id = 0; id < table.Count; id++)
        {
            if (_ranks[id] == int.MaxValue && table[id].Length > 1)
                throw Damaged(string.Create(CultureInfo.InvariantCulture, $"it has {_next} merges, none of which makes the token {id}, so it is cut short"));
        }

        return _ranks;
    }

    private ModelIntegrityException Damaged(string why) => new($"The merges in {path} are damaged: {why}. Get the file again.", path);

    private ModelLayoutException Foreign(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => new(
        $"The merges in {path} join \"{Encoding.UTF8.GetString(left)}\" and \"{Encoding.UTF8.GetString(right)}\", which the vocabulary does not have. " +
        "They belong to different models: get all files from one model.",
        path);

    private static int[] NewRanks(int count)
    {
        var ranks = new int[count];
        Array.Fill(ranks, int.MaxValue);
        return ranks;
    }
}
