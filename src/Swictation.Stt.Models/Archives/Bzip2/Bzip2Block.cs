namespace Swictation.Stt.Models.Bzip2;

/// <summary>Decodes a block: Huffman codes, move to front, the inverse Burrows–Wheeler transform, and run lengths.</summary>
/// <remarks>As in the reference implementation, bzip2 1.0.8 (<c>decompress.c</c>), written anew.</remarks>
internal sealed class Bzip2Block(int capacity)
{
    private const int GroupSize = 50; // how many symbols share a Huffman code
    private const int MaxGroups = 6;
    private const int MaxSelectors = 18002; // 900,000 / 50 + 2; more are read and not used
    private const int RunA = 0;
    private const int RunB = 1;

    private readonly uint[] _chain = new uint[capacity]; // the byte in the low 8 bits, the next place above
    private readonly HuffmanTable[] _tables = [.. Enumerable.Range(0, MaxGroups).Select(static _ => new HuffmanTable())];
    private readonly byte[] _selectors = new byte[MaxSelectors];
    private readonly int[] _counts = new int[256];
    private readonly byte[] _front = new byte[256];
    private int _remaining;
    private uint _place;
    private int _last = -1;
    private int _run;
    private int _repeats;

    /// <summary>Gets the checksum that the block says it has.</summary>
    public uint ExpectedChecksum { get; private set; }

    /// <summary>Gets the checksum of what was given out.</summary>
    public uint ActualChecksum { get; private set; }

    public void Decode(BitReader reader)
    {
        ExpectedChecksum = reader.Read(32);
        if (reader.ReadFlag())
            throw new InvalidDataException("The bzip2 data was made by a version before 0.9.5 (randomised blocks), which is not supported.");
        int origin = (int)reader.Read(24);
        int used = ReadAlphabet(reader);
        int symbols = used + 2;
        int selectors = ReadTables(reader, symbols);
        int length = ReadSymbols(reader, symbols, selectors);
        if (origin >= length)
            throw new InvalidDataException("A block of the bzip2 data begins outside itself.");
        LinkChain(length);
        ActualChecksum = Checksum.Start;
        _place = _chain[origin] >> 8;
        _remaining = length;
        _last = -1;
        _run = 0;
        _repeats = 0;
    }

    /// <summary>Gives out the next bytes of the block; none at its end.</summary>
    public int Read(Span<byte> destination)
    {
        int written = 0;
        uint checksum = ActualChecksum;
        while (written < destination.Length)
        {
            if (_repeats > 0)
            {
                _repeats--;
            }
            else
            {
                if (_remaining == 0)
                    break;
                byte value = Next();
                if (_run == 4)
                {
                    // Four equal bytes are followed by how many more there are.
                    _repeats = value;
                    _run = 0;
                    _last = -2 - _last; // the run is over, the byte is kept
                    continue;
                }

                _run = value == _last ? _run + 1 : 1;
                _last = value;
            }

            byte output = (byte)(_last >= 0 ? _last : -2 - _last);
            checksum = Checksum.Append(checksum, output);
            destination[written++] = output;
        }

        ActualChecksum = checksum;
        return written;
    }

    public void Check()
    {
        if (~ActualChecksum != ExpectedChecksum)
            throw new InvalidDataException("A checksum of the bzip2 data is wrong.");
        ActualChecksum = ~ActualChecksum;
    }

    private byte Next()
    {
        uint entry = _chain[_place];
        _place = entry >> 8;
        _remaining--;
        return (byte)entry;
    }

    /// <summary>Reads which bytes occur; they start as the move-to-front list.</summary>
    private int ReadAlphabet(BitReader reader)
    {
        uint groups = reader.Read(16);
        int used = 0;
        for (int group = 0; group < 16; group++)
        {
            if ((groups & (0x8000u >> group)) == 0)
                continue;
            uint members = reader.Read(16);
            for (int member = 0; member < 16; member++)
            {
                if ((members & (0x8000u >> member)) != 0)
                    _front[used++] = (byte)((group * 16) + member);
            }
        }

        return used > 0 ? used : throw new InvalidDataException("A block of the bzip2 data has no bytes.");
    }

    private int ReadTables(BitReader reader, int symbols)
    {
        int groups = (int)reader.Read(3);
        if (groups is < 2 or > MaxGroups)
            throw new InvalidDataException($"A block of the bzip2 data has {groups} Huffman codes; 2 to {MaxGroups} are allowed.");
        int selectors = (int)reader.Read(15);
        if (selectors == 0)
            throw new InvalidDataException("A block of the bzip2 data chooses no Huffman code.");
        Span<byte> order = [0, 1, 2, 3, 4, 5];
        for (int i = 0; i < selectors; i++)
        {
            int position = 0;
            while (reader.ReadFlag())
            {
                if (++position >= groups)
                    throw new InvalidDataException("A block of the bzip2 data chooses a Huffman code that it does not have.");
            }

            byte chosen = order[position];
            order[..position].CopyTo(order[1..]);
            order[0] = chosen;
            if (i < MaxSelectors)
                _selectors[i] = chosen;
        }

        Span<byte> lengths = stackalloc byte[symbols];
        for (int group = 0; group < groups; group++)
        {
            int length = (int)reader.Read(5);
            for (int symbol = 0; symbol < symbols; symbol++)
            {
                while (true)
                {
                    if (length is < 1 or > HuffmanTable.MaxLength)
                        throw new InvalidDataException("A Huffman code of the bzip2 data is too long.");
                    if (!reader.ReadFlag())
                        break;
                    length += reader.ReadFlag() ? -1 : 1;
                }

                lengths[symbol] = (byte)length;
            }

            _tables[group].Build(lengths);
        }

        return Math.Min(selectors, MaxSelectors);
    }

    private int ReadSymbols(BitReader reader, int symbols, int selectors)
    {
        Array.Clear(_counts);
        int end = symbols - 1;
        int length = 0;
        long run = 0;
        int weight = 1;
        for (int group = 0; group < selectors; group++)
        {
            HuffmanTable table = _tables[_selectors[group]];
            for (int i = 0; i < GroupSize; i++)
            {
                int symbol = table.Read(reader);
                if (symbol is RunA or RunB)
                {
                    // Runs of the front byte are written in digits 1 and 2.
                    run += (long)weight << symbol;
                    weight <<= 1;
                    if (run > _chain.Length)
                        throw Overflow();
                    continue;
                }

                if (run > 0)
                {
                    if (length + run > _chain.Length)
                        throw Overflow();
                    byte repeated = _front[0];
                    _counts[repeated] += (int)run;
                    _chain.AsSpan(length, (int)run).Fill(repeated);
                    length += (int)run;
                    run = 0;
                    weight = 1;
                }

                if (symbol == end)
                    return length;
                if (length >= _chain.Length)
                    throw Overflow();
                byte value = _front[symbol - 1];
                _front.AsSpan(0, symbol - 1).CopyTo(_front.AsSpan(1));
                _front[0] = value;
                _counts[value]++;
                _chain[length++] = value;
            }
        }

        throw new InvalidDataException("A block of the bzip2 data has no end.");
    }

    private void LinkChain(int length)
    {
        int sum = 0;
        for (int i = 0; i < 256; i++)
            (_counts[i], sum) = (sum, sum + _counts[i]);
        for (int i = 0; i < length; i++)
            _chain[_counts[(byte)_chain[i]]++] |= (uint)i << 8;
    }

    private static InvalidDataException Overflow() => new("A block of the bzip2 data is larger than its header says.");
}
