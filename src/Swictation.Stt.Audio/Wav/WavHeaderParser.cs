using System.Buffers.Binary;

namespace Swictation.Stt.Audio;

/// <summary>Parses RIFF, RF64 and BW64 up to the first sample.</summary>
/// <remarks>
/// After "Multimedia Programming Interface and Data Specifications 1.0" (RIFF, WAVE), Microsoft's "Multiple channel audio data and WAVE
/// files" (extensible formats), EBU Tech 3306 (RF64) and ITU-R BS.2088 (BW64).
/// </remarks>
internal sealed class WavHeaderParser
{
    private const uint Unknown = 0xFFFFFFFF;
    private const int MaxFormatBytes = 40;

    // {xxxxxxxx-0000-0010-8000-00AA00389B71}: the sub-formats that are format tags in disguise.
    public static ReadOnlySpan<byte> TagGuidTail => [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];

    private readonly Stream _stream;
    private readonly string _name;
    private readonly byte[] _scratch = new byte[4096];
    private long _position;
    private long? _dataBytes64;
    private WavHeader? _format;

    private WavHeaderParser(Stream stream, string name)
    {
        _stream = stream;
        _name = name;
    }

    /// <summary>Reads the header and leaves the stream at the first sample.</summary>
    /// <exception cref="AudioFormatException">There is no WAV header, or it is cut short or contradicts itself.</exception>
    public static WavHeader Parse(Stream stream, string name) => new WavHeaderParser(stream, name).Parse();

    private WavHeader Parse()
    {
        Span<byte> start = stackalloc byte[12];
        int got = Read(start);
        if (got == 0)
            throw Error("is empty (0 bytes). Record or export it again.");
        bool is64 = start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8);
        if (start.StartsWith("RIFX"u8))
            throw Error("is a big-endian WAV file (RIFX), which is not read here. Convert it first, for example: ffmpeg -i INPUT OUTPUT.wav");
        if (!is64 && !start.StartsWith("RIFF"u8))
            throw Error($"is not a WAV file: it begins with {Describe(start[..Math.Min(4, got)])}, and RIFF, RF64 or BW64 was expected.");
        if (got < 12)
            throw CutShort();
        if (!start[8..].SequenceEqual("WAVE"u8))
            throw Error($"is a RIFF file of another kind: {Describe(start[8..])}, and WAVE was expected.");
        uint riffBytes = BinaryPrimitives.ReadUInt32LittleEndian(start[4..]);

        Span<byte> chunk = stackalloc byte[8];
        bool expectPadding = false;
        while (true)
        {
            ReadChunkHeader(chunk, expectPadding);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("data"u8))
            {
                if (_format is null)
                    throw Error("has its samples before their description (no fmt chunk precedes the data chunk). Export it again.");
                return _format with { DataBytes = DataBytes(size, riffBytes, is64) };
            }

            if (chunk.StartsWith("fmt "u8))
                _format = ReadFormat(size);
            else if (chunk.StartsWith("ds64"u8) && is64)
                ReadSizes64(size);
            else
                Skip(size);
            expectPadding = (size & 1) != 0;
        }
    }

    private void ReadChunkHeader(Span<byte> chunk, bool expectPadding)
    {
        int have = 0;
        if (expectPadding)
        {
            // A chunk of odd size is followed by a zero; writers that forget it go on with the name of the next chunk, which is text.
            have = Read(chunk[..1]);
            if (have == 1 && chunk[0] is < 0x20 or > 0x7E)
                have = 0;
        }

        have += Read(chunk[have..]);
        if (have < 8)
            throw _format is null ? CutShort() : Error("ends before its samples: it has no data chunk. It was cut short; record or export it again.");
    }

    private WavHeader ReadFormat(uint size)
    {
        if (size < 16)
            throw Error($"has a fmt chunk of {size} bytes; at least 16 were expected. The header is damaged: export the recording again.");
        Span<byte> format = stackalloc byte[MaxFormatBytes];
        int length = (int)Math.Min(size, MaxFormatBytes);
        if (Read(format[..length]) < length)
            throw CutShort();
        Skip(size - length);

        int tag = BinaryPrimitives.ReadUInt16LittleEndian(format);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        if (tag == WavFormatTag.Extensible)
        {
            if (length < MaxFormatBytes)
                throw Error($"has an extensible format of {size} bytes; at least {MaxFormatBytes} were expected. The header is damaged: export the recording again.");
            // Valid bits stand at the top of their container, so the container's scale is right for any number of them.
            int valid = BinaryPrimitives.ReadUInt16LittleEndian(format[18..]);
            if (valid > bits)
                throw Error($"says that {valid} of {bits} bits per sample are valid. The header is damaged: export the recording again.");
            if (format[26..40].SequenceEqual(TagGuidTail))
                tag = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]);
        }

        return new WavHeader(
            BinaryPrimitives.ReadUInt32LittleEndian(format[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(format[2..]),
            BinaryPrimitives.ReadUInt16LittleEndian(format[12..]),
            bits,
            tag,
            null);
    }

    private void ReadSizes64(uint size)
    {
        Span<byte> sizes = stackalloc byte[16];
        if (size < sizes.Length)
            throw Error($"has a ds64 chunk of {size} bytes; at least 28 were expected. The header is damaged: export the recording again.");
        if (Read(sizes) < sizes.Length)
            throw CutShort();
        Skip(size - sizes.Length);
        long bytes = BinaryPrimitives.ReadInt64LittleEndian(sizes[8..]);
        _dataBytes64 = bytes > 0 ? bytes : null;
    }

    private long? DataBytes(uint size, uint riffBytes, bool is64)
    {
        if (is64 && size == Unknown)
            return _dataBytes64;

        // Writers to a pipe cannot go back to fill in the size. FFmpeg leaves all ones, SoX 0x7FFFF000, arecord 0x7FFFFF00 or 0x80000000.
        if (size is Unknown or 0x7FFFF000 or 0x7FFFFF00 or 0x7FFFFFFF or 0x80000000)
            return null;

        // A size of 0 where the RIFF form reaches beyond this chunk is an empty recording with more chunks after it. Where the form
        // ends here, or has no size either, the writer died or wrote to a pipe, and whatever follows is the recording.
        return size == 0 && (riffBytes == Unknown || riffBytes + 8L <= _position) ? null : size;
    }

    private int Read(Span<byte> destination)
    {
        int got = _stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        _position += got;
        return got;
    }

    private void Skip(long bytes)
    {
        if (_stream.CanSeek)
        {
            // No further than the end: what lies beyond it some streams refuse, and the next read will tell.
            bytes = Math.Min(bytes, Math.Max(0, _stream.Length - _stream.Position));
            _stream.Seek(bytes, SeekOrigin.Current);
            _position += bytes;
            return;
        }

        while (bytes > 0)
        {
            int got = Read(_scratch.AsSpan(0, (int)Math.Min(bytes, _scratch.Length)));
            if (got == 0)
                return;
            bytes -= got;
        }
    }

    private static string Describe(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            if (value is < 0x20 or > 0x7E)
                return $"the bytes {Convert.ToHexString(bytes)}";
        }

        return $"\"{System.Text.Encoding.ASCII.GetString(bytes)}\"";
    }

    private AudioFormatException CutShort() => Error($"ends in the middle of its header, after {_position} bytes. It was cut short; record or export it again.");

    private AudioFormatException Error(string predicate) => new($"{_name} {predicate}", _name);
}
