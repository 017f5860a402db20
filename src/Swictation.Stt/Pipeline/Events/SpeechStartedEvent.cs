namespace Swictation.Stt;

/// <summary>Somebody has begun to speak. <see cref="SttEvent.Position"/> is where the first sound was found.</summary>
public sealed record SpeechStartedEvent : SttEvent
{
    /// <summary>Gets the number of the utterance, from 0.</summary>
    public required int Utterance { get; init; }
}
