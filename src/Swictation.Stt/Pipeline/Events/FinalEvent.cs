namespace Swictation.Stt;

/// <summary>An utterance's final text; never dropped. <see cref="SttEvent.Position"/> is where the utterance's audio ends.</summary>
public sealed record FinalEvent : SttEvent
{
    /// <summary>Gets the number of the utterance, from 0.</summary>
    public required int Utterance { get; init; }

    /// <summary>Gets where the utterance's audio starts in the source.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>Gets the text with its words; times are those of the source. The text may be empty.</summary>
    public required Transcription Transcription { get; init; }

    /// <summary>Gets why the utterance ended.</summary>
    public required UtteranceEnd Reason { get; init; }

    /// <summary>Gets the text.</summary>
    public string Text => Transcription.Text;
}
