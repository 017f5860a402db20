namespace Swictation.Stt.Audio;

/// <summary>Makes sources of audio that arrives piece by piece.</summary>
/// <remarks>Safe for concurrent use; each source is read by one reader at a time.</remarks>
public static class AudioSource
{
    /// <summary>Makes a source of a recording, such as an <see cref="AudioReader"/>. It is not live: it waits to be read.</summary>
    /// <param name="samples">The samples. Read on the thread that reads the source, so a read blocks for as long as the samples do.</param>
    /// <param name="leaveOpen">Whether disposing the source leaves <paramref name="samples"/> open, where that can be disposed at all.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The sample rate is out of its range.</exception>
    public static IAudioSource From(ISampleSource samples, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(samples);
        SourceGuard.CheckRate(samples.SampleRate);
        return new SampleAudioSource(samples, leaveOpen);
    }

    /// <summary>Makes a source of blocks of samples.</summary>
    /// <param name="blocks">
    /// The blocks, interleaved, of any lengths: empty ones are passed over, a frame may lie in two, and one that is cut short by the end
    /// is dropped. The memory of a block may be used again when the next is asked for.
    /// </param>
    /// <param name="sampleRate">The sample rate in Hz, from 1 to <see cref="AudioFormat.MaxSampleRate"/>.</param>
    /// <param name="channels">The number of channels, from 1 to <see cref="AudioFormat.MaxChannels"/>.</param>
    /// <param name="isLive">Whether the audio goes on whether it is read or not, as a microphone's does.</param>
    /// <returns>The source. Disposing it cancels the token that the blocks' enumerator was given, and disposes the enumerator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The sample rate or the number of channels is out of its range.</exception>
    public static IAudioSource From(IAsyncEnumerable<ReadOnlyMemory<float>> blocks, int sampleRate, int channels = 1, bool isLive = false)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        SourceGuard.CheckRate(sampleRate);
        SourceGuard.CheckChannels(channels);
        return new BlockAudioSource(blocks, sampleRate, channels, isLive);
    }

    /// <summary>Makes a source of samples without a header, such as a pipe from <c>arecord -t raw</c>. What arrives is passed on at once.</summary>
    /// <param name="stream">The stream, at the first frame; need not be seekable. A last frame that is cut short is dropped.</param>
    /// <param name="format">How the samples are stored. Little-endian. Floats that are not finite are passed on as they are.</param>
    /// <param name="isLive">
    /// Whether what is not read in time is lost at the other end, as with a recorder that writes into a pipe. Not to be set for a file that
    /// is piped in: it comes faster than it is processed, and would overrun.
    /// </param>
    /// <param name="leaveOpen">Whether disposing the source leaves the stream open; a read of it that was pending then goes on, and its bytes are lost.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException"><paramref name="format"/> is the default value, which says nothing.</exception>
    public static IAudioSource FromRawPcm(Stream stream, AudioFormat format, bool isLive = false, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (format.SampleRate == 0)
            throw new ArgumentException("The format is empty: give its sample rate, channels and encoding.", nameof(format));
        return new RawPcmAudioSource(stream, format, isLive, leaveOpen);
    }

    /// <summary>Makes a source that gives the audio of another one at the speed of a microphone, block by block. It is live.</summary>
    /// <param name="source">The other source.</param>
    /// <param name="timeProvider">The clock, or <see langword="null"/> for the system's. It starts with the first read.</param>
    /// <param name="blockLength">How much audio comes at once, or <see langword="null"/> for 50 ms. From 20 to 100 ms.</param>
    /// <param name="leaveOpen">Whether disposing the source leaves <paramref name="source"/> open.</param>
    /// <returns>
    /// The source. A block can be read when its last sample would have been recorded. A reader that comes late gets at once what it
    /// missed; nothing is lost here.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The length of a block is out of its range.</exception>
    public static IAudioSource Realtime(
        IAudioSource source, TimeProvider? timeProvider = null, TimeSpan? blockLength = null, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(source);
        TimeSpan length = blockLength ?? TimeSpan.FromMilliseconds(50);
        if (length < TimeSpan.FromMilliseconds(20) || length > TimeSpan.FromMilliseconds(100))
            throw new ArgumentOutOfRangeException(nameof(blockLength), length, "The length of a block must be from 20 to 100 ms.");
        return new RealtimeAudioSource(source, timeProvider ?? TimeProvider.System, length, leaveOpen);
    }
}
