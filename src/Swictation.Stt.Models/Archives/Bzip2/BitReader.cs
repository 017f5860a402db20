namespace Swictation.Stt.Models.Bzip2;

/// <summary>Reads bits from a stream, the highest of each byte first.</summary>
internal sealed class BitReader(Stream source)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private ulong _bits;
    private int _count;
    private int _position;
    private int _length;

    /// <summary>Reads up to 32 bits.</summary>
    /// <exception cref="InvalidDataException">The stream ends before.</exception>
    public uint Read(int count)
    {
        if (!TryPeek(count, out uint bits))
            throw new InvalidDataException("The bzip2 data ends too early.");
        Skip(count);
        return bits;
    }

    /// <summary>Looks at bits without taking them; false where the stream has no more that many.</summary>
    public bool TryPeek(int count, out uint bits)
    {
        while (_count < count)
        {
            if (_position == _length && !Fill())
            {
                bits = 0;
                return false;
            }

            _bits = (_bits << 8) | _buffer[_position++];
            _count += 8;
        }

        bits = (uint)((_bits >> _count - count) & ((1UL << count) - 1));
        return true;
    }

    /// <summary>Takes bits that were looked at.</summary>
    public void Skip(int count) => _count -= count;

    public bool ReadFlag() => Read(1) != 0;

    /// <summary>Drops what is left of a byte, and tells whether the stream is at its end.</summary>
    public bool EndsAtByte()
    {
        _count -= _count % 8;
        return _count == 0 && _position == _length && !Fill();
    }

    private bool Fill()
    {
        _position = 0;
        _length = source.Read(_buffer, 0, _buffer.Length);
        return _length > 0;
    }
}
