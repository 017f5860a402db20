namespace Swictation.Stt;

/// <summary>A stream of one engine, opened when it is needed and again when the engine was loaded anew. Keeps the engine loaded while an utterance is under way.</summary>
/// <param name="slot">The engine.</param>
/// <param name="options">How the stream works.</param>
internal sealed class LiveStream(EngineSlot slot, StreamOptions options) : IDisposable
{
    private ISttEngine? _engine;
    private ISttStream? _stream;
    private bool _isUnderWay;

    public PartialTranscription Current => _stream?.Current ?? PartialTranscription.Empty;

    /// <summary>Makes the stream ready, and keeps its engine for the length of a call.</summary>
    public EngineLease Enter(CancellationToken cancellationToken)
    {
        EngineLease lease = slot.Rent(cancellationToken);
        try
        {
            if (!ReferenceEquals(_engine, lease.Engine))
            {
                Drop();
                _stream = lease.Engine.OpenStream(options with { Transcribe = lease.Fit(options.Transcribe) });
                _engine = lease.Engine;
            }

            if (!_isUnderWay)
                slot.BeginUtterance();
            _isUnderWay = true;
            return lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Passes samples on. Only between <see cref="Enter"/> and the end of its lease; so is <see cref="Finish"/>.</summary>
    public void Write(ReadOnlySpan<float> samples, CancellationToken cancellationToken) => _stream!.Write(samples, cancellationToken);

    public Transcription Finish(CancellationToken cancellationToken) => _stream!.Finish(cancellationToken);

    /// <summary>Ends the utterance: the engine may go.</summary>
    /// <param name="keep">Whether the stream is as good as new; one that failed is not kept.</param>
    public void EndUtterance(bool keep)
    {
        try
        {
            if (keep)
                _stream?.Reset();
        }
        catch (Exception)
        {
            keep = false; // The next utterance gets another.
        }

        if (!keep)
            Drop();
        if (_isUnderWay)
            slot.EndUtterance();
        _isUnderWay = false;
    }

    public void Dispose() => EndUtterance(keep: false);

    private void Drop()
    {
        ISttStream? stream = _stream;
        (_stream, _engine) = (null, null);
        stream?.Dispose();
    }
}
