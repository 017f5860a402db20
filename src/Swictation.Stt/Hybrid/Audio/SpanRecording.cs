namespace Swictation.Stt;

/// <summary>A recording in memory.</summary>
internal readonly ref struct SpanRecording : IRecording
{
    private readonly ReadOnlySpan<float> _audio;

    public SpanRecording(ReadOnlySpan<float> audio) => _audio = audio;

    public bool IsFaulty => false;

    public Transcription Hear(ISttEngine engine, TranscribeOptions options, CancellationToken cancellationToken) =>
        engine.Transcribe(_audio, options, cancellationToken);
}
