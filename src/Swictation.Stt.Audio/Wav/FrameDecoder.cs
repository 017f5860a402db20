using System.Globalization;

namespace Swictation.Stt.Audio;

/// <summary>Reads frames of a known format off a stream, through one buffer made at construction.</summary>
internal sealed class FrameDecoder
{
    private const int NominalBufferBytes = 32 * 1024;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly byte[] _buffer;
    private readonly int _frameBytes;
    private long? _bytesLeft;
    private int _start;
    private int _end;

    /// <param name="stream">The stream, at the first frame.</param>
    /// <param name="format">How the frames are stored.</param>
    /// <param name="byteLimit">How many bytes belong to the audio, or null to read to the end of the stream.</param>
    /// <param name="name">What messages call the stream.</param>
    public FrameDecoder(Stream stream, AudioFormat format, long? byteLimit, string name)
    {
        _stream = stream;
        _name = name;
        Format = format;
        _frameBytes = format.BytesPerFrame;
        _bytesLeft = byteLimit;
        _buffer = new byte[Math.Max(1, NominalBufferBytes / _frameBytes) * _frameBytes];
    }

    public AudioFormat Format { get; }

    public long Position { get; private set; }

    /// <summary>Gets a value indicating whether the stream ended before the limit.</summary>
    public bool EndedEarly { get; private set; }

    public int ReadFrames(Span<float> interleaved)
    {
        int room = interleaved.Length / Format.Channels;
        if (room == 0)
        {
            throw new ArgumentException(
                $"The destination holds {interleaved.Length} samples, less than one frame of {Format.Channels} channels.", nameof(interleaved));
        }

        if (!Fill())
            return 0;
        int frames = Math.Min(room, (_end - _start) / _frameBytes);
        int bytes = frames * _frameBytes;
        int bad = SampleDecoder.Decode(Format.Encoding, _buffer.AsSpan(_start, bytes), interleaved[..(frames * Format.Channels)]);
        if (bad >= 0)
            throw Insane(bad, interleaved[bad]);
        _start += bytes;
        Position += frames;
        return frames;
    }

    /// <summary>Sees to it that the buffer holds at least one frame.</summary>
    private bool Fill()
    {
        while (_end - _start < _frameBytes)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                _end -= _start;
                _start = 0;
            }

            int want = (int)Math.Min(_buffer.Length - _end, _bytesLeft ?? long.MaxValue);
            int got = want == 0 ? 0 : _stream.Read(_buffer, _end, want);
            if (got == 0)
            {
                EndedEarly |= want > 0 && _bytesLeft is not null;
                return false;
            }

            _end += got;
            _bytesLeft -= got;
        }

        return true;
    }

    private AudioFormatException Insane(int index, float value)
    {
        long frame = Position + index / Format.Channels;
        string number = value.ToString(CultureInfo.InvariantCulture);
        return new AudioFormatException(
            $"{_name}: the sample of channel {index % Format.Channels} in frame {frame} is {number}, not a finite number within ±{SampleDecoder.MaxMagnitude:F0} (audio lies within ±1). The file is damaged, or its samples are not {Format.Encoding}: export the recording again.",
            _name);
    }
}
