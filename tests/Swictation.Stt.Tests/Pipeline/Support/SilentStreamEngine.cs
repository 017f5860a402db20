namespace Swictation.Stt.Tests.Pipeline;

/// <summary>An engine whose streams hear nothing, and allocate nothing. What they do can be scripted.</summary>
internal sealed class SilentStreamEngine : ISttEngine
{
    public Action<int>? OnOpen { get; init; }

    public Action<int>? OnWrite { get; init; }

    public Action<int>? OnFinish { get; init; }

    public Action? OnReset { get; init; }

    public PartialTranscription Heard { get; init; } = PartialTranscription.Empty;

    public int Opened { get; private set; }

    public SttEngineInfo Info { get; } = new ScriptedEngine().Info;

    public ISttStream OpenStream(StreamOptions? options = null)
    {
        Opened++;
        OnOpen?.Invoke(Opened);
        return new SilentStream(this);
    }

    public Transcription Transcribe(ReadOnlySpan<float> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("The streams were to be used.");

    public IReadOnlyList<Transcription> Transcribe(IReadOnlyList<ReadOnlyMemory<float>> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("The streams were to be used.");

    public Transcription Transcribe(ISampleSource audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("The streams were to be used.");

    public void Dispose()
    {
    }

    private sealed class SilentStream(SilentStreamEngine engine) : ISttStream
    {
        private int _writes;
        private int _finishes;

        public PartialTranscription Current { get; private set; } = PartialTranscription.Empty;

        public void Write(ReadOnlySpan<float> samples, CancellationToken cancellationToken = default)
        {
            Current = engine.Heard;
            _writes++;
            engine.OnWrite?.Invoke(_writes);
        }

        public Transcription Finish(CancellationToken cancellationToken = default)
        {
            _finishes++;
            engine.OnFinish?.Invoke(_finishes);
            Current = PartialTranscription.Empty;
            return Transcription.Empty(TimeSpan.Zero) with { Text = engine.Heard.Text };
        }

        public void Reset()
        {
            engine.OnReset?.Invoke();
            Current = PartialTranscription.Empty;
        }

        public void Dispose()
        {
        }
    }
}
