using System.Globalization;
using System.Text;

namespace Swictation.Stt.Evaluation;

/// <summary>Lower case by Unicode's full mapping, as Python's: with the dotted capital I, and the sigma that ends a word.</summary>
internal static class LowerCase
{
    private const char CapitalSigma = '\u03A3';
    private const char SmallSigma = '\u03C3';
    private const char FinalSigma = '\u03C2';
    private const char DottedCapitalI = '\u0130';

    /// <summary>Converts text.</summary>
    public static string Of(string text)
    {
        string lower = text.ToLowerInvariant();
        if (text.AsSpan().IndexOfAny(CapitalSigma, DottedCapitalI) < 0)
            return lower;
        var result = new StringBuilder(lower.Length + 4);
        for (int i = 0; i < text.Length; i++) // the mapping of single characters keeps the length
        {
            switch (text[i])
            {
                case DottedCapitalI:
                    result.Append("i\u0307");
                    break;
                case CapitalSigma:
                    result.Append(EndsWord(text, i) ? FinalSigma : SmallSigma);
                    break;
                default:
                    result.Append(lower[i]);
                    break;
            }
        }

        return result.ToString();
    }

    /// <summary>Whether letters with case stand before the sigma and none after, with marks and apostrophes skipped (the Unicode Standard's Final_Sigma).</summary>
    private static bool EndsWord(string text, int sigma)
    {
        int before = sigma;
        Rune rune;
        while (CharacterClass.TryGetBefore(text, before, out rune) && IsIgnorable(rune))
            before -= rune.Utf16SequenceLength;
        if (before == 0 || !IsCased(rune))
            return false;
        int after = sigma + 1;
        while (CharacterClass.TryGetAt(text, after, out rune) && IsIgnorable(rune))
            after += rune.Utf16SequenceLength;
        return after == text.Length || !IsCased(rune);
    }

    private static bool IsCased(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsIgnorable(Rune rune) =>
        rune.Value is '\'' or '.' or ':' or '\u00B7' or '\u2018' or '\u2019' or '\u2024' or '\u2027'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
