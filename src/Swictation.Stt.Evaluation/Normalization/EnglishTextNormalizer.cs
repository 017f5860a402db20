using System.Text;
using System.Text.RegularExpressions;

namespace Swictation.Stt.Evaluation;

/// <summary>Whisper's normaliser for English, with which most published error rates of English are made.</summary>
/// <remarks>
/// <para>In this order: lower case; brackets with what is in them, and hesitations (<c>hmm mm mhm mmm uh um</c>), go; contractions and
/// titles are spelled out (<c>won't</c>, <c>gonna</c>, <c>'ve</c>, <c>mr</c>); commas between digits and full stops that no digit follows go;
/// diacritics, marks, symbols and punctuation go, but for <c>. % $ ¢ € £</c>; spelled-out numbers become digits, with ordinals, plurals,
/// decimals, currencies, cents and percentages; British spellings become American; symbols that stand by no digit go.</para>
/// <para>
/// Outputs equal those of <c>whisper/normalizers/english.py</c> of openai/whisper 20250625, oddities included: <c>1.5</c> becomes
/// <c>one.5</c>, <c>O'Neil</c> <c>0 neil</c>. Where the reference fails, which it does on numbers of more than 4,300 digits, this one does not.
/// The Open ASR leaderboard's normaliser has gone its own way since April 2026: its figures are not comparable with these.
/// </para>
/// <para>Safe for concurrent use.</para>
/// </remarks>
public sealed partial class EnglishTextNormalizer : ITextNormalizer
{
    private const string NumericSymbols = ".%$¢€£";

    /// <inheritdoc/>
    /// <value><c>english</c>.</value>
    public string Name => "english";

    /// <inheritdoc/>
    public string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = Brackets.Remove(LowerCase.Of(text));
        text = Contractions.Expand(text);
        text = RemoveStops(RemoveDigitCommas(text));
        text = Symbols.RemoveWithDiacritics(text, NumericSymbols);
        text = EnglishNumbers.ToDigits(text);
        text = string.Join(' ', WhiteSpace.Split(text).Select(AmericanSpelling.Of));
        text = SymbolBeforeNonDigit().Replace(text, " $1");
        text = PercentAfterNonDigit().Replace(text, "$1 ");
        return WhiteSpace.Collapse(text);
    }

    /// <summary>Removes commas between two digits; a digit serves one comma only, as in the reference: <c>1,2,3</c> becomes <c>12,3</c>.</summary>
    private static string RemoveDigitCommas(string text)
    {
        if (!text.Contains(',', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder(text.Length);
        int taken = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool isRemoved = text[i] == ','
                && CharacterClass.TryGetBefore(text, i, out Rune before) && Rune.IsDigit(before) && i - before.Utf16SequenceLength >= taken
                && CharacterClass.TryGetAt(text, i + 1, out Rune after) && Rune.IsDigit(after);
            if (!isRemoved)
            {
                result.Append(text[i]);
                continue;
            }

            CharacterClass.TryGetAt(text, i + 1, out after);
            taken = i + 1 + after.Utf16SequenceLength;
        }

        return result.ToString();
    }

    /// <summary>Removes full stops that no digit follows. The character after one is passed over, as in the reference.</summary>
    private static string RemoveStops(string text)
    {
        if (!text.Contains('.', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool isRemoved = text[i] == '.' && (i + 1 == text.Length || !char.IsAsciiDigit(text[i + 1]));
            result.Append(isRemoved ? ' ' : text[i]);
            if (isRemoved && ++i < text.Length)
                result.Append(text[i]);
        }

        return result.ToString();
    }

    [GeneratedRegex("[.$¢€£]([^0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex SymbolBeforeNonDigit();

    [GeneratedRegex("([^0-9])%", RegexOptions.CultureInvariant)]
    private static partial Regex PercentAfterNonDigit();
}
