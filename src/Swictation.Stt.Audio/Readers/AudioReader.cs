namespace Swictation.Stt.Audio;

/// <summary>Reads any recording as mono samples at the rate an engine wants: opens it, mixes its channels and converts its rate, block by block.</summary>
/// <remarks>
/// <para>
/// WAV files are read by <see cref="WavReader"/>, everything else - and WAV files of compressed encodings - by <see cref="FFmpegReader"/>;
/// what the file is called does not matter, what it begins with does.
/// </para>
/// <para>Not safe for concurrent use. The memory held does not depend on the length of the recording, and reading allocates nothing.</para>
/// </remarks>
public sealed class AudioReader : ISampleSource, IDisposable
{
    private const int BlockFrames = 4096;

    private readonly IFrameSource _frames;
    private readonly Resampler _resampler;
    private readonly ChannelMode _mode;
    private readonly CancellationToken _cancellationToken;
    private readonly float[] _interleaved;
    private readonly float[] _mono;
    private readonly long _maxSamples;
    private readonly TimeSpan? _maxDuration;
    private int _monoStart;
    private int _monoEnd;
    private bool _ended;

    private AudioReader(IFrameSource frames, AudioReaderOptions options, CancellationToken cancellationToken)
    {
        _frames = frames;
        _mode = options.Channels;
        _cancellationToken = cancellationToken;
        SampleRate = options.SampleRate;
        _resampler = new Resampler(frames.Format.SampleRate, options.SampleRate);
        _interleaved = new float[BlockFrames * frames.Format.Channels];
        _mono = new float[BlockFrames];
        _maxDuration = options.MaxDuration;
        double most = options.MaxDuration is TimeSpan duration ? Math.Ceiling(duration.TotalSeconds * SampleRate) : long.MaxValue;
        _maxSamples = most >= long.MaxValue ? long.MaxValue : (long)most;
    }

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <summary>Gets how the recording is stored; of one that FFmpeg reads, how it is decoded.</summary>
    public AudioFormat SourceFormat => _frames.Format;

    /// <summary>Gets how long the reading will take in time of the recording, or <see langword="null"/> where only the end will tell.</summary>
    public TimeSpan? Duration
    {
        get
        {
            if (_frames.FrameCount is not long count)
                return null;
            TimeSpan whole = SourceFormat.DurationOf(count);
            return whole > _maxDuration ? _maxDuration : whole;
        }
    }

    /// <summary>Gets how many samples have been read.</summary>
    public long SamplesRead { get; private set; }

    /// <summary>Gets the time in the recording up to which it was read.</summary>
    public TimeSpan Position => TimeSpan.FromSeconds((double)SamplesRead / SampleRate);

    /// <summary>Gets what was wrong with the recording but did not stop the reading, such as a file cut short. Complete once the end was read.</summary>
    public IReadOnlyList<string> Warnings => _frames.Warnings;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="options">What to make of it, or <see langword="null"/> for mono at 16 kHz.</param>
    /// <param name="cancellationToken">Ends the reading, and FFmpeg with it.</param>
    /// <returns>The reader, which owns the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="AudioFormatException">The path is a folder, or the file is no recording that can be read, or FFmpeg is needed and missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static AudioReader Open(string path, AudioReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = Check(options, cancellationToken);
        FileStream stream = AudioFile.OpenRead(path);
        try
        {
            Span<byte> start = stackalloc byte[AudioSniffer.Length];
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            stream.Position = 0;
            IFrameSource? frames = OpenWav(stream, start, path, mayDecline: true, leaveOpen: false);
            if (frames is null)
            {
                stream.Dispose();
                frames = FFmpegReader.Open(path, ToFFmpeg(options), cancellationToken);
            }

            return FromFrames(frames, options, cancellationToken);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Opens a stream.</summary>
    /// <param name="stream">The stream, read from its present position; need not be seekable.</param>
    /// <param name="name">What messages call the stream.</param>
    /// <param name="options">What to make of it, or <see langword="null"/> for mono at 16 kHz.</param>
    /// <param name="leaveOpen">Whether <see cref="Dispose"/>, and a failure to open, leave the stream open.</param>
    /// <param name="cancellationToken">Ends the reading, and FFmpeg with it.</param>
    /// <returns>The reader.</returns>
    /// <exception cref="AudioFormatException">The stream is no recording that can be read, or FFmpeg is needed and missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static AudioReader Open(
        Stream stream, string? name = null, AudioReaderOptions? options = null, bool leaveOpen = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options = Check(options, cancellationToken);
        name ??= "The stream";
        try
        {
            Span<byte> start = stackalloc byte[AudioSniffer.Length];
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            bool canSeek = stream.CanSeek;
            Stream whole = stream;
            bool wholeStaysOpen = leaveOpen;
            if (canSeek)
                stream.Seek(-start.Length, SeekOrigin.Current);
            else
                (whole, wholeStaysOpen) = (new PrefixedStream(start.ToArray(), stream, leaveOpen), false);
            IFrameSource frames = OpenWav(whole, start, name, mayDecline: canSeek, wholeStaysOpen)
                ?? (IFrameSource)FFmpegReader.Open(whole, name, ToFFmpeg(options), wholeStaysOpen, cancellationToken);
            return FromFrames(frames, options, cancellationToken);
        }
        catch
        {
            if (!leaveOpen)
                stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads from a source of frames, such as <see cref="RawPcmReader"/>.</summary>
    /// <param name="frames">The source; the reader owns it from here on, also where this call throws.</param>
    /// <param name="options">What to make of it, or <see langword="null"/> for mono at 16 kHz.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The reader.</returns>
    /// <exception cref="AudioFormatException">The source lacks the channel that the options name, or its rate is too low to be converted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static AudioReader FromFrames(IFrameSource frames, AudioReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(frames);
        try
        {
            options = Check(options, cancellationToken);
            AudioFormat format = frames.Format;
            if (options.Channels.Index is int index && index >= format.Channels)
            {
                throw new AudioFormatException(
                    $"The recording has {format.Channels} channel{(format.Channels == 1 ? "" : "s")} and channel {index} was asked for, counted from 0. Choose a lower one, or the average.");
            }

            if (format.SampleRate < Resampler.MinRate && format.SampleRate != options.SampleRate)
            {
                throw new AudioFormatException(
                    $"The recording has a sample rate of {format.SampleRate} Hz; at least {(int)Resampler.MinRate} Hz are needed to convert it to {options.SampleRate} Hz. Its header is probably damaged: export it again.");
            }

            return new AudioReader(frames, options, cancellationToken);
        }
        catch
        {
            frames.Dispose();
            throw;
        }
    }

    /// <summary>Reads a whole file into memory: 64 KB for each second at 16 kHz.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="options">What to make of it, or <see langword="null"/> for mono at 16 kHz.</param>
    /// <param name="cancellationToken">Ends the reading, and FFmpeg with it.</param>
    /// <returns>The samples, nominally in [-1, 1].</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="AudioFormatException">The path is a folder, or the file is no recording that can be read, or FFmpeg is needed and missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static float[] ReadAll(string path, AudioReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        using AudioReader reader = Open(path, options, cancellationToken);
        return reader.ReadToEnd();
    }

