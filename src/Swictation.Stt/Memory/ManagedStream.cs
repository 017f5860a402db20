namespace Swictation.Stt;

/// <summary>A stream that keeps its engine loaded while an utterance is under way, and goes on with the next one where it was unloaded in between.</summary>
/// <param name="slot">The engine's place.</param>
/// <param name="options">How the stream works.</param>
/// <param name="engine">The engine.</param>
internal sealed class ManagedStream(EngineSlot slot, StreamOptions options, ManagedEngine engine) : ISttStream
{
    private readonly LiveStream _live = new(slot, options);
    private bool _isUnderWay;
    private bool _disposed;

    public PartialTranscription Current { get; private set; } = PartialTranscription.Empty;

    public void Write(ReadOnlySpan<float> samples, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        AudioGuard.CheckFinite(samples, nameof(samples));
        if (samples.IsEmpty && !_isUnderWay)
            return; // Nobody has to be loaded to hear nothing.
        // The samples are taken also where the caller cancels: the engine is told of that with them.
        using EngineLease lease = _live.Enter(_isUnderWay ? cancellationToken : CancellationToken.None);
        _isUnderWay = true;
        try
        {
            _live.Write(samples, cancellationToken);
        }
        finally
        {
            Current = _live.Current;
        }
    }

    public Transcription Finish(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        if (!_isUnderWay)
            return Transcription.Empty(TimeSpan.Zero);
        Transcription result;
        using (_live.Enter(cancellationToken))
            result = _live.Finish(cancellationToken);
        Forget();
        return result;
    }

    public void Reset()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Forget();
    }

    public void Dispose()
    {
        _disposed = true;
        _live.Dispose();
    }

    private void Forget()
    {
        _isUnderWay = false;
        Current = PartialTranscription.Empty;
        _live.EndUtterance(keep: true);
    }

    private void ThrowIfDisposed()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        engine.ThrowIfDisposed();
    }
}
