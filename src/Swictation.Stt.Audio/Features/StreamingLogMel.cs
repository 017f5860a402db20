namespace Swictation.Stt.Audio.Features;

/// <summary>
/// Computes raw log-mel features of a signal that arrives piece by piece: the same values, to the bit, as the extractor computes of the
/// whole signal, whatever the sizes of the pieces.
/// </summary>
/// <remarks>
/// <para>
/// Write samples, read the frames that they complete, and call <see cref="Finish"/> at the end, which completes the last ones. A frame
/// needs the 200 samples (12.5 ms) after its centre. Normalisation needs the whole window and is left to the extractor's
/// <c>Normalize</c>.
/// </para>
/// <para>
/// The stream keeps the samples of frames not yet read, and grows for them; when frames are read as they come, nothing is allocated.
/// Create streams with <see cref="NemoLogMel.CreateStreaming"/> or <see cref="WhisperLogMel.CreateStreaming"/>. Not safe for concurrent
/// use.
/// </para>
/// </remarks>
public sealed class StreamingLogMel
{
    // Small while debugging, so that every test exercises growth and compaction.
#if DEBUG
    private const int InitialCapacity = 64;
#else
    private const int InitialCapacity = 8192;
#endif

    private readonly LogMelPipeline _pipeline;
    private float[] _samples = new float[InitialCapacity];
    private long _origin;
    private int _count;
    private bool _finished;

    internal StreamingLogMel(LogMelPipeline pipeline) => _pipeline = pipeline;

    /// <summary>Gets the number of mels of each frame.</summary>
    public int MelCount => _pipeline.Filters.MelCount;

    /// <summary>Gets the number of samples written since the start or the last <see cref="Reset"/>.</summary>
    public long SamplesWritten => _origin + _count;

    /// <summary>Gets the number of frames read since the start or the last <see cref="Reset"/>.</summary>
    public long FramesRead { get; private set; }

    /// <summary>Gets the number of frames that can be read now.</summary>
    public int FramesAvailable
    {
        get
        {
            long complete = _finished ? LogMelPipeline.GetFrameCount(SamplesWritten) : _pipeline.GetFinalFrameCount(SamplesWritten);
            return (int)(complete - FramesRead);
        }
    }

    /// <summary>Appends samples.</summary>
    /// <param name="samples">16 kHz mono; copied.</param>
    /// <exception cref="InvalidOperationException"><see cref="Finish"/> has been called.</exception>
    public void Write(ReadOnlySpan<float> samples)
    {
        if (_finished)
            throw new InvalidOperationException("The stream is finished; call Reset before writing another signal.");
        MakeRoom(samples.Length);
        samples.CopyTo(_samples.AsSpan(_count));
        _count += samples.Length;
    }

    /// <summary>Ends the signal, which completes its last frames. Further calls do nothing.</summary>
    public void Finish() => _finished = true;

    /// <summary>Forgets the signal and starts another; keeps the memory.</summary>
    public void Reset()
    {
        _origin = 0;
        _count = 0;
        _finished = false;
        FramesRead = 0;
    }

    /// <summary>Reads complete frames, channel-major.</summary>
    /// <param name="destination">
    /// Receives [<see cref="MelCount"/>, frames], mel m's frame t at m * <paramref name="rowStride"/> + t.
    /// </param>
    /// <param name="rowStride">Elements from one mel to the next, at least the number of frames read.</param>
    /// <param name="maximumFrames">The most frames to read.</param>
    /// <returns>The number of frames read: the lesser of <paramref name="maximumFrames"/> and <see cref="FramesAvailable"/>.</returns>
    /// <exception cref="ArgumentException">The destination or the row stride is too small, or a number is negative.</exception>
    public int Read(Span<float> destination, int rowStride, int maximumFrames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumFrames);
        int frames = Math.Min(maximumFrames, FramesAvailable);
        FeatureGuard.Features(destination, MelCount, frames, rowStride, nameof(destination));
        SignalView signal = new(_samples.AsSpan(0, _count), _origin, SamplesWritten);
        _pipeline.Compute(signal, FramesRead, frames, destination, rowStride);
        FramesRead += frames;
        return frames;
    }

    /// <summary>Reads one frame. Reading many at a time with <see cref="Read"/> is several times faster per frame.</summary>
    /// <param name="frame">Receives <see cref="MelCount"/> values.</param>
    /// <returns>False where no frame is available.</returns>
    /// <exception cref="ArgumentException"><paramref name="frame"/> is too short.</exception>
    public bool TryReadFrame(Span<float> frame) => Read(frame, 1, 1) == 1;

    /// <summary>Drops the samples that no frame still needs, then grows where that is not enough.</summary>
    private void MakeRoom(int samples)
    {
        if (samples <= _samples.Length - _count)
            return;

        // One more before the next frame's start, for the pre-emphasis.
        long needed = Math.Clamp(FrameGeometry.Start(FramesRead) - 1, _origin, SamplesWritten);
        int dropped = (int)(needed - _origin);
        _samples.AsSpan(dropped, _count - dropped).CopyTo(_samples);
        _origin = needed;
        _count -= dropped;
        if (samples > _samples.Length - _count)
            Array.Resize(ref _samples, (int)Math.Min(Array.MaxLength, Math.Max(2L * _samples.Length, (long)_count + samples)));
    }
}
