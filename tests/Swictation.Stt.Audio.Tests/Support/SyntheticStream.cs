namespace Swictation.Stt.Audio.Tests;

/// <summary>Is a header, then zeros up to a length of any size, then a tail; holds nothing of it in memory.</summary>
internal sealed class SyntheticStream(byte[] header, long length, byte[]? tail = null, bool canSeek = false) : Stream
{
    private readonly byte[] _tail = tail ?? [];

    public override bool CanRead => true;

    public override bool CanSeek => canSeek;

    public override bool CanWrite => false;

    public override long Length => canSeek ? length : throw new NotSupportedException();

    private long _position;

    public override long Position { get => _position; set => _position = canSeek ? value : throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        ReadOnlySpan<byte> source;
        long tailStart = length - _tail.Length;
        if (_position < header.Length)
            source = header.AsSpan((int)_position);
        else if (_position < tailStart)
        {
            int zeros = (int)Math.Min(buffer.Length, tailStart - _position);
            buffer[..zeros].Clear();
            _position += zeros;
            return zeros;
        }
        else
            source = _tail.AsSpan((int)Math.Min(_tail.Length, _position - tailStart));
        int count = Math.Min(buffer.Length, source.Length);
        source[..count].CopyTo(buffer);
        _position += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
