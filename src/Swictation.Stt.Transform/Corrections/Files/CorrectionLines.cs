using System.Globalization;

namespace Swictation.Stt.Transform.Corrections;

/// <summary>The lines of a table of corrections and the entries they hold.</summary>
internal sealed class CorrectionLines
{
    public static readonly string[] DefaultColumns = ["spoken", "written", "match", "case", "threshold"];

    private readonly string _name;
    private readonly List<string> _lines = [];
    private readonly List<(int Line, CorrectionEntry Entry)> _entries = [];
    private string[] _columns = DefaultColumns;

    /// <summary>Reads all lines.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="lines">The lines; null for one that is not UTF-8.</param>
    /// <exception cref="CorrectionFileException">Lines are faulty; all of them are told.</exception>
    public CorrectionLines(string name, IReadOnlyList<string?> lines)
    {
        _name = name;
        var errors = new List<CorrectionFileError>();
        var seen = new Dictionary<(string, bool), int>();
        bool isFirst = true;
        for (int i = 0; i < lines.Count; i++)
        {
            string line = lines[i] ?? string.Empty;
            _lines.Add(line);
            if (lines[i] is null)
                errors.Add(new CorrectionFileError(i + 1, "The line is not UTF-8: save the file in that encoding."));
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
                continue;
            string[] fields = line.Split('\t');
            string? fault;
            if (isFirst && IsHeader(fields))
            {
                fault = ReadHeader(fields);
            }
            else if ((fault = Parse(fields, out CorrectionEntry? entry)) is null)
            {
                if (seen.TryGetValue((entry!.Key, entry.IsCaseSensitive), out int before))
                    fault = string.Create(CultureInfo.InvariantCulture, $"\"{entry.Spoken}\" is in line {before} already: leave one out.");
                else
                    seen.Add((entry.Key, entry.IsCaseSensitive), i + 1);
                _entries.Add((i, entry));
            }

            if (fault is not null)
                errors.Add(new CorrectionFileError(i + 1, fault));
            isFirst = false;
        }

        if (errors.Count > 0)
            throw new CorrectionFileException(_name, errors);
    }

    /// <summary>Gets the lines as they are now.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Gets the entries, each with the index of its line.</summary>
    public IReadOnlyList<(int Line, CorrectionEntry Entry)> Entries => _entries;

    /// <summary>Writes an entry as a line.</summary>
    public static string Format(CorrectionEntry entry, string[] columns)
    {
        IEnumerable<string> fields = columns.Select(column => column switch
        {
            "spoken" => TsvText.Escape(entry.Spoken),
            "written" => TsvText.Escape(entry.Written),
            "match" => entry.Matching == CorrectionMatching.Fuzzy ? "fuzzy" : string.Empty,
            "case" => entry.IsCaseSensitive ? "sensitive" : string.Empty,
            _ => entry.Threshold?.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
        });
        return string.Join('\t', fields).TrimEnd('\t');
    }

    /// <summary>Adds and removes entries. The lines change, <see cref="Entries"/> do not: for one use.</summary>
    public CorrectionChanges Update(IReadOnlyList<CorrectionEntry> add, IEnumerable<string> remove)
    {
        Dictionary<(string, bool), int> places = _entries.ToDictionary(static line => (line.Entry.Key, line.Entry.IsCaseSensitive), static line => line.Line);
        var gone = new HashSet<int>();
        foreach (string spoken in remove)
        {
            string key = new CorrectionEntry { Spoken = spoken, Written = spoken }.Key;
            gone.UnionWith(_entries.Where(line => string.Equals(line.Entry.Key, key, StringComparison.OrdinalIgnoreCase)).Select(static line => line.Line));
        }

        int replaced = 0;
        if (_lines.Count == 0)
            _lines.Add(string.Join('\t', _columns));
        foreach (CorrectionEntry entry in add)
        {
            string line = Format(entry, ColumnsFor(entry));
            if (places.TryGetValue((entry.Key, entry.IsCaseSensitive), out int place))
            {
                gone.Remove(place);
                _lines[place] = line;
                replaced++;
            }
            else
            {
                _lines.Add(line);
            }
        }

        foreach (int place in gone.OrderDescending())
            _lines.RemoveAt(place);
        return new CorrectionChanges(add.Count - replaced, replaced, gone.Count);
    }

    /// <summary>The columns of the file's header, if they can hold the entry.</summary>
    private string[] ColumnsFor(CorrectionEntry entry)
    {
        string? missing = entry.Matching == CorrectionMatching.Fuzzy && !_columns.Contains("match") ? "match"
            : entry.IsCaseSensitive && !_columns.Contains("case") ? "case"
            : entry.Threshold is not null && !_columns.Contains("threshold") ? "threshold"
            : null;
        return missing is null
            ? _columns
            : throw new CorrectionFileException($"{_name} has no column {missing}, which \"{entry.Spoken}\" needs: add it to the first line.", _name);
    }

    private static bool IsHeader(string[] fields) => fields.Any(static field => IsName(field, "spoken")) && fields.Any(static field => IsName(field, "written"));

    private static bool IsName(string field, string name) => field.Trim().Equals(name, StringComparison.OrdinalIgnoreCase);

    private string? ReadHeader(string[] fields)
    {
        string[] columns = [.. fields.Select(static field => field.Trim().ToLowerInvariant())];
        if (Array.Find(columns, static column => !DefaultColumns.Contains(column)) is { } unknown)
            return $"The column \"{unknown}\" is unknown: there are {string.Join(", ", DefaultColumns)}.";
        if (columns.Distinct().Count() < columns.Length)
            return "A column is there twice.";
        _columns = columns;
        return null;
    }

    private string? Parse(string[] fields, out CorrectionEntry? entry)
    {
        entry = null;
        if (fields.Length < 2)
            return "Expected the spoken words, a tab and what is written; there is no tab.";
        if (fields.Length > _columns.Length)
            return string.Create(CultureInfo.InvariantCulture, $"Expected at most {_columns.Length} columns with tabs between them; found {fields.Length}.");
        if (TsvText.Unescape(Field("spoken")) is not { } spoken || TsvText.Unescape(Field("written")) is not { } written)
            return @"A backslash stands before t, n, r, # or another backslash only; write \\ for one.";

        string match = Field("match").Trim();
        string letterCase = Field("case").Trim();
        string threshold = Field("threshold").Trim();
        if (!(match.Length == 0 || IsName(match, "exact") || IsName(match, "fuzzy")))
            return $"The column match is exact or fuzzy, not \"{match}\".";
        if (!(letterCase.Length == 0 || IsName(letterCase, "any") || IsName(letterCase, "sensitive")))
            return $"The column case is any or sensitive, not \"{letterCase}\".";
        float value = 0;
        if (threshold.Length > 0 && !float.TryParse(threshold, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return $"The column threshold is a number, not \"{threshold}\".";
        entry = new CorrectionEntry
        {
            Spoken = spoken.Trim(),
            Written = written,
            Matching = IsName(match, "fuzzy") ? CorrectionMatching.Fuzzy : CorrectionMatching.Exact,
            IsCaseSensitive = IsName(letterCase, "sensitive"),
            Threshold = threshold.Length > 0 ? value : null,
        };
        return entry.FindFault();

        string Field(string column)
        {
            int index = Array.IndexOf(_columns, column);
            return index >= 0 && index < fields.Length ? fields[index] : string.Empty;
        }
    }
}
