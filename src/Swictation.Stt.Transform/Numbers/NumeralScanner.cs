using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Numbers;

/// <summary>Collects the words from a place on that can belong to one number. Hyphenated words ("forty-two") count as their parts.</summary>
internal static class NumeralScanner
{
    /// <summary>The most numerals looked at for one number.</summary>
    public const int Capacity = 64;

    /// <summary>Collects numerals.</summary>
    /// <param name="text">The utterance.</param>
    /// <param name="words">Its words.</param>
    /// <param name="first">The first word of the number.</param>
    /// <param name="acceptsOrdinals">Whether "first" is a numeral.</param>
    /// <param name="numerals">Receives the numerals, at most as many as it holds; they end with a whole word.</param>
    /// <returns>How many there are.</returns>
    public static int Scan(ReadOnlySpan<char> text, ReadOnlySpan<SpokenWord> words, int first, bool acceptsOrdinals, Span<Numeral> numerals)
    {
        int count = 0;
        for (int i = first; i < words.Length; i++)
        {
            SpokenWord word = words[i];
            if (i > first && word.HasMarksBefore)
                break;
            int taken = AddParts(word.CoreOf(text), acceptsOrdinals, numerals[count..]);
            if (taken == 0)
                break;
            count += taken;
            numerals[count - 1] = numerals[count - 1] with { WordEnd = i - first + 1 };
            if (word.HasMarksAfter)
                break;
        }

        return count;
    }

    private static int AddParts(ReadOnlySpan<char> word, bool acceptsOrdinals, Span<Numeral> numerals)
    {
        int count = 0;
        while (true)
        {
            int hyphen = word.IndexOfAny('-', '‑');
            ReadOnlySpan<char> part = hyphen < 0 ? word : word[..hyphen];
            if (count == numerals.Length || !EnglishNumerals.TryFind(part, out Numeral numeral) || (numeral.IsOrdinal && !acceptsOrdinals))
                return 0;
            numerals[count++] = numeral;
            if (hyphen < 0)
                return count;
            word = word[(hyphen + 1)..];
        }
    }
}