    /// <summary>Reads what is left into memory.</summary>
    /// <returns>The samples, nominally in [-1, 1].</returns>
    /// <exception cref="AudioFormatException">The recording is damaged, or too long for one array.</exception>
    /// <exception cref="OperationCanceledException">The token given at opening was canceled.</exception>
    public float[] ReadToEnd()
    {
        double guess = Duration is TimeSpan duration ? (duration - Position).TotalSeconds * SampleRate + 2 : 60.0 * SampleRate;
        // No more than 64 MiB on the word of a header: what a pipe promises need not come.
        float[] samples = new float[(int)Math.Clamp(guess, BlockFrames, 1 << 24)];
        int count = 0;
        while (true)
        {
            if (count == samples.Length)
            {
                if (count == Array.MaxLength)
                    throw new AudioFormatException($"The recording has more than {Array.MaxLength} samples, too many for one array. Read it in parts with {nameof(Read)}.");
                Array.Resize(ref samples, (int)Math.Min(2L * count, Array.MaxLength));
            }

            int read = Read(samples.AsSpan(count));
            if (read == 0)
                break;
            count += read;
        }

        Array.Resize(ref samples, count);
        return samples;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is empty.</exception>
    /// <exception cref="OperationCanceledException">The token given at opening was canceled.</exception>
    public int Read(Span<float> destination)
    {
        if (destination.IsEmpty)
            throw new ArgumentException("The destination is empty, so that the end could not be told from a lack of room.", nameof(destination));
        int wanted = (int)Math.Min(destination.Length, _maxSamples - SamplesRead);
        if (wanted == 0)
            return 0;
        destination = destination[..wanted];
        int written = 0;
        while (written == 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (_monoStart < _monoEnd)
            {
                written = _resampler.Process(_mono.AsSpan(_monoStart, _monoEnd - _monoStart), destination, out int consumed);
                _monoStart += consumed;
            }
            else if (_ended)
            {
                written = _resampler.Flush(destination);
                if (written == 0)
                    return 0;
            }
            else
            {
                ReadBlock();
            }
        }

        SamplesRead += written;
        return written;
    }

    /// <summary>Closes the recording.</summary>
    public void Dispose() => _frames.Dispose();

    private void ReadBlock()
    {
        int channels = SourceFormat.Channels;
        int count = _frames.ReadFrames(_interleaved);
        _ended = count == 0;
        _monoStart = 0;
        _monoEnd = ChannelMixer.ToMono(_interleaved.AsSpan(0, count * channels), channels, _mode, _mono);
    }

    /// <returns>Null where FFmpeg is to be asked.</returns>
    private static WavReader? OpenWav(Stream stream, ReadOnlySpan<byte> start, string name, bool mayDecline, bool leaveOpen)
    {
        if (!AudioSniffer.IsWav(start))
        {
            AudioSniffer.RefuseOther(start, name);
            return null;
        }

        long position = stream.CanSeek ? stream.Position : 0;
        WavHeader header = WavHeaderParser.Parse(stream, name);
        if (header.Encoding is null && mayDecline)
        {
            stream.Position = position;
            return null;
        }

        return new WavReader(stream, header, name, leaveOpen);
    }

    private static FFmpegReaderOptions ToFFmpeg(AudioReaderOptions options) => new() { FFmpegPath = options.FFmpegPath };

    private static AudioReaderOptions Check(AudioReaderOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        options ??= new AudioReaderOptions();
        options.Validate();
        return options;
    }
}
