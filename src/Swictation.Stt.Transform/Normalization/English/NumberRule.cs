using Swictation.Stt.Transform.Numbers;

namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>
/// Numbers with nothing to count: "forty two" → "42", "twenty first" → "21st", "three point one four" → "3.14", "minus seven" → "-7", "two thirds" → "2/3", "nineteen
/// eighties" → "1980s", "five to ten" → "5 to 10".
/// </summary>
/// <remarks>
/// Zero to nine and first to ninth stay words, and so do "a hundred", "a third", "hundreds" and "million" alone. In "five to ten" and "nine or twelve" both are
/// written alike, and two numbers side by side ("twenty four seven") stay words. "Twenty second" is an ordinal only behind "the", because it is a length of time else.
/// </remarks>
internal static class NumberRule
{
    private const int FirstWrittenNumber = 10; // below it numbers are words, as the Associated Press's and most style guides have it

    /// <summary>Writes the number that begins with a word.</summary>
    /// <returns>How many words it took; 0 where none begins there.</returns>
    public static int TryWrite(in Utterance words, int first, ref OutputBuffer output, out NormalizationKind kind)
    {
        kind = NormalizationKind.None;
        if (!words.Is(first, WordRoles.Number) || words.Is(first, WordRoles.Article) || (EnglishNumerals.TryFind(words[first], out Numeral numeral) && numeral.IsMultiplier))
            return 0; // "several hundred", "a million"
        int taken = words.TryReadAmount(first, out Amount amount) && amount is { Scale.Length: > 0, Fraction.Length: > 0 } ? 0 : TryWriteFraction(words, first, ref output);
        if (taken > 0)
        {
            kind = NormalizationKind.Fraction;
            return taken;
        }

        taken = TryWriteOrdinal(words, first, ref output);
        if (taken > 0)
        {
            kind = NormalizationKind.Ordinal;
            return taken;
        }

        taken = TryWriteYear(words, first, ref output);
        if (taken > 0)
        {
            kind = NormalizationKind.Year;
            return taken;
        }

        return TryWriteNumber(words, first, ref output, out kind);
    }

    private static int TryWriteFraction(in Utterance words, int first, ref OutputBuffer output)
    {
        if (!words.TryReadWhole(first, 1, 99, out int number, out int count))
            return 0;
        int position = first + count;
        if (TryReadDenominator(words, position, number, out int denominator))
        {
            WriteFraction(ref output, number, denominator);
            return count + 1;
        }

        // "three and a half", "three and three quarters"
        if (!words.Continues(position, WordRoles.And) || !words.IsJoined(position + 1))
            return 0;
        bool isArticle = words.Is(position + 1, WordRoles.Article);
        int part = 1;
        int partCount = 1;
        if ((!isArticle && !words.TryReadWhole(position + 1, 1, 15, out part, out partCount)) || !TryReadDenominator(words, position + 1 + partCount, part, out denominator))
            return 0;
        output.Append(number);
        output.Append(' ');
        WriteFraction(ref output, part, denominator);
        return count + 2 + partCount;
    }

    private static bool TryReadDenominator(in Utterance words, int position, int number, out int denominator)
    {
        denominator = words.IsJoined(position) ? words.Lexeme(position).Value : 0;
        if (denominator < 2 || words.Is(position, WordRoles.Month | WordRoles.Unit))
            return false;
        bool isPlural = words[position][^1] is 's' or 'S';
        return number < denominator && isPlural == number > 1;
    }

    private static void WriteFraction(ref OutputBuffer output, int number, int denominator)
    {
        output.Append(number);
        output.Append('/');
        output.Append(denominator);
    }

    private static int TryWriteOrdinal(in Utterance words, int first, ref OutputBuffer output)
    {
        if (!words.TryRead(first, SpokenNumberForms.Ordinal, out SpokenNumber number) || number.Kind != SpokenNumberKind.Ordinal
            || !number.TryGetInteger(out long value) || value < FirstWrittenNumber)
        {
            return 0;
        }

        bool isSecond = words[first + number.WordCount - 1].EndsWith("second", StringComparison.OrdinalIgnoreCase);
        if (isSecond && !words.Follows(first, WordRoles.The))
            return 0;
        output.Append(number.Text);
        return number.WordCount;
    }

    private static int TryWriteYear(in Utterance words, int first, ref OutputBuffer output)
    {
        if (!words.TryRead(first, SpokenNumberForms.Year | SpokenNumberForms.Decade, out SpokenNumber number) || words.IsCounted(first + number.WordCount))
            return 0;
        bool isYear = number.Kind == SpokenNumberKind.Year && number.TryGetInteger(out long year) && year is >= 1300 and < 2100; // "twelve thirty" is a time as well
        bool isDecade = number.Kind == SpokenNumberKind.Decade && number.TryGetInteger(out long decade) && decade is >= 1300 and < 2100;
        if (!isYear && !isDecade)
            return 0;
        output.Append(number.Text);
        return number.WordCount;
    }

    private static int TryWriteNumber(in Utterance words, int first, ref OutputBuffer output, out NormalizationKind kind)
    {
        kind = NormalizationKind.Cardinal;
        if (!words.TryReadAmount(first, out Amount amount) || words[first].Equals("point", StringComparison.OrdinalIgnoreCase)
            || words.FollowsNumber(first) || words.ContinuesNumber(first + amount.WordCount))
        {
            return 0; // "twenty four seven", "fifty fifty"
        }

        // "five minus three" is arithmetic, and stays words with its numbers.
        bool isNegative = amount.Number.Text[0] == '-';
        if (isNegative && words.Follows(first, WordRoles.Number))
            return 0;
        int position = first + amount.WordCount;
        bool isRange = words.Connector(first, position) != WordRoles.None && words.TryReadAmount(position + 1, out Amount most)
            ? IsRange(words, position + 1, amount, most)
            : Clear(out most);
        if (isRange)
        {
            amount.Write(ref output);
            output.Append(' ');
            output.Append(words[position]);
            output.Append(' ');
            most.Write(ref output);
            kind = NormalizationKind.Range;
            return amount.WordCount + 1 + most.WordCount;
        }

        if (amount.IsSmall && !isNegative)
            return 0;
        if (amount.Number.Kind == SpokenNumberKind.Written && amount.Scale.Length == 0)
            return 0; // it is written already
        kind = amount.Number.Text.Contains('.') ? NormalizationKind.Decimal : NormalizationKind.Cardinal;
        amount.Write(ref output);
        return amount.WordCount;
    }

    private static bool Clear(out Amount amount)
    {
        amount = default;
        return false;
    }

    /// <summary>Whether two whole numbers are written as digits because one of them is.</summary>
    private static bool IsRange(in Utterance words, int second, Amount least, Amount most) =>
        IsPlain(least) && IsPlain(most) && !(least.IsSmall && most.IsSmall) && most.Number.Text[0] != '-' && !IsPartOfMore(words, second + most.WordCount);

    private static bool IsPlain(Amount amount) => amount.Scale.Length == 0 && amount.Fraction.Length == 0 && amount.Number.Kind == SpokenNumberKind.Cardinal;

    /// <summary>Whether the second number belongs to a phrase of its own: "nine to twelve thirty", "ten or twenty first".</summary>
    private static bool IsPartOfMore(in Utterance words, int position) =>
        words.Continues(position, WordRoles.Number | WordRoles.OClock | WordRoles.DayHalf | WordRoles.Month) || words.IsCounted(position);
}
