namespace Swictation.Stt;

/// <summary>Represents what a stream has recognised so far. Immutable.</summary>
public sealed record PartialTranscription
{
    /// <summary>Gets a partial transcription of nothing.</summary>
    public static PartialTranscription Empty { get; } = new() { Stable = string.Empty, Volatile = string.Empty };

    /// <summary>Gets the words that are settled, with spaces between them where their language has any. It never changes again, but grows by whole words.</summary>
    public required string Stable { get; init; }

    /// <summary>Gets the words after them, as far as they are understood now. They may change.</summary>
    public required string Volatile { get; init; }

    /// <summary>Gets the settled words, with times from the start of the utterance.</summary>
    public IReadOnlyList<TranscriptionWord> StableWords { get; init; } = [];

    /// <summary>Gets the words after them.</summary>
    public IReadOnlyList<TranscriptionWord> VolatileWords { get; init; } = [];

    /// <summary>Gets up to where the audio has been listened to for this text, from the start of the utterance.</summary>
    public TimeSpan Position { get; init; }

    /// <summary>Gets stable and volatile text as one.</summary>
    public string Text => Stable.Length == 0 ? Volatile : Volatile.Length == 0 ? Stable : Stable + (VolatileWords is [{ HasSpaceBefore: false }, ..] ? string.Empty : " ") + Volatile;

    /// <summary>Gets the same text with all times moved.</summary>
    /// <param name="offset">What is added to each time.</param>
    /// <returns>The moved partial transcription.</returns>
    public PartialTranscription Offset(TimeSpan offset) => offset == TimeSpan.Zero ? this : this with
    {
        StableWords = [.. StableWords.Select(word => word.Offset(offset))],
        VolatileWords = [.. VolatileWords.Select(word => word.Offset(offset))],
        Position = Position + offset,
    };

    /// <summary>Returns the text.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
