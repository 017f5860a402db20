using System.Globalization;
using System.Text;

namespace Swictation.Host.Live;

/// <summary>Recognised text on its way to a terminal: made harmless, measured in columns, and cut to them.</summary>
internal static class TerminalText
{
    /// <summary>What stands for text that was cut off.</summary>
    public const string Ellipsis = "...";

    /// <summary>
    /// The ranges of wide characters (Unicode's East Asian Width W and F), as most terminals draw them: Hangul, Kana, Han, full-width forms, emoji.
    /// </summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3), (0x25FD, 0x25FE), (0x2614, 0x2615),
        (0x2648, 0x2653), (0x267F, 0x267F), (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5),
        (0x26CE, 0x26CE), (0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26FA, 0x26FA), (0x26FD, 0x26FD),
        (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757),
        (0x2795, 0x2797), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x2E80, 0x303E),
        (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19),
        (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x18DFF), (0x1AFF0, 0x1B2FF), (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF),
        (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F200, 0x1F265), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F7E0, 0x1F7EB),
        (0x1F900, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>Makes text safe to print: without control characters it cannot move the cursor, set a title or colour what follows.</summary>
    /// <returns>The text on one line; white space of any kind is a space, other control characters are gone.</returns>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001F') && !text.AsSpan().ContainsAnyInRange('\u007F', '\u009F')
            && !text.AsSpan().ContainsAnyInRange('\u2028', '\u2029'))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
                clean.Append(' ');
            else if (!char.IsControl(c))
                clean.Append(c);
        }

        return clean.ToString();
    }

    /// <summary>Counts the columns that text takes on a terminal.</summary>
    public static int Columns(ReadOnlySpan<char> text)
    {
        int columns = 0;
        while (!text.IsEmpty)
        {
            int length = StringInfo.GetNextTextElementLength(text);
            columns += ElementColumns(text[..length]);
            text = text[length..];
        }

        return columns;
    }

    /// <summary>Keeps the end of a text that is too wide: what was said last.</summary>
    /// <param name="text">The text.</param>
    /// <param name="columns">The columns there are.</param>
    /// <param name="cut">How many characters of the text are gone, for the ellipsis before the rest; 0 where it fits.</param>
    public static string KeepEnd(string text, int columns, out int cut)
    {
        cut = 0;
        int width = Columns(text);
        if (width <= columns)
            return text;
        int room = columns - Ellipsis.Length;
        while (cut < text.Length && width > Math.Max(0, room))
        {
            int length = StringInfo.GetNextTextElementLength(text.AsSpan(cut));
            width -= ElementColumns(text.AsSpan(cut, length));
            cut += length;
        }

        return room >= 0 ? Ellipsis + text[cut..] : string.Empty;
    }

    /// <summary>A cluster takes the columns of its widest part: an accent none of its own, a family of emoji those of one.</summary>
    private static int ElementColumns(ReadOnlySpan<char> element)
    {
        int widest = 0;
        foreach (Rune rune in element.EnumerateRunes())
            widest = Math.Max(widest, RuneColumns(rune));
        return widest;
    }

    private static int RuneColumns(Rune rune)
    {
        if (rune.Value < 0x300)
            return Rune.IsControl(rune) ? 0 : 1;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
            return 0;
        foreach ((int first, int last) in Wide)
        {
            if (rune.Value >= first && rune.Value <= last)
                return 2;
        }

        return 1;
    }
}
