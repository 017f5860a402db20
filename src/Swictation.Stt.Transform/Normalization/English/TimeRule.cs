using Swictation.Stt.Transform.Numbers;

namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>
/// Times of day: "three thirty p m" → "3:30 p.m.", "half past three" → "3:30", "quarter to one" → "12:45", "eight o'clock" → "8:00", "two p m" → "2 p.m.".
/// </summary>
/// <remarks>
/// Two numbers alone are a time only behind "at", "by", "until" and their like, behind "to" and another time, or in front of "tonight", "tomorrow" and their like;
/// "ten to eleven" only with "minutes", behind such a word, or in front of "a m" and "p m".
/// </remarks>
internal static class TimeRule
{
    /// <summary>Writes the time that begins with a word.</summary>
    /// <param name="words">The utterance.</param>
    /// <param name="first">The word.</param>
    /// <param name="followsTime">Whether the last phrase was a time and ended two words before: "three thirty to five fifteen".</param>
    /// <param name="output">The destination.</param>
    /// <returns>How many words it took; 0 where none begins there.</returns>
    public static int TryWrite(in Utterance words, int first, bool followsTime, ref OutputBuffer output)
    {
        int partAt = words.Is(first, WordRoles.Article) && words.Continues(first + 1, WordRoles.Quarter) ? first + 1 : first;
        if (words.Is(partAt, WordRoles.Half | WordRoles.Quarter))
            return TryWriteRelative(words, first, partAt + 1, words.Is(partAt, WordRoles.Half) ? 30 : 15, isSure: true, ref output);
        if (!words.Is(first, WordRoles.Number) || !words.TryReadWhole(first, 1, 29, out int number, out int count))
            return 0;

        bool hasUnit = words.Continues(first + count, WordRoles.Minute);
        bool isIntroduced = words.Follows(first, WordRoles.BeforeTime);
        bool isRange = words.Follows(first, WordRoles.BeforeRange) || number % 5 != 0; // "from nine to five", "about ten to twelve people"
        int taken = TryWriteRelative(words, first, first + count + (hasUnit ? 1 : 0), number, hasUnit || (isIntroduced && !isRange), ref output);
        return taken > 0 ? taken : TryWriteClock(words, first, number, count, isIntroduced || followsTime, ref output);
    }

    /// <summary>"past three", "to one".</summary>
    private static int TryWriteRelative(in Utterance words, int first, int position, int minutes, bool isSure, ref OutputBuffer output)
    {
        bool isPast = words.Continues(position, WordRoles.Past);
        if (!(isPast || (minutes < 30 && words.Continues(position, WordRoles.To)))
            || !words.IsJoined(position + 1) || !words.TryReadWhole(position + 1, 1, 12, out int hour, out int count))
        {
            return 0;
        }

        position += 1 + count;
        bool hasClock = words.Continues(position, WordRoles.OClock);
        position += hasClock ? 1 : 0;
        int halfCount = TryReadDayHalf(words, position, out string half);
        if (!isPast && !isSure && !hasClock && halfCount == 0)
            return 0; // "ten to eleven people"
        if (!isPast)
            (hour, minutes) = (hour == 1 ? 12 : hour - 1, 60 - minutes);
        Write(ref output, hour, minutes, half);
        return position + halfCount - first;
    }

    private static int TryWriteClock(in Utterance words, int first, int hour, int count, bool isIntroduced, ref OutputBuffer output)
    {
        int position = first + count;
        if (hour <= 12 && words.Continues(position, WordRoles.OClock))
        {
            int afterClock = TryReadDayHalf(words, position + 1, out string clockHalf);
            Write(ref output, hour, 0, clockHalf);
            return position + 1 + afterClock - first;
        }

        int halfCount = hour <= 12 ? TryReadDayHalf(words, position, out string half) : None(out half);
        if (halfCount > 0)
        {
            output.Append(hour);
            output.Append(' ');
            output.Append(half);
            return position + halfCount - first;
        }

        if (!words.IsJoined(position) || !TryReadMinutes(words, position, out int minutes, out int minuteCount))
            return 0;
        position += minuteCount;
        halfCount = hour <= 12 ? TryReadDayHalf(words, position, out half) : None(out half);
        bool isAfternoon = hour is > 12 and < 24 && words.Follows(first, WordRoles.At);
        bool isSure = halfCount > 0 || (hour <= 12 && (isIntroduced || words.Continues(position, WordRoles.AfterTime))) || isAfternoon;
        if (!isSure || words.IsCounted(position) || words.Continues(position, WordRoles.Number))
            return 0;
        Write(ref output, hour, minutes, half);
        return position + halfCount - first;
    }

    private static int None(out string half)
    {
        half = string.Empty;
        return 0;
    }

    private static void Write(ref OutputBuffer output, int hour, int minutes, string half)
    {
        output.Append(hour);
        output.Append(':');
        output.Append(minutes, digits: 2);
        if (half.Length == 0)
            return;
        output.Append(' ');
        output.Append(half);
    }

    /// <summary>Reads ten to fifty nine, "oh five", "o clock" not.</summary>
    private static bool TryReadMinutes(in Utterance words, int first, out int minutes, out int count)
    {
        if (words.TryReadWhole(first, 10, 59, out minutes, out count))
            return true;
        if ((words[first].Equals("oh", StringComparison.OrdinalIgnoreCase) || words[first].Equals("o", StringComparison.OrdinalIgnoreCase))
            && words.IsJoined(first + 1) && words.TryReadWhole(first + 1, 1, 9, out minutes, out count))
        {
            count++;
            return true;
        }

        return false;
    }

    /// <summary>Reads "am", "p.m", "a m" and the like.</summary>
    /// <returns>How many words they are; 0 where there are none.</returns>
    private static int TryReadDayHalf(in Utterance words, int position, out string half)
    {
        half = string.Empty;
        if (!words.IsJoined(position))
            return 0;
        if (words.Is(position, WordRoles.DayHalf))
        {
            half = words.Lexeme(position).Symbol;
            return 1;
        }

        if (words[position] is not ("a" or "A" or "p" or "P") || !words.Continues(position + 1, "m"))
            return 0;
        half = words[position] is "a" or "A" ? "a.m." : "p.m.";
        return 2;
    }
}
