namespace Swictation.Stt.Evaluation;

/// <summary>Computes the costs of alignments row by row, within a band of diagonals, in one row of memory.</summary>
internal static class BandedCosts
{
    /// <summary>So many rows are filled between two looks at whether it is worth going on.</summary>
    private const int RowsBetweenLooks = 256;

    /// <summary>Fills the costs of the best alignments of the whole reference with every start of the hypothesis.</summary>
    /// <param name="reference">The reference; a row for each.</param>
    /// <param name="hypothesis">The hypothesis; a column for each.</param>
    /// <param name="band">The diagonals to fill.</param>
    /// <param name="row">Receives the last row, with one more column than the hypothesis; <see cref="EditCost.Impossible"/> outside the band.</param>
    /// <param name="most">Where every alignment costs at least this, the row is given up: all of it is <see cref="EditCost.Impossible"/>.</param>
    public static void Fill(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis, DiagonalBand band, Span<long> row, long most = EditCost.Impossible)
    {
        int width = hypothesis.Length;
        row.Fill(EditCost.Impossible);
        for (int j = 0; j <= Math.Min(width, band.Highest); j++)
            row[j] = j * EditCost.Gap;
        for (int i = 1; i <= reference.Length; i++)
        {
            int first = (int)Math.Clamp(i + band.Lowest, 0, width + 1L);
            int last = (int)Math.Min(width, i + band.Highest);
            if (i % RowsBetweenLooks == 0 && !row.ContainsAnyInRange(0, most - 1))
                first = width + 1;
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
                diagonal = row[first - 1];
                row[first - 1] = before = EditCost.Impossible;
            }

            for (int j = Math.Max(1, first); j <= last; j++)
            {
                // Without branches, which would be guessed wrong; and with little that waits for the cell before.
                long above = row[j];
                long differs = word - hypothesis[j - 1];
                long pairing = ((differs | -differs) >> 63) & EditCost.Substitution;
                before = Least(before + EditCost.Gap, Least(above + EditCost.Gap, diagonal + pairing));
                diagonal = above;
                row[j] = before;
            }
        }
    }

    private static long Least(long left, long right)
    {
        long difference = left - right;
        return right + (difference & (difference >> 63));
    }
}
