namespace Swictation.Stt.Evaluation.Tests.Support;

/// <summary>An engine that gives the texts it was told, in order, and takes a given time for each.</summary>
internal sealed class ScriptedEngine(string modelId, ManualClock? clock, params Func<float[], string>[] script) : ISttEngine
{
    private int _next;

    public ScriptedEngine(string modelId, params string[] texts)
        : this(modelId, null, [.. texts.Select(static text => (Func<float[], string>)(_ => text))])
    {
    }

    public bool IsDisposed { get; private set; }

    /// <summary>Gets whether each call gave its audio whole.</summary>
    public List<bool> WereBuffered { get; } = [];

    public SttEngineInfo Info { get; } = new()
    {
        ModelId = modelId,
        Kind = "scripted",
        Layout = "none",
        Precision = "float",
        Capabilities = SttCapabilities.None,
        SampleRate = 16000,
        VocabularySize = 1,
        Window = TimeSpan.FromSeconds(30),
        TimeResolution = TimeSpan.FromMilliseconds(80),
        Provider = "CPU",
        ProviderReason = "scripted",
    };

    public Transcription Transcribe(ReadOnlySpan<float> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        WereBuffered.Add(true);
        return Answer(audio.ToArray(), cancellationToken);
    }

    public Transcription Transcribe(ISampleSource audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        WereBuffered.Add(false);
        var samples = new List<float>();
        float[] buffer = new float[777];
        for (int read = audio.Read(buffer); read > 0; read = audio.Read(buffer))
            samples.AddRange(buffer.AsSpan(0, read));
        return Answer([.. samples], cancellationToken);
    }

    public IReadOnlyList<Transcription> Transcribe(IReadOnlyList<ReadOnlyMemory<float>> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default) =>
        [.. audio.Select(one => Transcribe(one.Span, options, cancellationToken))];

    public void Dispose() => IsDisposed = true;

    private Transcription Answer(float[] audio, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        clock?.Advance(TimeSpan.FromMilliseconds(100 * (_next + 1)));
        return new Transcription { Text = script[_next++ % script.Length](audio), Duration = TimeSpan.FromSeconds(audio.Length / 16000.0) };
    }
}
