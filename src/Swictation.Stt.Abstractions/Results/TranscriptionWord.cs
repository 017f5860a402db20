namespace Swictation.Stt;

/// <summary>Represents one word with the punctuation attached to it. Immutable.</summary>
public sealed record TranscriptionWord
{
    /// <summary>Gets the text of the word, without spaces.</summary>
    public required string Text { get; init; }

    /// <summary>Gets where the word starts, from the start of the audio.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>Gets where the word ends, from the start of the audio.</summary>
    public required TimeSpan End { get; init; }

    /// <summary>Gets the confidence in [0, 1], by the method and aggregation of the options.</summary>
    public required float Confidence { get; init; }

    /// <summary>Gets the tokens that make up the word, in order.</summary>
    public required IReadOnlyList<TranscriptionToken> Tokens { get; init; }

    /// <summary>Gets a value indicating whether a space stands before the word in text, unless it is the first.</summary>
    /// <value>
    /// <see langword="false"/> where the first token has no mark of a word start, U+2581: signs of Chinese or Japanese follow each other without spaces.
    /// </value>
    public bool HasSpaceBefore => Tokens.Count == 0 || Tokens[0].Text.StartsWith('\u2581');

    /// <summary>Gets a value indicating whether the times are estimates: the word's share of its segment, where the model says no more.</summary>
    /// <value>The default is <see langword="false"/>: the times are the model's.</value>
    public bool TimesAreInterpolated { get; init; }

    /// <summary>Gets the same word with all times moved.</summary>
    /// <param name="offset">What is added to each time.</param>
    /// <returns>The moved word.</returns>
    public TranscriptionWord Offset(TimeSpan offset) => this with
    {
        Start = Start + offset,
        End = End + offset,
        Tokens = [.. Tokens.Select(token => token with { Start = token.Start + offset, End = token.End + offset })],
    };
}
