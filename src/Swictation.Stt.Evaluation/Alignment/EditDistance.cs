namespace Swictation.Stt.Evaluation;

/// <summary>
/// Counts the edits between two sequences without aligning them: a band around the diagonal that is widened until it holds the best
/// alignments (E. Ukkonen, "Algorithms for approximate string matching", 1985). One row of memory.
/// </summary>
internal static class EditDistance
{
    private const int FirstBand = 16;

    public static ErrorCounts Count(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis)
    {
        // A common start or end is matched in some best alignment.
        int prefix = reference.CommonPrefixLength(hypothesis);
        ReadOnlySpan<int> left = reference[prefix..];
        ReadOnlySpan<int> right = hypothesis[prefix..];
        while (!left.IsEmpty && !right.IsEmpty && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }

        long band = Math.Max(FirstBand, Math.Abs(left.Length - right.Length));
        while (true)
        {
            long cost = Cost(left, right, (int)Math.Min(band, int.MaxValue));
            // An alignment with d edits is never farther than d from the diagonal.
            if (cost < EditCost.Impossible && EditCost.Edits(cost) <= band)
                return EditCost.ToCounts(cost, reference.Length, hypothesis.Length);
            band *= 2;
        }
    }

    private static long Cost(ReadOnlySpan<int> left, ReadOnlySpan<int> right, int band)
    {
        long[] row = new long[right.Length + 1];
        for (int j = 0; j < row.Length; j++)
            row[j] = j <= band ? j * EditCost.Gap : EditCost.Impossible;
        for (int i = 1; i <= left.Length; i++)
        {
            int first = Math.Max(1, i - band);
            int last = (int)Math.Min(right.Length, (long)i + band);
            int word = left[i - 1];
            long diagonal = row[first - 1];
            long before = EditCost.Impossible;
            if (first == 1)
                row[0] = before = i <= band ? i * EditCost.Gap : EditCost.Impossible;
            else
                row[first - 1] = EditCost.Impossible;
            for (int j = first; j <= last; j++)
            {
                long above = row[j];
                long best = Math.Min(Math.Min(above, before) + EditCost.Gap, diagonal + (word == right[j - 1] ? 0 : EditCost.Substitution));
                diagonal = above;
                row[j] = before = best;
            }
        }

        return row[right.Length];
    }
}
