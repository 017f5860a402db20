namespace Swictation.Stt;

/// <summary>An utterance is over: its final text has been told. <see cref="SttEvent.Position"/> is where its audio ends.</summary>
public sealed record SpeechEndedEvent : SttEvent
{
    /// <summary>Gets the number of the utterance, from 0.</summary>
    public required int Utterance { get; init; }

    /// <summary>Gets why it ended.</summary>
    public required UtteranceEnd Reason { get; init; }
}
