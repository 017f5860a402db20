namespace Swictation.Stt.Audio;

/// <summary>Reads whatever FFmpeg reads - MP3, FLAC, Ogg, Opus, AAC, the sound of a video - through an FFmpeg child process, as it decodes.</summary>
/// <remarks>
/// <para>The first audio stream is read. FFmpeg may open files and pipes, nothing else: a play list does not lead it into the network.</para>
/// <para>Not safe for concurrent use. The memory held does not depend on the length of the recording.</para>
/// </remarks>
public sealed class FFmpegReader : IFrameSource
{
    private readonly FFmpegProcess _process;
    private readonly WavReader _wav;
    private readonly string _name;
    private readonly CancellationToken _cancellationToken;
    private bool _ended;

    private FFmpegReader(FFmpegProcess process, string name, CancellationToken cancellationToken)
    {
        _process = process;
        _name = name;
        _cancellationToken = cancellationToken;
        WavHeader header;
        try
        {
            header = WavHeaderParser.Parse(process.Output, name);
        }
        catch (AudioFormatException)
        {
            // No header came: FFmpeg could not open the input and has said why, or was ended.
            CheckExit();
            throw new AudioFormatException($"{name}: FFmpeg gave no audio. Check that the file holds a recording, for example with: ffprobe FILE", name);
        }

        _wav = new WavReader(process.Output, header, name, leaveOpen: true);
    }

    /// <inheritdoc/>
    /// <remarks>The encoding is that of the decoded samples, <see cref="SampleEncoding.Ieee32"/>.</remarks>
    public AudioFormat Format => _wav.Format;

    /// <inheritdoc/>
    public long? FrameCount => _ended ? _wav.Position : null;

    /// <inheritdoc/>
    public long Position => _wav.Position;

    /// <inheritdoc/>
    /// <remarks>The last messages of FFmpeg, such as those about damaged frames that it left out.</remarks>
    public IReadOnlyList<string> Warnings => _process.Messages();

    /// <summary>Opens a file.</summary>
    /// <param name="path">The path of the file. Every name is safe, whatever it begins with or contains.</param>
    /// <param name="options">How to decode, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends FFmpeg; the reading then throws <see cref="OperationCanceledException"/>.</param>
    /// <returns>The reader.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="AudioFormatException">FFmpeg is not installed, or cannot read the file; the message holds what it said.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static FFmpegReader Open(string path, FFmpegReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        AudioFile.Check(path);
        // With the protocol before it nothing in the name is taken for an option, a protocol or a pattern.
        return Start("file:" + Path.GetFullPath(path), null, false, path, options, cancellationToken);
    }

    /// <summary>Opens a stream, which a task feeds to FFmpeg.</summary>
    /// <param name="stream">
    /// The stream, read from its present position. Formats with their index at the end, as some MP4 files have it, cannot be read from a
    /// stream: give the path of a file.
    /// </param>
    /// <param name="name">What messages call the stream.</param>
    /// <param name="options">How to decode, or <see langword="null"/> for the defaults.</param>
    /// <param name="leaveOpen">
    /// Whether the stream stays open. A reader that is disposed before its end cancels the read in progress and does not wait for it.
    /// </param>
    /// <param name="cancellationToken">Ends FFmpeg; the reading then throws <see cref="OperationCanceledException"/>.</param>
    /// <returns>The reader.</returns>
    /// <exception cref="AudioFormatException">FFmpeg is not installed, or cannot read the stream; the message holds what it said.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static FFmpegReader Open(
        Stream stream, string? name = null, FFmpegReaderOptions? options = null, bool leaveOpen = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Start("pipe:0", stream, leaveOpen, name ?? "The stream", options, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="AudioFormatException">FFmpeg failed, or a sample is not a finite number.</exception>
    /// <exception cref="OperationCanceledException">The token given at opening was canceled.</exception>
    public int ReadFrames(Span<float> interleaved)
    {
        if (_ended)
            return 0;
        _cancellationToken.ThrowIfCancellationRequested();
        int frames = _wav.ReadFrames(interleaved);
        if (frames == 0)
        {
            CheckExit();
            _ended = true;
        }

        return frames;
    }

    /// <summary>Ends FFmpeg, where it still runs.</summary>
    public void Dispose() => _process.Dispose();

    private static FFmpegReader Start(
        string input, Stream? source, bool leaveOpen, string name, FFmpegReaderOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        options ??= new FFmpegReaderOptions();
        options.Validate();
        string program = FFmpegLocator.Require(options.FFmpegPath, name);
        FFmpegProcess process = FFmpegProcess.Start(program, input, source, leaveOpen, name, options, cancellationToken);
        try
        {
            return new FFmpegReader(process, name, cancellationToken);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Turns the way FFmpeg ended into an exception, unless it ended well.</summary>
    private void CheckExit()
    {
        int code = _process.WaitForExit();
        _cancellationToken.ThrowIfCancellationRequested();
        if (_process.FeedError is Exception cause)
            throw new AudioFormatException($"{_name} could not be read to its end: {cause.Message}", _name, cause);
        if (code == 0)
            return;
        string[] messages = _process.Messages();
        string said = messages.Length == 0 ? "it said nothing" : $"it said: {messages[^1]}";
        throw new AudioFormatException(
            $"{_name} cannot be decoded: FFmpeg ended with code {code}; {said}. Check that the file holds a whole recording in a common audio format.", _name);
    }
}
