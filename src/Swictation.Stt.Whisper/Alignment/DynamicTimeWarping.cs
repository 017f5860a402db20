using System.Buffers;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Finds the cheapest way through a cost matrix from its first corner to its last, in steps right, down or both (openai/whisper,
/// <c>timing.py</c>, <c>dtw_cpu</c> and <c>backtrace</c>, with the same rule for equal costs).
/// </summary>
internal static class DynamicTimeWarping
{
    private const byte Both = 0;
    private const byte Down = 1;
    private const byte Right = 2;

    /// <summary>Finds where each row is entered.</summary>
    /// <param name="cost">The costs, rows × columns, row-major, without NaN.</param>
    /// <param name="columns">The number of columns, at least 1.</param>
    /// <param name="starts">Receives, for each row, the first column of the path in it; never descending, the first is 0.</param>
    public static void FindRowStarts(ReadOnlySpan<float> cost, int columns, Span<int> starts)
    {
        int rows = starts.Length;
        if (rows == 0)
            return;
        int stride = columns + 1;
        byte[] steps = ArrayPool<byte>.Shared.Rent((rows + 1) * stride);
        float[] sums = ArrayPool<float>.Shared.Rent(2 * stride);
        try
        {
            Fill(cost, columns, rows, steps, sums.AsSpan(0, stride), sums.AsSpan(stride, stride));
            Trace(steps, columns, starts);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(steps);
            ArrayPool<float>.Shared.Return(sums);
        }
    }

    private static void Fill(ReadOnlySpan<float> cost, int columns, int rows, Span<byte> steps, Span<float> above, Span<float> current)
    {
        above.Fill(float.PositiveInfinity);
        above[0] = 0;
        for (int row = 1; row <= rows; row++)
        {
            ReadOnlySpan<float> costs = cost.Slice((row - 1) * columns, columns);
            Span<byte> step = steps.Slice(row * (columns + 1), columns + 1);
            current[0] = float.PositiveInfinity;
            for (int column = 1; column <= columns; column++)
            {
                float both = above[column - 1];
                float down = above[column];
                float right = current[column - 1];
                // Where none is strictly the cheapest, the step is to the right.
                (float best, step[column]) = both < down && both < right ? (both, Both) : down < both && down < right ? (down, Down) : (right, Right);
                current[column] = costs[column - 1] + best;
            }

            Span<float> next = above;
            above = current;
            current = next;
        }
    }

    private static void Trace(ReadOnlySpan<byte> steps, int columns, Span<int> starts)
    {
        int row = starts.Length;
        int column = columns;
        while (row > 0 || column > 0)
        {
            // On the edges only one way leads back to the corner.
            byte step = column == 0 ? Down : row == 0 ? Right : steps[(row * (columns + 1)) + column];
            if (row > 0)
                starts[row - 1] = Math.Max(0, column - 1);
            row -= step == Right ? 0 : 1;
            column -= step == Down ? 0 : 1;
        }
    }
}
