namespace Swictation.Stt.Evaluation;

/// <summary>
/// Counts the edits between two sequences without aligning them: a band around the diagonal is widened until it holds the best
/// alignments (E. Ukkonen, "Algorithms for approximate string matching", 1985). One row of memory.
/// </summary>
internal static class EditDistance
{
    private const int FirstBand = 16;

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
        for (long band = Math.Max(FirstBand, Math.Abs(reference.Length - hypothesis.Length)); ; band *= 2)
        {
            BandedCosts.Fill(reference, hypothesis, -band, band, row);
            // An alignment with d edits is never farther than d from the diagonal.
            if (row[^1] < EditCost.Impossible && EditCost.Edits(row[^1]) <= band)
                return row[^1];
        }
    }
}
