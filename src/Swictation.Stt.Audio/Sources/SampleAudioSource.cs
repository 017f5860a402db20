namespace Swictation.Stt.Audio;

/// <summary>Reads a recording; each read blocks for as long as the recording does.</summary>
internal sealed class SampleAudioSource(ISampleSource samples, bool leaveOpen) : IAudioSource
{
    private volatile bool _disposed;

    public int SampleRate => samples.SampleRate;

    public int Channels => 1;

    public bool IsLive => false;

    public ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken = default)
    {
        destination = SourceGuard.WholeFrames(destination, 1);
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<int>(_disposed ? 0 : samples.Read(destination.Span));
    }

    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            if (!leaveOpen)
                (samples as IDisposable)?.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
