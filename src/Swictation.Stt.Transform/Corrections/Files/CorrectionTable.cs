using System.Globalization;

namespace Swictation.Stt.Transform.Corrections;

/// <summary>
/// Reads and writes dictionaries of corrections as tables: UTF-8, a line an entry, tabs between the columns. Safe for concurrent use on different files.
/// </summary>
/// <remarks>
/// <para>Columns, the last three of which may be left out:</para>
/// <list type="table">
/// <item><term>spoken</term><description>The words as recognised.</description></item>
/// <item><term>written</term><description>What is written instead.</description></item>
/// <item><term>match</term><description><c>exact</c> (also where empty) or <c>fuzzy</c>.</description></item>
/// <item><term>case</term><description><c>any</c> (also where empty) or <c>sensitive</c>.</description></item>
/// <item><term>threshold</term><description>Of a fuzzy entry, from above 0 to 1; empty for the default.</description></item>
/// </list>
/// <para>
/// A first line with these names may give them another order. Empty lines and lines that begin with # do not count. In both texts <c>\t</c>, <c>\n</c>,
/// <c>\r</c>, <c>\\</c> and <c>\#</c> stand for a tab, a line feed, a carriage return, a backslash and a number sign.
/// </para>
/// </remarks>
public static class CorrectionTable
{
    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The entries in the order of the file.</returns>
    /// <exception cref="CorrectionFileException">The file cannot be read, or has faulty lines; all of them are told.</exception>
    public static IReadOnlyList<CorrectionEntry> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return [.. new CorrectionLines(path, TsvText.ReadLines(path)).Entries.Select(static line => line.Entry)];
    }

    /// <summary>Reads a table.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What the text is called in messages.</param>
    /// <returns>The entries in the order of the text.</returns>
    /// <exception cref="CorrectionFileException">The text has faulty lines; all of them are told.</exception>
    public static IReadOnlyList<CorrectionEntry> Read(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var lines = new List<string?>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return [.. new CorrectionLines(name, lines).Entries.Select(static line => line.Entry)];
    }

    /// <summary>Writes a table with a header. The file appears when it is whole; until then the one before stays.</summary>
    /// <param name="path">The file.</param>
    /// <param name="entries">The entries.</param>
    /// <exception cref="CorrectionFileException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">An entry is faulty, or two have the same spoken words.</exception>
    public static void Write(string path, IEnumerable<CorrectionEntry> entries)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(entries);
        CorrectionEntry[] all = [.. entries];
        CorrectionLexicon.Check(all);
        AtomicFile.Write(path, writer => WriteTo(writer, all));
    }

    /// <summary>Writes a table with a header.</summary>
    /// <param name="writer">Where it is written.</param>
    /// <param name="entries">The entries.</param>
    /// <exception cref="ArgumentException">An entry is faulty, or two have the same spoken words.</exception>
    public static void Write(TextWriter writer, IEnumerable<CorrectionEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(entries);
        CorrectionEntry[] all = [.. entries];
        CorrectionLexicon.Check(all);
        WriteTo(writer, all);
    }

    /// <summary>Changes a table and keeps its other lines as they are, comments and order too. The file appears when it is whole.</summary>
    /// <param name="path">The file; where it does not exist it is made.</param>
    /// <param name="add">Entries to add; each takes the place of the one that has the same spoken words and the same sensitivity to case.</param>
    /// <param name="remove">Spoken words whose entries go, in any case. What is not there is passed over.</param>
    /// <returns>How many entries were added, replaced and removed.</returns>
    /// <exception cref="CorrectionFileException">The file cannot be read or written, or has faulty lines.</exception>
    /// <exception cref="ArgumentException">An entry is faulty, or two have the same spoken words.</exception>
    public static CorrectionChanges Update(string path, IEnumerable<CorrectionEntry> add, IEnumerable<string> remove)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(remove);
        CorrectionEntry[] added = [.. add];
        CorrectionLexicon.Check(added);
        var lines = new CorrectionLines(path, File.Exists(path) ? TsvText.ReadLines(path) : []);
        CorrectionChanges changes = lines.Update(added, remove);
        if (changes != default)
        {
            AtomicFile.Write(path, writer =>
            {
                foreach (string line in lines.Lines)
                    writer.WriteLine(line);
            });
        }

        return changes;
    }

    private static void WriteTo(TextWriter writer, CorrectionEntry[] entries)
    {
        writer.Write(string.Join('\t', CorrectionLines.DefaultColumns));
        writer.Write('\n');
        foreach (CorrectionEntry entry in entries)
        {
            writer.Write(CorrectionLines.Format(entry, CorrectionLines.DefaultColumns));
            writer.Write('\n');
        }
    }
}
