namespace Swictation.Stt.Evaluation;

/// <summary>
/// Counts the edits between two sequences without aligning them: a guess at their number, and with it the band of diagonals that so many
/// edits can touch, is doubled until it is enough (E. Ukkonen, "Algorithms for approximate string matching", 1985). One row of memory.
/// </summary>
internal static class EditDistance
{
    private const int FirstGuess = 16;

    /// <summary>Counts the edits.</summary>
    public static ErrorCounts Count(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis) =>
        EditCost.ToCounts(Cost(reference, hypothesis), reference.Length, hypothesis.Length);

    /// <summary>Gets the cost of the best alignments.</summary>
    public static long Cost(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis)
    {
        // A common start or end is matched in some best alignment.
        int prefix = reference.CommonPrefixLength(hypothesis);
        reference = reference[prefix..];
        hypothesis = hypothesis[prefix..];
        while (!reference.IsEmpty && !hypothesis.IsEmpty && reference[^1] == hypothesis[^1])
        {
            reference = reference[..^1];
            hypothesis = hypothesis[..^1];
        }

        long[] row = new long[hypothesis.Length + 1];
        for (long edits = Math.Max(FirstGuess, Math.Abs(reference.Length - hypothesis.Length)); ; edits *= 2)
        {
            BandedCosts.Fill(reference, hypothesis, DiagonalBand.For(edits, reference.Length, hypothesis.Length), row, (edits + 1) * EditCost.Gap);
            if (row[^1] < EditCost.Impossible && EditCost.Edits(row[^1]) <= edits)
                return row[^1];
        }
    }
}
