namespace Swictation.Stt;

/// <summary>A recording that is read from a source, once: what one engine has read is kept for the other.</summary>
/// <param name="source">The source.</param>
/// <param name="spool">Keeps what was read.</param>
/// <param name="cancellationToken">The caller's.</param>
internal sealed class SourceRecording(ISampleSource source, SampleSpool spool, CancellationToken cancellationToken) : IRecording, ISampleSource
{
    private long _position;

    public int SampleRate => source.SampleRate;

    public bool IsFaulty { get; private set; }

    public Transcription Hear(ISttEngine engine, TranscribeOptions options, CancellationToken cancellationToken)
    {
        if (source.SampleRate != engine.Info.SampleRate)
        {
            IsFaulty = true;
            throw new ArgumentException(
                $"The source has {source.SampleRate} Hz; the engine takes {engine.Info.SampleRate} Hz. Resample it, for instance with AudioReader.");
        }

        _position = 0;
        return engine.Transcribe(this, options, cancellationToken);
    }

    public int Read(Span<float> destination)
    {
        int count = spool.Read(_position, destination);
        if (count == 0)
            count = ReadOn(destination);
        _position += count;
        return count;
    }

    private int ReadOn(Span<float> destination)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int count;
        try
        {
            count = source.Read(destination);
            AudioGuard.CheckFinite(destination[..count], "audio", offset: _position);
        }
        catch
        {
            IsFaulty = true;
            throw;
        }

        spool.Append(destination[..count]);
        return count;
    }
}
