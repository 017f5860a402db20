namespace Swictation.Stt.Parakeet;

/// <summary>Rearranges matrices.</summary>
internal static class Matrix
{
    private const int Block = 16; // a block of each matrix stays in the first-level cache

    /// <summary>Transposes each of several matrices that follow one another.</summary>
    public static void TransposeEach(ReadOnlySpan<float> source, int count, int rows, int columns, Span<float> destination)
    {
        int size = rows * columns;
        if (rows == 1)
        {
            source[..(count * size)].CopyTo(destination);
            return;
        }

        for (int i = 0; i < count; i++)
            Transpose(source.Slice(i * size, size), rows, columns, destination.Slice(i * size, size));
    }

    /// <summary>Transposes [rows, columns] into [columns, rows].</summary>
    public static void Transpose(ReadOnlySpan<float> source, int rows, int columns, Span<float> destination)
    {
        for (int r0 = 0; r0 < rows; r0 += Block)
        {
            int r1 = Math.Min(rows, r0 + Block);
            for (int c0 = 0; c0 < columns; c0 += Block)
            {
                int c1 = Math.Min(columns, c0 + Block);
                for (int c = c0; c < c1; c++)
                {
                    for (int r = r0; r < r1; r++)
                        destination[(c * rows) + r] = source[(r * columns) + c];
                }
            }
        }
    }
}
