namespace Swictation.Stt.Evaluation;

/// <summary>Finds the best alignment of two sequences: of all the cheapest ones, that which deletes earliest and inserts latest. For one pair.</summary>
/// <remarks>
/// In a matrix with the reference downwards, that path is the leftmost of all the cheapest, at every row. So the halves that
/// Hirschberg's algorithm works on meet in the leftmost cheapest column, and the path is the same as that of one whole matrix.
/// </remarks>
internal sealed class EditPath
{
    private readonly int[] _reference;
    private readonly int[] _hypothesis;
    private readonly int[] _reversedReference;
    private readonly int[] _reversedHypothesis;
    private readonly int _matrixCells;
    private readonly DiagonalBand _band;
    private readonly List<EditKind> _edits;

    public EditPath(int[] reference, int[] hypothesis, int matrixCells)
    {
        (_reference, _hypothesis, _matrixCells) = (reference, hypothesis, matrixCells);
        _reversedReference = [.. reference.Reverse()];
        _reversedHypothesis = [.. hypothesis.Reverse()];
        _band = DiagonalBand.For(EditCost.Edits(EditDistance.Cost(reference, hypothesis)), reference.Length, hypothesis.Length);
        _edits = new List<EditKind>(Math.Max(reference.Length, hypothesis.Length));
    }

    public List<EditKind> Find()
    {
        Find(0, _reference.Length, 0, _hypothesis.Length);
        return _edits;
    }

    private void Find(int top, int bottom, int left, int right)
    {
        int height = bottom - top;
        int width = right - left;
        if (height < 2 || width == 0 || (long)(height + 1) * (width + 1) <= _matrixCells)
        {
            FindInMatrix(top, bottom, left, right);
            return;
        }

        int middle = top + height / 2;
        long[] down = new long[width + 1];
        long[] up = new long[width + 1];
        BandedCosts.Fill(_reference.AsSpan(top..middle), _hypothesis.AsSpan(left..right), _band.Shift(top - left), down);
        BandedCosts.Fill(
            _reversedReference.AsSpan(_reference.Length - bottom, bottom - middle),
            _reversedHypothesis.AsSpan(_hypothesis.Length - right, width),
            _band.Reverse().Shift(right - bottom),
            up);
        int column = 0;
        for (int j = 1; j <= width; j++)
        {
            if (down[j] + up[width - j] < down[column] + up[width - column])
                column = j;
        }

        Find(top, middle, left, left + column);
        Find(middle, bottom, left + column, right);
    }

    /// <summary>Fills the matrix from the bottom right, remembering the best step from each cell, and follows the steps from the top left.</summary>
    private void FindInMatrix(int top, int bottom, int left, int right)
    {
        int height = bottom - top;
        int width = right - left;
        byte[] steps = new byte[(height + 1) * (width + 1)]; // EditKind
        long[] row = new long[width + 1];
        for (int j = 0; j <= width; j++)
        {
            row[j] = (width - j) * EditCost.Gap;
            steps[height * (width + 1) + j] = (byte)EditKind.Insertion;
        }

        for (int i = height - 1; i >= 0; i--)
        {
            long diagonal = row[width];
            row[width] += EditCost.Gap;
            steps[i * (width + 1) + width] = (byte)EditKind.Deletion;
            for (int j = width - 1; j >= 0; j--)
            {
                long pairing = Pairing(top + i, left + j);
                long paired = diagonal + pairing;
                long deleted = row[j] + EditCost.Gap;
                long inserted = row[j + 1] + EditCost.Gap;
                diagonal = row[j];
                row[j] = Math.Min(Math.Min(paired, deleted), inserted);
                EditKind step = row[j] == deleted ? EditKind.Deletion
                    : row[j] == paired ? pairing == 0 ? EditKind.Match : EditKind.Substitution
                    : EditKind.Insertion;
                steps[i * (width + 1) + j] = (byte)step;
            }
        }

        for (int i = 0, j = 0; i < height || j < width;)
        {
            var step = (EditKind)steps[i * (width + 1) + j];
            _edits.Add(step);
            if (step != EditKind.Insertion)
                i++;
            if (step != EditKind.Deletion)
                j++;
        }
    }

    private long Pairing(int i, int j) => _reference[i] == _hypothesis[j] ? 0 : EditCost.Substitution;
}
