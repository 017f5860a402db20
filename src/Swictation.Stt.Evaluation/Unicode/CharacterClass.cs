using System.Globalization;
using System.Text;

namespace Swictation.Stt.Evaluation;

/// <summary>Classes of characters as the regular expressions of Whisper's normalisers take them, which is as Python does.</summary>
/// <remarks>.NET's differ: its <c>\w</c> has combining marks and lacks some numbers, its <c>\s</c> lacks the information separators.</remarks>
internal static class CharacterClass
{
    /// <summary>Whether a character belongs to a word: a letter, a number or an underscore.</summary>
    public static bool IsWord(Rune rune) => rune.Value == '_' || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Whether a character separates words.</summary>
    public static bool IsWhiteSpace(char character) => char.IsWhiteSpace(character) || character is >= '\x1C' and <= '\x1F';

    /// <summary>Whether a character is a mark, a symbol or punctuation.</summary>
    public static bool IsMarkSymbolOrPunctuation(UnicodeCategory category) =>
        IsMark(category) || category is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherSymbol;

    /// <summary>Whether a character combines with the one before.</summary>
    public static bool IsMark(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>Gets the character that ends before a position.</summary>
    public static bool TryGetBefore(string text, int position, out Rune rune)
    {
        rune = default;
        return position > 0 && Rune.DecodeLastFromUtf16(text.AsSpan(0, position), out rune, out _) == System.Buffers.OperationStatus.Done;
    }

    /// <summary>Gets the character that begins at a position.</summary>
    public static bool TryGetAt(string text, int position, out Rune rune)
    {
        rune = default;
        return position < text.Length && Rune.DecodeFromUtf16(text.AsSpan(position), out rune, out _) == System.Buffers.OperationStatus.Done;
    }

    /// <summary>Whether a character of a word ends before a position.</summary>
    public static bool IsWordBefore(string text, int position) => TryGetBefore(text, position, out Rune rune) && IsWord(rune);

    /// <summary>Whether a character of a word begins at a position.</summary>
    public static bool IsWordAt(string text, int position) => TryGetAt(text, position, out Rune rune) && IsWord(rune);
}
