using Swictation.Stt.Transform.Numbers;

namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>
/// Dates in the order in which they are said: "the twenty third of may two thousand and five" → "23 May 2005", "may twenty third two thousand five" → "May 23,
/// 2005", "may two thousand five" → "May 2005".
/// </summary>
/// <remarks>
/// A month alone stays a word. "May" and "march" are months where "of" or a year says so, where a preposition stands in front ("in march two thousand"), or with an
/// ordinal of the tenth and above behind them. A day without "th" needs a year, or nothing behind it, or two digits.
/// </remarks>
internal static class DateRule
{
    private const int SeparateDay = 10; // from here on an ordinal is hardly ever a word of its own

    private static ReadOnlySpan<byte> DaysInMonth => [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>Writes the date that begins with a word.</summary>
    /// <returns>How many words it took; 0 where none begins there.</returns>
    public static int TryWrite(in Utterance words, int first, ref OutputBuffer output)
    {
        return words.Is(first, WordRoles.Month) ? TryWriteMonthFirst(words, first, ref output)
            : words.Is(first, WordRoles.Number | WordRoles.The) ? TryWriteDayFirst(words, first, ref output)
            : 0;
    }

    private static int TryWriteDayFirst(in Utterance words, int first, ref OutputBuffer output)
    {
        int position = words.Is(first, WordRoles.The) ? first + 1 : first;
        if ((position > first && !words.IsJoined(position)) || !TryReadDay(words, position, out int day, out int count, out bool isOrdinal))
            return 0;
        position += count;
        bool hasOf = words.Continues(position, WordRoles.Of);
        int monthAt = hasOf ? position + 1 : position;
        if (!words.Continues(monthAt, WordRoles.Month) || day > DaysInMonth[words.Lexeme(monthAt).Value - 1])
            return 0;
        bool hasYear = TryReadYearAfter(words, monthAt, out int year, out int yearCount, out bool isRound)
            && (!isRound || isOrdinal);
        bool isSure = hasYear || (isOrdinal && (hasOf || (day >= SeparateDay && !words.Is(monthAt, WordRoles.AmbiguousMonth))));
        if (!isSure || (hasOf && !isOrdinal))
            return 0;
        output.Append(day);
        output.Append(' ');
        output.Append(words.Lexeme(monthAt).Symbol);
        if (!hasYear)
            return monthAt + 1 - first;
        output.Append(' ');
        output.Append(year);
        return monthAt + 1 + yearCount - first;
    }

    private static int TryWriteMonthFirst(in Utterance words, int first, ref OutputBuffer output)
    {
        Lexeme month = words.Lexeme(first);
        bool isIntroduced = !words.Is(first, WordRoles.AmbiguousMonth) || words.Follows(first, WordRoles.BeforeDate);
        int dayAt = words.Continues(first + 1, WordRoles.The) ? first + 2 : first + 1;
        bool hasDay = words.IsJoined(dayAt) && TryReadDay(words, dayAt, out int day, out int dayCount, out bool isOrdinal) && day <= DaysInMonth[month.Value - 1]
            ? true : Clear(out day, out dayCount, out isOrdinal);
        int afterDay = dayAt + dayCount;
        bool hasYear = TryReadYearAfter(words, afterDay - 1, out int year, out int yearCount, out _);
        if (hasDay && hasYear)
        {
            WriteDay(ref output, month, day);
            output.Append(", ");
            output.Append(year);
            return afterDay + yearCount - first;
        }

        if (words.IsJoined(first + 1) && words.TryReadYear(first + 1, out year, out yearCount, out bool isRound)
            && (!isRound || words.Follows(first, WordRoles.BeforeDate) || words.EndsBefore(first + 1 + yearCount))
            && (isIntroduced || !isRound))
        {
            output.Append(month.Symbol);
            output.Append(' ');
            output.Append(year);
            return 1 + yearCount;
        }

        bool isSure = isOrdinal ? isIntroduced || (day >= SeparateDay && dayAt == first + 1)
            : isIntroduced && dayAt == first + 1 && (day >= SeparateDay || words.EndsBefore(afterDay));
        if (!hasDay || !isSure || words.IsCounted(afterDay))
            return 0;
        WriteDay(ref output, month, day);
        return afterDay - first;
    }

    private static bool Clear(out int day, out int count, out bool isOrdinal)
    {
        (day, count, isOrdinal) = (0, 0, false);
        return false;
    }

    private static void WriteDay(ref OutputBuffer output, Lexeme month, int day)
    {
        output.Append(month.Symbol);
        output.Append(' ');
        output.Append(day);
    }

    private static bool TryReadDay(in Utterance words, int first, out int day, out int count, out bool isOrdinal)
    {
        (day, count, isOrdinal) = (0, 0, false);
        if (!words.Is(first, WordRoles.Number) || words.Is(first, WordRoles.Article) || !words.TryRead(first, SpokenNumberForms.Ordinal, out SpokenNumber number)
            || number.Kind is not (SpokenNumberKind.Cardinal or SpokenNumberKind.Ordinal) || !number.TryGetInteger(out long value) || value is < 1 or > 31)
        {
            return false;
        }

        (day, count, isOrdinal) = ((int)value, number.WordCount, number.Kind == SpokenNumberKind.Ordinal);
        return true;
    }

    /// <summary>Reads a year behind a word; a comma may stand in between ("May 23rd, two thousand five").</summary>
    private static bool TryReadYearAfter(in Utterance words, int last, out int year, out int count, out bool isRound)
    {
        (year, count, isRound) = (0, 0, false);
        int first = last + 1;
        if (first >= words.Words.Length)
            return false;
        bool isNear = words.IsJoined(first) || (!words.Words[first].HasMarksBefore && words.Words[last].MarksAfter(words.Text) is ",");
        return isNear && words.TryReadYear(first, out year, out count, out isRound);
    }
}
