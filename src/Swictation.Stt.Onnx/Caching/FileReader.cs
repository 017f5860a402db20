using Microsoft.Win32.SafeHandles;

namespace Swictation.Stt.Onnx;

/// <summary>Reads the parts of a protobuf file that are wanted, and skips the others without reading them.</summary>
internal sealed class FileReader(SafeFileHandle file, long length)
{
    private readonly byte[] _buffer = new byte[16384];
    private long _start;
    private int _count;

    public long Position { get; private set; }

    public long Length => length;

    /// <exception cref="InvalidDataException">The file ends, or the number is longer than 64 bits.</exception>
    public ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = ReadByte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException($"There is no number at byte {Position}.");
    }

    /// <summary>Reads a length, and checks that so much is left before <paramref name="end"/>.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public long ReadLength(long end)
    {
        ulong value = ReadVarint();
        return value <= (ulong)(end - Position) ? (long)value : throw new InvalidDataException($"A part at byte {Position} is longer than what holds it.");
    }

    public byte[] ReadBytes(int count)
    {
        var bytes = new byte[count];
        int done = 0;
        while (done < count)
        {
            int read = RandomAccess.Read(file, bytes.AsSpan(done), Position + done);
            if (read == 0)
                throw new InvalidDataException("The file ends early.");
            done += read;
        }

        Position += count;
        return bytes;
    }

    /// <summary>Skips a field's value.</summary>
    /// <exception cref="InvalidDataException">It does not fit, or is of no known kind.</exception>
    public void Skip(int wireType, long end)
    {
        long count = wireType switch
        {
            0 => SkipVarint(),
            1 => 8,
            2 => ReadLength(end),
            5 => 4,
            _ => throw new InvalidDataException($"There is no field at byte {Position}."),
        };
        Position = count <= end - Position ? Position + count : throw new InvalidDataException("The file ends early.");
    }

    private long SkipVarint()
    {
        ReadVarint();
        return 0;
    }

    private byte ReadByte()
    {
        long offset = Position - _start;
        if (offset < 0 || offset >= _count)
        {
            _start = Position;
            _count = RandomAccess.Read(file, _buffer, _start);
            offset = 0;
            if (_count == 0)
                throw new InvalidDataException("The file ends early.");
        }

        Position++;
        return _buffer[offset];
    }
}
