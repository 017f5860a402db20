namespace Swictation.Stt.Whisper.Tests;

/// <summary>
/// Dynamic time warping written as the definition has it: the table of sums, then the way back. Of equally cheap ways the reference takes
/// the one to the right, even where that one is dearer.
/// </summary>
internal static class WarpingReference
{
    public static int[] RowStarts(float[,] cost)
    {
        int rows = cost.GetLength(0);
        var starts = new int[rows];
        foreach ((int row, int column) in Path(cost))
            starts[row] = column;
        return starts;
    }

    /// <summary>Gets the path from its end to its start.</summary>
    public static IReadOnlyList<(int Row, int Column)> Path(float[,] cost)
    {
        int rows = cost.GetLength(0);
        int columns = cost.GetLength(1);
        var sums = new float[rows + 1, columns + 1];
        for (int row = 0; row <= rows; row++)
        {
            for (int column = 0; column <= columns; column++)
            {
                sums[row, column] = (row, column) switch
                {
                    (0, 0) => 0,
                    (0, _) or (_, 0) => float.PositiveInfinity,
                    _ => cost[row - 1, column - 1] + Cheapest(sums[row - 1, column - 1], sums[row - 1, column], sums[row, column - 1]),
                };
            }
        }

        var path = new List<(int, int)>();
        (int row, int column) at = (rows, columns);
        while (at is { row: > 0, column: > 0 })
        {
            (int row, int column) = at;
            path.Add((row - 1, column - 1));
            float both = sums[row - 1, column - 1];
            float down = sums[row - 1, column];
            float right = sums[row, column - 1];
            if (both < down && both < right)
                at = (row - 1, column - 1);
            else if (down < both && down < right)
                at = (row - 1, column);
            else
                at = (row, column - 1);
        }

        return path;
    }

    private static float Cheapest(float both, float down, float right) =>
        both < down && both < right ? both : down < both && down < right ? down : right;
}
