namespace Swictation.Stt.Audio;

/// <summary>Reads samples that have no header, such as the output of <c>arecord -t raw</c>, from any stream.</summary>
/// <remarks>Not safe for concurrent use. Reading allocates nothing; the memory held is one buffer of about 32 KiB.</remarks>
public sealed class RawPcmReader : IFrameSource
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly FrameDecoder _frames;

    /// <summary>Initializes a new instance of the <see cref="RawPcmReader"/> class.</summary>
    /// <param name="stream">The stream, at the first frame; need not be seekable. It is read to its end; a last frame cut short is dropped.</param>
    /// <param name="format">How the samples are stored. Little-endian.</param>
    /// <param name="name">What messages call the stream, such as the path of its file.</param>
    /// <param name="leaveOpen">Whether <see cref="Dispose"/> leaves the stream open.</param>
    /// <exception cref="ArgumentException"><paramref name="format"/> is the default value, which says nothing.</exception>
    public RawPcmReader(Stream stream, AudioFormat format, string? name = null, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (format.SampleRate == 0)
            throw new ArgumentException("The format is empty: give its sample rate, channels and encoding.", nameof(format));
        _stream = stream;
        _leaveOpen = leaveOpen;
        _frames = new FrameDecoder(stream, format, null, name ?? "The stream");
        if (stream.CanSeek)
            FrameCount = Math.Max(0, stream.Length - stream.Position) / format.BytesPerFrame;
    }

    /// <inheritdoc/>
    public AudioFormat Format => _frames.Format;

    /// <inheritdoc/>
    public long? FrameCount { get; private set; }

    /// <inheritdoc/>
    public long Position => _frames.Position;

    /// <inheritdoc/>
    /// <remarks>Always empty: nothing says how much there should be.</remarks>
    public IReadOnlyList<string> Warnings => [];

    /// <inheritdoc/>
    /// <exception cref="AudioFormatException">A sample is not a finite number; the message names the frame.</exception>
    public int ReadFrames(Span<float> interleaved)
    {
        int frames = _frames.ReadFrames(interleaved);
        if (frames == 0)
            FrameCount = Position;
        return frames;
    }

    /// <summary>Closes the stream, unless the reader was told to leave it open.</summary>
    public void Dispose()
    {
        if (!_leaveOpen)
            _stream.Dispose();
    }
}
