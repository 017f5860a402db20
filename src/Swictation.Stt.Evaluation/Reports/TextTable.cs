namespace Swictation.Stt.Evaluation;

/// <summary>Lays out a table for a terminal: the first column to the left, figures to the right.</summary>
internal static class TextTable
{
    public static void Write(TextWriter writer, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int columns = rows[0].Count;
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => rows.Max(row => DisplayWidth.Of(row[column])))];
        foreach (IReadOnlyList<string> row in rows)
        {
            for (int column = 0; column < columns; column++)
            {
                string padding = new(' ', widths[column] - DisplayWidth.Of(row[column]));
                bool isLast = column == columns - 1;
                writer.Write(column == 0 ? row[column] + padding : "  " + padding + row[column]);
                writer.Write(isLast ? "\n" : string.Empty);
            }
        }
    }
}
