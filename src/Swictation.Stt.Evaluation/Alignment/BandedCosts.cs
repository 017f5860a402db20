namespace Swictation.Stt.Evaluation;

/// <summary>Computes the costs of alignments row by row, within a band of diagonals, in one row of memory.</summary>
internal static class BandedCosts
{
    /// <summary>Fills the costs of the best alignments of the whole reference with every start of the hypothesis.</summary>
    /// <param name="reference">The reference; a row for each.</param>
    /// <param name="hypothesis">The hypothesis; a column for each.</param>
    /// <param name="lowest">The lowest diagonal (column less row) of the band, at most 0.</param>
    /// <param name="highest">The highest diagonal of the band, at least 0.</param>
    /// <param name="row">Receives the last row, with one more column than the hypothesis; <see cref="EditCost.Impossible"/> outside the band.</param>
    public static void Fill(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis, long lowest, long highest, Span<long> row)
    {
        int width = hypothesis.Length;
        row.Fill(EditCost.Impossible);
        for (int j = 0; j <= Math.Min(width, highest); j++)
            row[j] = j * EditCost.Gap;
        for (int i = 1; i <= reference.Length; i++)
        {
            long first = Math.Max(0, i + lowest);
            int last = (int)Math.Min(width, i + highest);
            if (first > width)
            {
                row.Fill(EditCost.Impossible);
                return;
            }

            int word = reference[i - 1];
            long diagonal;
            long before;
            if (first == 0)
            {
                diagonal = row[0];
                row[0] = before = diagonal + EditCost.Gap;
            }
            else
            {
                diagonal = row[(int)first - 1];
                row[(int)first - 1] = before = EditCost.Impossible;
            }

            for (int j = Math.Max(1, (int)first); j <= last; j++)
            {
                long above = row[j];
                long best = Math.Min(Math.Min(above, before) + EditCost.Gap, diagonal + (word == hypothesis[j - 1] ? 0 : EditCost.Substitution));
                diagonal = above;
                row[j] = before = best;
            }
        }
    }
}
