namespace Swictation.Stt.Evaluation;

/// <summary>Represents the errors of a recording, or of many, in words and in characters.</summary>
/// <param name="Words">The errors in words, as white space separates them.</param>
/// <param name="Characters">The errors in code points, with one space between words, as in the tools of the field.</param>
public readonly record struct ErrorRates(ErrorCounts Words, ErrorCounts Characters)
{
    /// <summary>Gets the word error rate; <see langword="null"/> where the reference is empty.</summary>
    public double? WordErrorRate => Words.Rate;

    /// <summary>Gets the character error rate; <see langword="null"/> where the reference is empty.</summary>
    public double? CharacterErrorRate => Characters.Rate;

    /// <summary>Adds the errors of two recordings.</summary>
    /// <param name="left">The errors of one.</param>
    /// <param name="right">The errors of the other.</param>
    /// <returns>The sums.</returns>
    public static ErrorRates operator +(ErrorRates left, ErrorRates right) => new(left.Words + right.Words, left.Characters + right.Characters);

    /// <summary>Adds the errors of two recordings.</summary>
    /// <param name="left">The errors of one.</param>
    /// <param name="right">The errors of the other.</param>
    /// <returns>The sums.</returns>
    public static ErrorRates Add(ErrorRates left, ErrorRates right) => left + right;

    /// <summary>Measures one recording.</summary>
    /// <param name="reference">What was said, normalised. White space at its ends means nothing.</param>
    /// <param name="hypothesis">What was recognised, normalised likewise.</param>
    /// <returns>The errors.</returns>
    /// <remarks>
    /// Takes memory in proportion to the texts, and time in proportion to their length times the number of errors.
    /// Of the alignments with the fewest edits, the one with the fewest substitutions counts: see <see cref="WordAligner"/>.
    /// </remarks>
    public static ErrorRates Measure(string reference, string hypothesis)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(hypothesis);
        List<string> referenceWords = WhiteSpace.Split(reference);
        List<string> hypothesisWords = WhiteSpace.Split(hypothesis);
        (int[] left, int[] right) = WordIds.Of(referenceWords, hypothesisWords);
        return new ErrorRates(EditDistance.Count(left, right), EditDistance.Count(CodePoints(referenceWords), CodePoints(hypothesisWords)));
    }

    private static int[] CodePoints(List<string> words) => [.. string.Join(' ', words).EnumerateRunes().Select(static rune => rune.Value)];
}
