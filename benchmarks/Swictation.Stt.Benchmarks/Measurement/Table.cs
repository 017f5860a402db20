using System.Globalization;
using System.Text;

namespace Swictation.Stt.Benchmarks.Measurement;

/// <summary>A Markdown table, its columns aligned.</summary>
internal sealed class Table(params string[] header)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void AddIfKnown(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            Add(name, value);
    }

    public override string ToString()
    {
        int[] widths = [.. header.Select((cell, column) => Math.Max(3, _rows.Select(row => row[column].Length).Append(cell.Length).Max()))];
        var text = new StringBuilder();
        AppendRow(text, header, widths);
        AppendRow(text, [.. widths.Select(static width => new string('-', width))], widths);
        foreach (string[] row in _rows)
            AppendRow(text, row, widths);
        return text.ToString();
    }

    /// <summary>Writes a number with three significant digits, or as a whole number where it has more.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("F0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("F1", CultureInfo.InvariantCulture),
        _ => value.ToString("F2", CultureInfo.InvariantCulture),
    };

    public static string Milliseconds(double value) => Number(value) + " ms";

    public static string Megabytes(double bytes) => Number(bytes / 1e6) + " MB";

    private static void AppendRow(StringBuilder text, string[] cells, int[] widths)
    {
        text.Append('|');
        for (int i = 0; i < cells.Length; i++)
            text.Append(' ').Append(cells[i].PadRight(widths[i])).Append(" |");
        text.Append('\n');
    }
}
