namespace Swictation.Stt.Models.Bzip2;

/// <summary>Reads data that bzip2 compressed; several such streams in a row count as one, and every checksum is checked.</summary>
/// <remarks>Not safe for concurrent use. Every error of the data is an <see cref="InvalidDataException"/>.</remarks>
internal sealed class Bzip2Stream(Stream source) : Stream
{
    private const ulong BlockMagic = 0x314159265359; // pi
    private const ulong EndMagic = 0x177245385090; // its square root
    private const int BlockUnit = 100_000;

    private readonly BitReader _reader = new(source);
    private Bzip2Block? _block;
    private int _level;
    private uint _checksum;
    private bool _isInStream;
    private bool _isInBlock;
    private bool _isAtEnd;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        while (!_isAtEnd)
        {
            if (!_isInBlock && !NextBlock())
                break;
            int read = _block!.Read(buffer);
            if (read > 0)
                return read;
            _block.Check();
            _checksum = ((_checksum << 1) | (_checksum >> 31)) ^ _block.ActualChecksum;
            _isInBlock = false;
        }

        return 0;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }

    private bool NextBlock()
    {
        if (!_isInStream)
            ReadHeader();
        while (true)
        {
            ulong magic = ((ulong)_reader.Read(24) << 24) | _reader.Read(24);
            if (magic == BlockMagic)
            {
                _block!.Decode(_reader);
                _isInBlock = true;
                return true;
            }

            if (magic != EndMagic)
                throw new InvalidDataException("The bzip2 data has neither a block nor an end where one must be.");
            if (_reader.Read(32) != _checksum)
                throw new InvalidDataException("The checksum of the bzip2 data is wrong.");
            _isInStream = false;
            if (_reader.EndsAtByte())
            {
                _isAtEnd = true;
                return false;
            }

            ReadHeader();
        }
    }

    private void ReadHeader()
    {
        uint magic = _reader.Read(24);
        int level = (int)_reader.Read(8) - '0';
        if (magic != 0x425A68 || level is < 1 or > 9) // "BZh"
            throw new InvalidDataException("This is not bzip2 data.");
        if (_block is null || level > _level)
            _block = new Bzip2Block(level * BlockUnit);
        _level = Math.Max(_level, level);
        _checksum = 0;
        _isInStream = true;
    }
}
