using Swictation.Stt.Audio.Features;

namespace Swictation.Stt.Whisper;

/// <summary>
/// The log-mel features of a whole recording, from samples that come piece by piece. As openai/whisper does, the recording counts as
/// followed by silence, and the dynamic range is that of the whole, so windows are normalised when they are taken. Costs 4 bytes for each
/// mel bin and 10 ms: 115 MB an hour with 80 bins. For one thread.
/// </summary>
internal sealed class MelSpectrogram
{
    private const int ChunkFrames = 3000;
    private const int SilenceAfter = 800; // samples; no frame of the recording looks further

    private readonly WhisperLogMel _features;
    private readonly StreamingLogMel _stream;
    private readonly List<float[]> _chunks = [];
    private int _filled = ChunkFrames; // frames of the last chunk
    private float _greatest = float.NegativeInfinity;

    public MelSpectrogram(WhisperLogMel features)
    {
        _features = features;
        _stream = features.CreateStreaming();
    }

    /// <summary>Gets the number of samples written.</summary>
    public long Samples { get; private set; }

    /// <summary>Gets the number of frames with content: a hundred for each second.</summary>
    public int Frames => checked((int)(Samples / WhisperLogMel.HopLength));

    public void Write(ReadOnlySpan<float> samples)
    {
        Samples += samples.Length;
        while (!samples.IsEmpty)
        {
            ReadOnlySpan<float> block = samples[..Math.Min(samples.Length, 1 << 16)];
            samples = samples[block.Length..];
            _stream.Write(block);
            ReadFrames();
        }
    }

    /// <summary>Ends the recording.</summary>
    public void Complete()
    {
        Span<float> silence = stackalloc float[SilenceAfter];
        silence.Clear();
        _stream.Write(silence);
        ReadFrames();
    }

    /// <summary>Takes a window, normalised; after its content the features are 0.</summary>
    /// <param name="window">The window.</param>
    /// <param name="destination">Receives [mels, width]; all of it is written.</param>
    /// <param name="width">The number of frames in a row of the destination.</param>
    public void CopyWindow(SeekWindow window, Span<float> destination, int width)
    {
        int mels = _features.MelCount;
        destination.Clear();
        for (int copied = 0; copied < window.Frames;)
        {
            (int chunk, int from) = Math.DivRem(window.Seek + copied, ChunkFrames);
            int count = Math.Min(window.Frames - copied, ChunkFrames - from);
            for (int mel = 0; mel < mels; mel++)
                _chunks[chunk].AsSpan((mel * ChunkFrames) + from, count).CopyTo(destination[((mel * width) + copied)..]);
            copied += count;
        }

        _features.Normalize(destination, window.Frames, width, _greatest);
    }

    private void ReadFrames()
    {
        while (_stream.FramesAvailable > 0)
        {
            if (_filled == ChunkFrames)
            {
                _chunks.Add(new float[_features.MelCount * ChunkFrames]);
                _filled = 0;
            }

            Span<float> destination = _chunks[^1].AsSpan(_filled);
            int read = _stream.Read(destination, ChunkFrames, ChunkFrames - _filled);
            // Frames behind the content still hear its end, and count for the range.
            _greatest = Math.Max(_greatest, _features.FindGreatest(destination, read, ChunkFrames));
            _filled += read;
        }
    }
}
