namespace Swictation.Stt.Models.Bzip2;

/// <summary>A canonical Huffman code of at most 20 bits, with a table for the codes that are short.</summary>
internal sealed class HuffmanTable
{
    public const int MaxLength = 20;
    public const int MaxSymbols = 258;

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
        int code = 0;
        for (int length = 1; length <= MaxLength; length++)
        {
            _offsets[length] = _count - code;
            for (int symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] != length)
                    continue;
                _symbols[_count++] = (short)symbol;
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
