using System.Globalization;
using System.Text;

namespace Swictation.Stt.Whisper;

/// <summary>Collects tokens in any order and checks that their numbers count from 0 without gaps. For one thread.</summary>
/// <param name="path">The file that is read, for messages.</param>
internal sealed class TokenTableBuilder(string path)
{
    /// <summary>More than any vocabulary has; a number above it is damage, not a reason to take gigabytes.</summary>
    private const int MaximumId = 1 << 20;

    private byte[] _bytes = new byte[512 * 1024];
    private int[] _starts = new int[1 << 16];
    private int[] _lengths = NewLengths(1 << 16);
    private int _used;
    private int _count;
    private int _highest = -1;

    /// <summary>Whether there is a token with a number.</summary>
    public bool Contains(int id) => id >= 0 && id < _lengths.Length && _lengths[id] >= 0;

    /// <summary>Adds a token.</summary>
    /// <exception cref="ModelIntegrityException">The number is out of range or was there before.</exception>
    public void Add(int id, ReadOnlySpan<byte> token)
    {
        token.CopyTo(Reserve(token.Length));
        Append(id, token.Length);
    }

    /// <summary>Adds a token that is spelled in the alphabet of bytes.</summary>
    /// <exception cref="ModelIntegrityException">It is not, or the number is out of range or was there before.</exception>
    public void AddSpelled(int id, ReadOnlySpan<byte> spelling)
    {
        if (!ByteAlphabet.TryRead(spelling, Reserve(spelling.Length), out int length))
            throw Damaged($"the token \"{Encoding.UTF8.GetString(spelling)}\" is not spelled in the alphabet of bytes");
        Append(id, length);
    }

    /// <summary>Makes the table.</summary>
    /// <exception cref="ModelIntegrityException">A number is missing, or a byte has no token of its own.</exception>
    public TokenTable Build()
    {
        if (_count == 0)
            throw Damaged("it has no tokens");
        if (_highest != _count - 1)
        {
            int missing = Array.IndexOf(_lengths, -1);
            throw Damaged(string.Create(CultureInfo.InvariantCulture, $"its numbers go up to {_highest} but {missing} is missing"));
        }

        var bytes = new byte[_used];
        var offsets = new int[_count + 1];
        for (int id = 0; id < _count; id++)
        {
            _bytes.AsSpan(_starts[id], _lengths[id]).CopyTo(bytes.AsSpan(offsets[id]));
            offsets[id + 1] = offsets[id] + _lengths[id];
        }

        var table = new TokenTable(bytes, offsets);
        for (int value = 0; value < 256; value++)
        {
            if (table.Find([(byte)value]) < 0)
                throw Damaged(string.Create(CultureInfo.InvariantCulture, $"it has no token for the byte 0x{value:X2}, so lines are missing or it is not a byte-level vocabulary"));
        }

        return table;
    }

    /// <summary>Says that the file is damaged.</summary>
    public ModelIntegrityException Damaged(string why, Exception? cause = null) =>
        new($"The vocabulary {path} is damaged: {why}. Get it again.", path, cause);

    private Span<byte> Reserve(int length)
    {
        while (_used + length > _bytes.Length)
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        return _bytes.AsSpan(_used);
    }

    private void Append(int id, int length)
    {
        if (id is < 0 or > MaximumId)
            throw Damaged(string.Create(CultureInfo.InvariantCulture, $"it has a token with the number {id}"));
        while (id >= _lengths.Length)
            Grow();
        if (_lengths[id] >= 0)
            throw Damaged(string.Create(CultureInfo.InvariantCulture, $"it has two tokens with the number {id}"));
        _starts[id] = _used;
        _lengths[id] = length;
        _used += length;
        _count++;
        _highest = Math.Max(_highest, id);
    }

    private void Grow()
    {
        int old = _lengths.Length;
        Array.Resize(ref _starts, 2 * old);
        Array.Resize(ref _lengths, 2 * old);
        _lengths.AsSpan(old).Fill(-1);
    }

    private static int[] NewLengths(int size)
    {
        var lengths = new int[size];
        Array.Fill(lengths, -1);
        return lengths;
    }
}
