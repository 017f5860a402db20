using System.Buffers;
using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Numbers;

/// <summary>Reads English numbers off words: cardinals, digits, years, decades, decimals, versions, negative numbers and ordinals.</summary>
/// <remarks>Takes the longest number that begins at a word and ends with a whole word. A mark after a word ends the number. Allocates nothing.</remarks>
internal static class SpokenNumberReader
{
    private static readonly SearchValues<char> WrittenCharacters = SearchValues.Create("0123456789.,");

    /// <summary>Reads a number.</summary>
    /// <param name="text">The utterance.</param>
    /// <param name="words">Its words.</param>
    /// <param name="first">The word that the number begins with; from 0 to the number of words.</param>
    /// <param name="forms">The forms to take.</param>
    /// <param name="number">The number.</param>
    /// <returns>Whether a number begins there.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, ReadOnlySpan<SpokenWord> words, int first, SpokenNumberForms forms, out SpokenNumber number)
    {
        number = default;
        if (first >= words.Length)
            return false;
        if (char.IsAsciiDigit(words[first].CoreOf(text)[0]))
            return (forms & SpokenNumberForms.Written) != 0 && TryReadWritten(words[first].CoreOf(text), ref number);
        if (!EnglishNumerals.TryFind(FirstPart(words[first].CoreOf(text)), out _))
            return false;
        Span<Numeral> numerals = stackalloc Numeral[NumeralScanner.Capacity];
        int count = NumeralScanner.Scan(text, words, first, (forms & SpokenNumberForms.Ordinal) != 0, numerals);
        while (count > 0)
        {
            number = default;
            int taken = new SpokenNumberParser(numerals[..count], forms).Parse(ref number);
            if (taken == 0)
                return false;
            if (numerals[taken - 1].WordEnd > 0)
            {
                number.WordCount = numerals[taken - 1].WordEnd;
                return true;
            }

            // The number ends inside a hyphenated word: try again without that word.
            count = taken - 1;
            while (count > 0 && numerals[count - 1].WordEnd == 0)
                count--;
        }

        number = default;
        return false;
    }

    private static ReadOnlySpan<char> FirstPart(ReadOnlySpan<char> word)
    {
        int hyphen = word.IndexOfAny('-', '‑');
        return hyphen < 0 ? word : word[..hyphen];
    }

    /// <summary>Takes digits as they are, where there are only digits, points and commas, beginning and ending with a digit.</summary>
    private static bool TryReadWritten(ReadOnlySpan<char> word, ref SpokenNumber number)
    {
        if (word.ContainsAnyExcept(WrittenCharacters) || !number.TryAppend(word))
            return false;
        (number.Kind, number.WordCount) = (SpokenNumberKind.Written, 1);
        return true;
    }
}
