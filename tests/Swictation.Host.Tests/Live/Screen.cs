using System.Globalization;

namespace Swictation.Host.Tests.Live;

/// <summary>A terminal of the common kind: it wraps, scrolls, remembers what scrolled away, and wraps anew when its width changes.</summary>
internal sealed class Screen(int columns)
{
    private sealed class Row
    {
        public List<string> Cells { get; } = []; // a wide character is followed by an empty cell

        public bool IsWrapped { get; set; } // the next row goes on with it
    }

    private List<Row> _rows = [new()];
    private (int Row, int Column) _cursor;
    private (int Row, int Column) _saved;

    public int Columns { get; private set; } = columns;

    /// <summary>Gets everything that can be seen or scrolled back to, a line for each row, without empty rows at the end.</summary>
    public string[] Text => [.. _rows.Select(static row => string.Concat(row.Cells).TrimEnd()).Reverse().SkipWhile(static row => row.Length == 0).Reverse()];

    public bool IsStyled { get; private set; }

    public void Write(string output)
    {
        for (int i = 0; i < output.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(output.AsSpan(i));
            string element = output.Substring(i, length);
            i += length;
            switch (element)
            {
                case "\r": _cursor.Column = 0; break;
                case "\n": NextRow(wrapped: false); break;
                case "\e": i = Escape(output, i); break;
                default:
                    if (char.IsControl(element[0]))
                        throw new InvalidOperationException($"Control character U+{(int)element[0]:X4} reached the terminal.");
                    Put(element);
                    break;
            }
        }
    }

    public void Resize(int columns)
    {
        var old = _rows;
        _rows = [];
        Columns = columns;
        (int Row, int Column) cursor = _cursor, saved = _saved;
        for (int start = 0; start < old.Count;)
        {
            int end = start;
            while (old[end].IsWrapped && end + 1 < old.Count)
                end++;
            int first = _rows.Count;
            List<string> line = [.. old[start..(end + 1)].SelectMany(static row => row.Cells)];
            for (int at = 0; at == 0 || at < line.Count; at += columns)
            {
                var row = new Row { IsWrapped = at + columns < line.Count };
                row.Cells.AddRange(line.Skip(at).Take(columns));
                _rows.Add(row);
            }

            Move(cursor, ref _cursor, start, end, first, old);
            Move(saved, ref _saved, start, end, first, old);
            start = end + 1;
        }
    }

    private void Move((int Row, int Column) from, ref (int Row, int Column) to, int start, int end, int first, List<Row> old)
    {
        if (from.Row < start || from.Row > end)
            return;
        int offset = old[start..from.Row].Sum(static row => row.Cells.Count) + from.Column;
        to = (Math.Min(first + (offset / Columns), _rows.Count - 1), offset % Columns);
    }

    private void Put(string element)
    {
        bool isWide = element.EnumerateRunes().Any(static rune => rune.Value is (>= 0x3000 and < 0xD7A4) or >= 0x1F300);
        if (_cursor.Column + (isWide ? 2 : 1) > Columns)
            NextRow(wrapped: true);
        List<string> cells = _rows[_cursor.Row].Cells;
        while (cells.Count < _cursor.Column + (isWide ? 2 : 1))
            cells.Add(" ");
        cells[_cursor.Column++] = element;
        if (isWide)
            cells[_cursor.Column++] = string.Empty;
    }

    private void NextRow(bool wrapped)
    {
        _rows[_cursor.Row].IsWrapped = wrapped;
        _cursor = (_cursor.Row + 1, 0);
        if (_cursor.Row == _rows.Count)
            _rows.Add(new Row());
    }

    private int Escape(string output, int i)
    {
        if (output[i] == '7')
            _saved = _cursor;
        else if (output[i] == '8')
            _cursor = _saved;
        else if (output.AsSpan(i).StartsWith("[J", StringComparison.Ordinal))
            ClearBelow();
        else if (output.AsSpan(i).StartsWith("[2m", StringComparison.Ordinal))
            IsStyled = true;
        else if (output.AsSpan(i).StartsWith("[22m", StringComparison.Ordinal))
            IsStyled = false;
        else
            throw new InvalidOperationException($"An escape sequence that is none of the view's: {output[i..Math.Min(output.Length, i + 8)]}");
        return output[i] is '7' or '8' ? i + 1 : output.IndexOfAny(['J', 'm'], i) + 1;
    }

    private void ClearBelow()
    {
        Row row = _rows[_cursor.Row];
        if (row.Cells.Count > _cursor.Column)
            row.Cells.RemoveRange(_cursor.Column, row.Cells.Count - _cursor.Column);
        row.IsWrapped = false;
        _rows.RemoveRange(_cursor.Row + 1, _rows.Count - _cursor.Row - 1);
    }
}
