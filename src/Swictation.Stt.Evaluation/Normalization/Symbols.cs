using System.Globalization;
using System.Text;

namespace Swictation.Stt.Evaluation;

/// <summary>Puts spaces where marks, symbols and punctuation are.</summary>
internal static class Symbols
{
    /// <summary>Removes them in Unicode form KC, which keeps the diacritics of composed letters.</summary>
    public static string Remove(string text)
    {
        text = UnicodeNormalizer.ToKC(text);
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (CharacterClass.IsMarkSymbolOrPunctuation(Rune.GetUnicodeCategory(rune)))
                result.Append(' ');
            else
                Append(result, rune);
        }

        return result.ToString();
    }

    /// <summary>Removes them in Unicode form KD; diacritics vanish, so that letters come out plain.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keep">Characters to leave as they are.</param>
    public static string RemoveWithDiacritics(string text, string keep = "")
    {
        text = UnicodeNormalizer.ToKD(text);
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            if (rune.IsBmp && keep.Contains((char)rune.Value, StringComparison.Ordinal))
                result.Append((char)rune.Value);
            else if (PlainLetters(rune.Value) is { } letters)
                result.Append(letters);
            else if (category == UnicodeCategory.NonSpacingMark)
                continue;
            else if (CharacterClass.IsMarkSymbolOrPunctuation(category))
                result.Append(' ');
            else
                Append(result, rune);
        }

        return result.ToString();
    }

    /// <summary>Gets the spelling of letters that are of one piece in Unicode: their decomposition leaves them as they are.</summary>
    private static string? PlainLetters(int code) => code switch
    {
        'œ' => "oe",
        'Œ' => "OE",
        'ø' => "o",
        'Ø' => "O",
        'æ' => "ae",
        'Æ' => "AE",
        'ß' => "ss",
        'ẞ' => "SS",
        'đ' or 'ð' => "d",
        'Đ' or 'Ð' => "D",
        'þ' or 'Þ' => "th",
        'ł' => "l",
        'Ł' => "L",
        _ => null,
    };

    private static void Append(StringBuilder result, Rune rune)
    {
        Span<char> units = stackalloc char[2];
        result.Append(units[..rune.EncodeToUtf16(units)]);
    }
}
