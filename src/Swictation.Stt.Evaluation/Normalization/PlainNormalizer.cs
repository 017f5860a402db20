using System.Globalization;
using System.Text;

namespace Swictation.Stt.Evaluation;

/// <summary>Ignores case, punctuation and spacing, and nothing else: for any language, where numbers and spellings are to be right as well.</summary>
/// <remarks>
/// <para>
/// In Unicode form KC and lower case: letters, numbers and combining marks stay; an apostrophe stays within a word (typographic ones
/// become <c>'</c>), a point or comma between two digits; characters that only format, such as the soft hyphen, vanish; everything
/// else is a space. White space is collapsed and trimmed. <c>It’s 3.5 km–wide!</c> becomes <c>it's 3.5 km wide</c>.
/// </para>
/// <para>Normalising twice changes nothing more. Safe for concurrent use.</para>
/// </remarks>
public sealed class PlainNormalizer : ITextNormalizer
{
    /// <inheritdoc/>
    /// <value><c>plain</c>.</value>
    public string Name => "plain";

    /// <inheritdoc/>
    public string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // What formats goes first: without it, characters may compose.
        text = LowerCase.Of(UnicodeNormalizer.ToKC(WithoutFormatting(text)));
        var result = new StringBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        int position = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int next = position + rune.Utf16SequenceLength;
            if (IsKept(rune))
                result.Append(units[..rune.EncodeToUtf16(units)]);
            else if (IsApostrophe(rune) && IsKeptAround(text, position, next, IsKept))
                result.Append('\'');
            else if (rune.Value is '.' or ',' && IsKeptAround(text, position, next, Rune.IsDigit))
                result.Append((char)rune.Value);
            else
                result.Append(' ');
            position = next;
        }

        return WhiteSpace.Collapse(result.ToString()).Trim();
    }

    private static string WithoutFormatting(string text)
    {
        var result = new StringBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
                result.Append(units[..rune.EncodeToUtf16(units)]);
        }

        return result.ToString();
    }

    private static bool IsKept(Rune rune)
    {
        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        return category is < UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
    }

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '\u2018' or '\u2019';

    private static bool IsKeptAround(string text, int start, int end, Func<Rune, bool> isKept) =>
        CharacterClass.TryGetBefore(text, start, out Rune before) && isKept(before) && CharacterClass.TryGetAt(text, end, out Rune after) && isKept(after);
}
