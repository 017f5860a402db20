namespace Swictation.Stt;

/// <summary>Represents something that a pipeline has to tell. Immutable.</summary>
/// <remarks>
/// An utterance is told in this order: <see cref="SpeechStartedEvent"/>, <see cref="PartialEvent"/> any number of times,
/// <see cref="FinalEvent"/>, <see cref="SpeechEndedEvent"/>; <see cref="LevelEvent"/> and <see cref="ErrorEvent"/> may come anywhere.
/// </remarks>
public abstract record SttEvent
{
    private protected SttEvent()
    {
    }

    /// <summary>Gets where in the source's audio this happened, from its start.</summary>
    public required TimeSpan Position { get; init; }
}
