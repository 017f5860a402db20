using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Whisper.Tests;

public sealed class DynamicTimeWarpingTests
{
    [Property(MaxTest = 300)]
    public void Rows_start_where_the_plain_algorithm_has_them(PositiveInt seed, bool ties)
    {
        var random = new System.Random(seed.Get);
        var cost = new float[random.Next(1, 30), random.Next(1, 60)];
        for (int row = 0; row < cost.GetLength(0); row++)
        {
            for (int column = 0; column < cost.GetLength(1); column++)
                cost[row, column] = ties ? random.Next(-1, 2) : (float)(random.NextDouble() - 0.5);
        }

        Assert.Equal(WarpingReference.RowStarts(cost), Starts(cost));
    }

    /// <summary>The test of openai/whisper (tests/test_timing.py): a random way is made cheaper than any other and has to be found.</summary>
    [Property(MaxTest = 100)]
    public void A_way_that_is_cheaper_than_any_other_is_found(PositiveInt seed)
    {
        var random = new System.Random(seed.Get);
        int rows = random.Next(1, 40);
        int columns = random.Next(1, 200);
        var cost = new float[rows, columns];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
                cost[r, c] = (float)random.NextDouble();
        }

        var expected = new int[rows];
        (int row, int column) = (0, 0);
        cost[0, 0] -= 1000;
        while (row < rows - 1 || column < columns - 1)
        {
            bool down = row < rows - 1 && (column == columns - 1 || random.Next(rows + columns) < rows);
            (row, column) = down ? (row + 1, column) : (row, column + 1);
            // Where the way turns it may cut the corner, so it is only cheaper, not the same.
            cost[row, column] -= 1000;
            if (down)
                expected[row] = column;
        }

        int[] starts = Starts(cost);
        Assert.Equal(expected, starts);
    }

    [Fact]
    public void One_row_or_column_is_the_way_itself()
    {
        Assert.Equal([0], Starts(new float[1, 5]));
        Assert.Equal([0, 0, 0], Starts(new float[3, 1]));
        DynamicTimeWarping.FindRowStarts([], 5, []);
    }

    [Fact]
    public void Warping_and_median_allocate_nothing()
    {
        var cost = new float[20 * 100];
        var starts = new int[20];
        var scratch = new float[MedianFilter.ScratchLength(100)];
        AllocationAssert.Zero(() =>
        {
            MedianFilter.Apply(cost.AsSpan(0, 100), scratch);
            DynamicTimeWarping.FindRowStarts(cost, 100, starts);
        });
    }

    [Property(MaxTest = 300)]
    public void The_median_is_that_of_seven_sorted_values(PositiveInt seed)
    {
        var random = new System.Random(seed.Get);
        float[] row = [.. Enumerable.Range(0, random.Next(1, 90)).Select(_ => random.Next(3) == 0 ? random.Next(4) : (float)random.NextDouble())];
        float[] expected = row.Length <= 3 ? [.. row] : [.. row.Select((_, i) => Enumerable.Range(i - 3, 7).Select(at => row[Reflect(at, row.Length)]).Order().ElementAt(3))];
        var scratch = new float[MedianFilter.ScratchLength(row.Length)];
        Array.Fill(scratch, float.NaN); // what was there before must not matter
        MedianFilter.Apply(row, scratch);
        Assert.Equal(expected, row);

        static int Reflect(int index, int length) => index < 0 ? -index : index >= length ? (2 * (length - 1)) - index : index;
    }

    private static int[] Starts(float[,] cost)
    {
        var starts = new int[cost.GetLength(0)];
        DynamicTimeWarping.FindRowStarts(cost.Cast<float>().ToArray(), cost.GetLength(1), starts);
        return starts;
    }
}
