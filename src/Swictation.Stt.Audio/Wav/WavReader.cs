namespace Swictation.Stt.Audio;

/// <summary>Reads a WAV file frame by frame from any stream: RIFF, RF64 and BW64, also as pipes write them.</summary>
/// <remarks>
/// <para>Reads PCM of 8, 16, 24 and 32 bits, IEEE float of 32 and 64 bits, A-law and µ-law, plain or in an extensible format.</para>
/// <para>Not safe for concurrent use. Reading allocates nothing; the memory held is one buffer of about 32 KiB.</para>
/// </remarks>
public sealed class WavReader : IFrameSource
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly string _name;
    private readonly FrameDecoder _frames;
    private readonly List<string> _warnings = [];

    /// <summary>Initializes a new instance of the <see cref="WavReader"/> class and reads the header.</summary>
    /// <param name="stream">The stream, at the start of the WAV data; need not be seekable.</param>
    /// <param name="name">What messages call the stream, such as the path of its file.</param>
    /// <param name="leaveOpen">Whether <see cref="Dispose"/> leaves the stream open.</param>
    /// <exception cref="AudioFormatException">The stream is not a WAV file, or its header is cut short, damaged or of an encoding not read here.</exception>
    public WavReader(Stream stream, string? name = null, bool leaveOpen = false)
        : this(stream, Parse(stream, name ?? "The stream"), name ?? "The stream", leaveOpen)
    {
    }

    internal WavReader(Stream stream, WavHeader header, string name, bool leaveOpen)
    {
        _stream = stream;
        _name = name;
        _leaveOpen = leaveOpen;
        Format = header.ToFormat(name);
        ExpectedFrames = header.DataBytes / Format.BytesPerFrame;
        _frames = new FrameDecoder(stream, Format, ExpectedFrames * Format.BytesPerFrame, name);
        FrameCount = ExpectedFrames;
        if (stream.CanSeek)
        {
            long present = Math.Max(0, stream.Length - stream.Position) / Format.BytesPerFrame;
            FrameCount = Math.Min(present, ExpectedFrames ?? long.MaxValue);
            if (present < ExpectedFrames)
                ReportTruncation(present);
        }
    }

    /// <inheritdoc/>
    public AudioFormat Format { get; }

    /// <inheritdoc/>
    /// <remarks>Of a seekable stream, the frames that are really there, however many the header promises.</remarks>
    public long? FrameCount { get; private set; }

    /// <summary>Gets how many frames the header promises, or <see langword="null"/> where its writer did not know.</summary>
    public long? ExpectedFrames { get; }

    /// <inheritdoc/>
    public long Position => _frames.Position;

    /// <summary>
    /// Gets a value indicating whether the file holds less than its header promises. Known at once of a seekable stream, at the end of any
    /// other; what is there is read all the same.
    /// </summary>
    public bool IsTruncated => TruncationMessage is not null;

    /// <summary>Gets what is missing, in words, or <see langword="null"/> where the file is whole.</summary>
    public string? TruncationMessage { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The reader, which owns the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="AudioFormatException">The path is a folder, or the file is no WAV file that can be read.</exception>
    public static WavReader Open(string path)
    {
        FileStream stream = AudioFile.OpenRead(path);
        try
        {
            return new WavReader(stream, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="AudioFormatException">A sample is not a finite number; the message names the frame.</exception>
    public int ReadFrames(Span<float> interleaved)
    {
        int frames = _frames.ReadFrames(interleaved);
        if (frames == 0)
        {
            FrameCount = Position;
            if (_frames.EndedEarly && !IsTruncated)
                ReportTruncation(Position);
        }

        return frames;
    }

    /// <summary>Closes the stream, unless the reader was told to leave it open.</summary>
    public void Dispose()
    {
        if (!_leaveOpen)
            _stream.Dispose();
    }

    private static WavHeader Parse(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return WavHeaderParser.Parse(stream, name);
    }

    private void ReportTruncation(long present)
    {
        TruncationMessage =
            $"{_name} is cut short: its header promises {ExpectedFrames} frames ({Format.DurationOf(ExpectedFrames ?? 0).TotalSeconds:F3} s), {present} are there ({Format.DurationOf(present).TotalSeconds:F3} s).";
        _warnings.Add(TruncationMessage);
    }
}
