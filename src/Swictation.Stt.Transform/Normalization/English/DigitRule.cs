using Swictation.Stt.Transform.Numbers;

namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>
/// Digits said one by one: "five five five one two three four" → "555-1234", "plus four four two zero seven nine four six oh nine five eight" → "+44 207 946 0958",
/// "one two three four" → "1234", "four oh four" → "404".
/// </summary>
/// <remarks>Fewer than four digits stay words, unless one of them is "oh". Pairs are taken behind three single digits, where seven and more come together.</remarks>
internal static class DigitRule
{
    private const int LeastDigits = 4;
    private const int LeastTelephoneDigits = 7;
    private const int MostTelephoneDigits = 15; // ITU-T E.164

    /// <summary>Writes the digits that begin with a word.</summary>
    /// <returns>How many words it took; 0 where none begin there.</returns>
    public static int TryWrite(in Utterance words, int first, ref OutputBuffer output)
    {
        if (TryWriteTollFree(words, first, ref output) is > 0 and var tollFree)
            return tollFree;
        bool isInternational = words[first].Equals("plus", StringComparison.OrdinalIgnoreCase);
        int start = isInternational ? first + 1 : first;
        if (!words.Is(start, WordRoles.Number) || words.Is(start, WordRoles.Article) || (isInternational && !words.IsJoined(start))
            || !words.TryRead(start, SpokenNumberForms.Digits, out SpokenNumber number) || number.Kind is not (SpokenNumberKind.Digits or SpokenNumberKind.Year)
            || number.Text.ContainsAnyExceptInRange('0', '9'))
        {
            return 0;
        }

        int end = start + number.WordCount;
        (int singles, bool hasOh, bool isAllSingle) = Count(words, start, end);
        ReadOnlySpan<char> digits = number.Text;
        if (isInternational)
        {
            // Nothing else is said "plus" and then so many digits.
            if (digits.Length is < LeastTelephoneDigits or > MostTelephoneDigits)
                return 0;
            WriteInternational(digits, ref output);
            return end - first;
        }

        bool isEnough = isAllSingle ? digits.Length >= LeastDigits || (hasOh && digits.Length == 3 && singles == 3)
            : singles >= 3 && digits.Length >= LeastTelephoneDigits;
        if (!isEnough || words.IsCounted(end))
            return 0;
        WriteNational(digits, ref output);
        return end - first;
    }

    /// <summary>"one eight hundred five five five one two three four", also without "one".</summary>
    private static int TryWriteTollFree(in Utterance words, int first, ref OutputBuffer output)
    {
        bool hasTrunk = words[first].Equals("one", StringComparison.OrdinalIgnoreCase);
        int areaAt = hasTrunk ? first + 1 : first;
        int position = areaAt + 2;
        if ((hasTrunk && !words.IsJoined(areaAt)) || !(words[areaAt].Equals("eight", StringComparison.OrdinalIgnoreCase) || words[areaAt].Equals("nine", StringComparison.OrdinalIgnoreCase))
            || !words.Continues(areaAt + 1, "hundred") || !words.IsJoined(position)
            || !words.TryRead(position, SpokenNumberForms.Digits, out SpokenNumber number) || number.Length != LeastTelephoneDigits
            || !Count(words, position, position + number.WordCount).IsAllSingle)
        {
            return 0;
        }

        output.Append(hasTrunk ? "1-" : string.Empty);
        output.Append(words[areaAt][0] is 'e' or 'E' ? "800-" : "900-");
        WriteNational(number.Text, ref output);
        return position + number.WordCount - first;
    }

    /// <summary>Counts the single digits at the front, and tells whether there is an "oh" inside, and whether there is nothing else.</summary>
    private static (int Singles, bool HasOh, bool IsAllSingle) Count(in Utterance words, int start, int end)
    {
        int singles = 0;
        bool hasOh = false;
        for (int i = start; i < end; i++)
        {
            if (!EnglishNumerals.TryFind(words[i], out Numeral numeral) || !(numeral.IsDigit || numeral.Type == NumeralType.Repeat))
                return (singles, hasOh, false);
            hasOh |= numeral.Type == NumeralType.Oh && i > start;
            singles++;
        }

        return (singles, hasOh, true);
    }

    private static void WriteNational(scoped ReadOnlySpan<char> digits, ref OutputBuffer output)
    {
        switch (digits)
        {
            case { Length: 7 }:
                Write(digits, [3, 4], '-', ref output);
                break;
            case { Length: 10 }:
                Write(digits, [3, 3, 4], '-', ref output);
                break;
            case ['1', ..] when digits.Length == 11:
                Write(digits, [1, 3, 3, 4], '-', ref output);
                break;
            default:
                output.Append(digits);
                break;
        }
    }

    private static void WriteInternational(scoped ReadOnlySpan<char> digits, ref OutputBuffer output)
    {
        int code = CountryCodeLength(digits);
        output.Append('+');
        output.Append(digits[..code]);
        output.Append(' ');
        digits = digits[code..];
        scoped ReadOnlySpan<int> groups = digits.Length switch
        {
            >= 9 => [3, 3, digits.Length - 6],
            8 => [4, 4],
            7 => [3, 4],
            _ => [digits.Length],
        };
        Write(digits, groups, ' ', ref output);
    }

    /// <summary>The length of a country's code by its first digits: ITU-T E.164, of 2016.</summary>
    private static int CountryCodeLength(scoped ReadOnlySpan<char> digits) => (digits[0], digits[1]) switch
    {
        ('1' or '7', _) => 1,
        ('2', '0' or '7') or ('3', not ('5' or '7' or '8')) or ('4', not '2') or ('5', not ('0' or '9')) or ('6', <= '6')
            or ('8', '1' or '2' or '4' or '6') or ('9', not ('6' or '7' or '9')) => 2,
        _ => 3,
    };

    private static void Write(scoped ReadOnlySpan<char> digits, scoped ReadOnlySpan<int> groups, char separator, ref OutputBuffer output)
    {
        for (int i = 0; i < groups.Length; i++)
        {
            if (i > 0)
                output.Append(separator);
            output.Append(digits[..groups[i]]);
            digits = digits[groups[i]..];
        }
    }
}
