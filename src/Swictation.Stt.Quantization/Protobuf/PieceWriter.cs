using Google.Protobuf;

namespace Swictation.Stt.Quantization;

/// <summary>Writes pieces to a stream, which the caller disposes, through one buffer. Not safe for concurrent use.</summary>
/// <param name="stream">Where to write.</param>
/// <param name="written">Told how many bytes more were written, about once in a mebibyte.</param>
/// <param name="cancellationToken">Stops the work.</param>
internal sealed class PieceWriter(Stream stream, Action<long> written, CancellationToken cancellationToken)
{
    private const long ReportEvery = 1 << 20;

    private readonly byte[] _buffer = new byte[1 << 18];
    private long _reported;

    public long Position { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        cancellationToken.ThrowIfCancellationRequested();
        stream.Write(bytes);
        Position += bytes.Length;
        if (Position - _reported < ReportEvery)
            return;
        written(Position - _reported);
        _reported = Position;
    }

    public void WriteHead(int field, long length)
    {
        var head = new byte[CodedOutputStream.ComputeTagSize(field) + CodedOutputStream.ComputeUInt64Size((ulong)length)];
        using var coded = new CodedOutputStream(head);
        coded.WriteTag(field, WireFormat.WireType.LengthDelimited);
        coded.WriteUInt64((ulong)length);
        Write(head);
    }

    public void WriteZeros(long count)
    {
        Array.Clear(_buffer);
        for (; count > 0; count -= Math.Min(count, _buffer.Length))
            Write(_buffer.AsSpan(0, (int)Math.Min(count, _buffer.Length)));
    }

    public void Copy(FileRange range)
    {
        for (long done = 0; done < range.Length;)
        {
            Span<byte> part = _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, range.Length - done));
            range.File.Read(range.Offset + done, part);
            Write(part);
            done += part.Length;
        }
    }
}
