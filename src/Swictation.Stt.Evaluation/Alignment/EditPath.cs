namespace Swictation.Stt.Evaluation;

/// <summary>Finds the best alignment of two sequences: of all the cheapest ones, that which deletes earliest and inserts latest. For one pair.</summary>
/// <remarks>
/// In a matrix with the reference downwards, that path is the leftmost of all the cheapest, at every row. So the halves that
/// Hirschberg's algorithm works on meet in the leftmost cheapest column, and the path is the same as that of one whole matrix.
/// </remarks>
internal sealed class EditPath(int[] reference, int[] hypothesis, int matrixCells)
{
    private readonly List<EditKind> _edits = new(Math.Max(reference.Length, hypothesis.Length));

    public List<EditKind> Find()
    {
        Find(0, reference.Length, 0, hypothesis.Length);
        return _edits;
    }

    private void Find(int top, int bottom, int left, int right)
    {
        int height = bottom - top;
        int width = right - left;
        if (height < 2 || width == 0 || (long)(height + 1) * (width + 1) <= matrixCells)
        {
            FindInMatrix(top, bottom, left, right);
            return;
        }

        int middle = top + height / 2;
        long[] down = new long[width + 1];
        long[] up = new long[width + 1];
        FillDown(top, middle, left, right, down);
        FillUp(middle, bottom, left, right, up);
        int column = 0;
        for (int j = 1; j <= width; j++)
        {
            if (down[j] + up[j] < down[column] + up[column])
                column = j;
        }

        Find(top, middle, left, left + column);
        Find(middle, bottom, left + column, right);
    }

    /// <summary>Fills the costs from the top left to every column of the last row.</summary>
    private void FillDown(int top, int bottom, int left, int right, long[] row)
    {
        for (int j = 0; j < row.Length; j++)
            row[j] = j * EditCost.Gap;
        for (int i = top; i < bottom; i++)
        {
            long diagonal = row[0];
            row[0] += EditCost.Gap;
            for (int j = 1; j <= right - left; j++)
            {
                long above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + EditCost.Gap, diagonal + Pairing(i, left + j - 1));
                diagonal = above;
            }
        }
    }

    /// <summary>Fills the costs from every column of the first row to the bottom right.</summary>
    private void FillUp(int top, int bottom, int left, int right, long[] row)
    {
        int width = right - left;
        for (int j = 0; j <= width; j++)
            row[j] = (width - j) * EditCost.Gap;
        for (int i = bottom - 1; i >= top; i--)
        {
            long diagonal = row[width];
            row[width] += EditCost.Gap;
            for (int j = width - 1; j >= 0; j--)
            {
                long below = row[j];
                row[j] = Math.Min(Math.Min(below, row[j + 1]) + EditCost.Gap, diagonal + Pairing(i, left + j));
                diagonal = below;
            }
        }
    }

    /// <summary>Fills the matrix from the bottom right, remembering the best step from each cell, and follows the steps from the top left.</summary>
    private void FindInMatrix(int top, int bottom, int left, int right)
    {
        int height = bottom - top;
        int width = right - left;
        var steps = new EditKind[(height + 1) * (width + 1)];
        long[] row = new long[width + 1];
        for (int j = 0; j <= width; j++)
        {
            row[j] = (width - j) * EditCost.Gap;
            steps[height * (width + 1) + j] = EditKind.Insertion;
        }

        for (int i = height - 1; i >= 0; i--)
        {
            long diagonal = row[width];
            row[width] += EditCost.Gap;
            steps[i * (width + 1) + width] = EditKind.Deletion;
            for (int j = width - 1; j >= 0; j--)
            {
                long pairing = Pairing(top + i, left + j);
                long paired = diagonal + pairing;
                long deleted = row[j] + EditCost.Gap;
                long inserted = row[j + 1] + EditCost.Gap;
                diagonal = row[j];
                row[j] = Math.Min(Math.Min(paired, deleted), inserted);
                steps[i * (width + 1) + j] = row[j] == deleted ? EditKind.Deletion
                    : row[j] == paired ? pairing == 0 ? EditKind.Match : EditKind.Substitution
                    : EditKind.Insertion;
            }
        }

        for (int i = 0, j = 0; i < height || j < width;)
        {
            EditKind step = steps[i * (width + 1) + j];
            _edits.Add(step);
            if (step != EditKind.Insertion)
                i++;
            if (step != EditKind.Deletion)
                j++;
        }
    }

    private long Pairing(int i, int j) => reference[i] == hypothesis[j] ? 0 : EditCost.Substitution;
}
