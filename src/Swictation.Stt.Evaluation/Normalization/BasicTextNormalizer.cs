using System.Globalization;
using System.Text;

namespace Swictation.Stt.Evaluation;

/// <summary>Whisper's normaliser for every language but English: lower case, without what is in brackets, with spaces for marks, symbols and punctuation.</summary>
/// <remarks>
/// <para>
/// The text is lower-cased; <c>&lt;…&gt;</c>, <c>[…]</c> and <c>(…)</c> go with what is in them; then, in Unicode form KC, every mark,
/// symbol and punctuation becomes a space, or, where diacritics are removed, in form KD, non-spacing marks vanish, <c>æ ø ß đ ð þ ł œ</c>
/// are spelled in plain letters, and the others become spaces; runs of white space become one space. As in the reference, it is not
/// trimmed, and a mark that has no composed form splits its word, which is hard on scripts such as Devanagari.
/// </para>
/// <para>Outputs equal those of <c>whisper/normalizers/basic.py</c> of openai/whisper 20250625. Safe for concurrent use.</para>
/// </remarks>
/// <param name="removeDiacritics">Whether to compare letters without their diacritics.</param>
/// <param name="splitLetters">Whether to put a space between any two grapheme clusters, for languages that write no spaces: word errors are then character errors.</param>
public sealed class BasicTextNormalizer(bool removeDiacritics = false, bool splitLetters = false) : ITextNormalizer
{
    /// <summary>Gets whether letters are compared without their diacritics.</summary>
    public bool RemoveDiacritics => removeDiacritics;

    /// <summary>Gets whether every grapheme cluster becomes a word.</summary>
    public bool SplitLetters => splitLetters;

    /// <inheritdoc/>
    /// <value><c>basic</c>, followed by <c>-no-diacritics</c> and <c>-split</c> where these are chosen.</value>
    public string Name { get; } = "basic" + (removeDiacritics ? "-no-diacritics" : string.Empty) + (splitLetters ? "-split" : string.Empty);

    /// <inheritdoc/>
    public string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = Brackets.Remove(LowerCase.Of(text));
        text = LowerCase.Of(removeDiacritics ? Symbols.RemoveWithDiacritics(text) : Symbols.Remove(text));
        return WhiteSpace.Collapse(splitLetters ? Split(text) : text);
    }

    private static string Split(string text)
    {
        var result = new StringBuilder(text.Length * 2);
        for (int start = 0; start < text.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(text, start);
            if (start > 0)
                result.Append(' ');
            result.Append(text, start, length);
            start += length;
        }

        return result.ToString();
    }
}
