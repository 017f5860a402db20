namespace Swictation.Stt;

/// <summary>Audio that an engine can be made to hear, and another one after it.</summary>
internal interface IRecording
{
    /// <summary>Makes an engine hear the audio from its start.</summary>
    Transcription Hear(ISttEngine engine, TranscribeOptions options, CancellationToken cancellationToken);

    /// <summary>Says whether what was thrown is the audio's fault: then no other engine can help.</summary>
    bool IsFaulty { get; }
}
