namespace Swictation.Stt;

/// <summary>Represents a run of words up to a sentence end or a pause. Immutable.</summary>
public sealed record TranscriptionSegment
{
    /// <summary>Gets the text of the segment, without outer spaces.</summary>
    public required string Text { get; init; }

    /// <summary>Gets where the segment starts, from the start of the audio.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>Gets where the segment ends, from the start of the audio.</summary>
    public required TimeSpan End { get; init; }

    /// <summary>Gets the mean of the words' confidences in [0, 1].</summary>
    public required float Confidence { get; init; }

    /// <summary>Gets the words in order.</summary>
    public required IReadOnlyList<TranscriptionWord> Words { get; init; }

    /// <summary>Gets what the search says of the text, or <see langword="null"/> where the engine does not say, or the segment is of two windows.</summary>
    public SegmentDecoding? Decoding { get; init; }

    /// <summary>Says whether a segment ends between two words: after a full stop, question or exclamation mark, or in a long pause.</summary>
    /// <param name="word">The word.</param>
    /// <param name="next">The word after it, or <see langword="null"/> where it is the last: there a segment always ends.</param>
    /// <param name="gap">The pause that ends a segment, <see cref="TranscribeOptions.SegmentGap"/>.</param>
    /// <returns>Whether the segment ends.</returns>
    internal static bool EndsAt(TranscriptionWord word, TranscriptionWord? next, TimeSpan gap) =>
        next is null || (word.Text.Length > 0 && word.Text[^1] is '.' or '?' or '!') || next.Start - word.End >= gap;

    /// <summary>Gets the same segment with all times moved.</summary>
    /// <param name="offset">What is added to each time.</param>
    /// <returns>The moved segment.</returns>
    public TranscriptionSegment Offset(TimeSpan offset) =>
        this with { Start = Start + offset, End = End + offset, Words = [.. Words.Select(word => word.Offset(offset))] };
}
