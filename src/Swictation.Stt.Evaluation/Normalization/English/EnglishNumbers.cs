using System.Globalization;
using System.Text.RegularExpressions;

namespace Swictation.Stt.Evaluation;

/// <summary>Writes spelled-out English numbers in digits: <c>twenty first</c>, <c>two point five million</c>, <c>one oh one</c>, <c>ten dollars and five cents</c>.</summary>
internal static partial class EnglishNumbers
{
    // Python's \w, \s and "." in .NET's terms. Symbols beyond the basic plane are gone when numbers are read: surrogates are letters.
    private const string Word = @"[\p{L}\p{N}_\uD800-\uDFFF]";
    private const string Space = @"[\s\x1C-\x1F]";
    private const string Any = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\n])";

    public static string ToDigits(string text)
    {
        text = SpellHalves(text);
        text = LetterBesideDigit().Replace(text, " ");
        text = SpaceBeforeSuffix().Replace(text, string.Empty);
        text = string.Join(' ', new NumberReader(WhiteSpace.Split(text)).Read());
        text = CurrencyAndCents().Replace(text, static match => $"{match.Groups[1].Value}{match.Groups[2].Value}.{match.Groups[3].Value.PadLeft(2, '0')}");
        text = ZeroAndCents().Replace(text, static match => "¢" + int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
        return One().Replace(text, "one$1");
    }

    /// <summary>Writes "two and a half" as "two point five"; after anything but a number it stays.</summary>
    private static string SpellHalves(string text)
    {
        string[] segments = AndAHalf().Split(text);
        if (segments.Length == 1)
            return text;
        var results = new List<string>();
        for (int i = 0; i < segments.Length; i++)
        {
            List<string> words = WhiteSpace.Split(segments[i]);
            if (words.Count == 0)
                continue;
            results.Add(segments[i]);
            if (i < segments.Length - 1)
                results.Add(NumberWords.IsDecimal(words[^1]) || NumberWords.Multipliers.ContainsKey(words[^1]) ? "point five" : "and a half");
        }

        return string.Join(' ', results);
    }

    [GeneratedRegex($"(?<!{Word})and{Space}+a{Space}+half(?!{Word})", RegexOptions.CultureInvariant)]
    private static partial Regex AndAHalf();

    [GeneratedRegex("(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex LetterBesideDigit();

    [GeneratedRegex($"(?<=[0-9]){Space}+(?=(?:st|nd|rd|th|s)(?!{Word}))", RegexOptions.CultureInvariant)]
    private static partial Regex SpaceBeforeSuffix();

    [GeneratedRegex($"([€£$])([0-9]+) (?:and )?¢([0-9]{{1,2}})(?!{Word})", RegexOptions.CultureInvariant)]
    private static partial Regex CurrencyAndCents();

    [GeneratedRegex($"[€£$]0{Any}([0-9]{{1,2}})(?!{Word})", RegexOptions.CultureInvariant)]
    private static partial Regex ZeroAndCents();

    [GeneratedRegex($"(?<!{Word})1(s?)(?!{Word})", RegexOptions.CultureInvariant)]
    private static partial Regex One();
}
