namespace Swictation.Stt.Models.Bzip2;

/// <summary>A canonical Huffman code of at most 20 bits, with a table for the codes that are short.</summary>
internal sealed class HuffmanTable
{
    public const int MaxLength = 20;
    public const int MaxSymbols = 258;

    private const int FastLength = 10; // codes up to this length are looked up at once

    private readonly ushort[] _fast = new ushort[1 << FastLength]; // the symbol above the 5 bits of its code's length; 0 where it is longer
    private readonly int[] _limits = new int[MaxLength + 2]; // of each length, the first code that is longer
    private readonly int[] _offsets = new int[MaxLength + 2]; // of each length, what is added to a code for its place among the symbols
    private readonly short[] _symbols = new short[MaxSymbols];
    private int _count;
    private int _shortest;

    /// <summary>Builds the code of its lengths.</summary>
    /// <exception cref="InvalidDataException">There are more codes than the lengths have room for.</exception>
    public void Build(ReadOnlySpan<byte> lengths)
    {
        _count = 0;
        _shortest = MaxLength;
        Array.Clear(_fast);
        int code = 0;
        for (int length = 1; length <= MaxLength; length++)
        {
            _offsets[length] = _count - code;
            for (int symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] != length)
                    continue;
                _symbols[_count++] = (short)symbol;
                if (length <= FastLength && code < 1 << length)
                    _fast.AsSpan(code << (FastLength - length), 1 << (FastLength - length)).Fill((ushort)((symbol << 5) | length));
                code++;
                _shortest = Math.Min(_shortest, length);
            }

            if (code > 1 << length)
                throw new InvalidDataException("A Huffman code of the bzip2 data has more codes than bits.");
            _limits[length] = code;
            code <<= 1;
        }
    }

    public int Read(BitReader reader)
    {
        if (reader.TryPeek(FastLength, out uint bits) && _fast[bits] is var entry and not 0)
        {
            reader.Skip(entry & 31);
            return entry >> 5;
        }

        int code = (int)reader.Read(_shortest);
        int length = _shortest;
        while (code >= _limits[length])
        {
            if (++length > MaxLength)
                throw new InvalidDataException("The bzip2 data has a code that was not defined.");
            code = (code << 1) | (int)reader.Read(1);
        }

        return _symbols[_offsets[length] + code];
    }
}
