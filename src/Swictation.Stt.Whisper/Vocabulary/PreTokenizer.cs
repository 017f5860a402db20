using System.Buffers;
using System.Globalization;
using System.Text;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Cuts text into the pieces within which byte pairs merge: GPT-2's pattern
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>, read over code points as tiktoken does, so letters
/// beyond the basic plane are letters.
/// </summary>
internal static class PreTokenizer
{
    private enum Kind
    {
        Letter,
        Number,
        Space,
        Other,
    }

    /// <summary>Finds the length of the piece at the start of the text.</summary>
    /// <param name="text">Valid UTF-8, not empty.</param>
    /// <returns>Its length in bytes, at least 1.</returns>
    public static int PieceLength(ReadOnlySpan<byte> text)
    {
        int contraction = ContractionLength(text);
        if (contraction > 0)
            return contraction;
        int lead = text[0] == ' ' && text.Length > 1 ? 1 : 0;
        Kind kind = KindAt(text[lead..], out _);
        if (kind != Kind.Space)
            return lead + RunLength(text[lead..], kind, out _);

        int run = RunLength(text, Kind.Space, out int last);
        // Before a word the last space is left to it, unless it is the only one.
        return run == text.Length || run == last ? run : run - last;
    }

    private static int ContractionLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[0] != '\'')
            return 0;
        if (text[1] is (byte)'s' or (byte)'t' or (byte)'m' or (byte)'d')
            return 2;
        ReadOnlySpan<byte> rest = text[1..];
        return rest.StartsWith("re"u8) || rest.StartsWith("ve"u8) || rest.StartsWith("ll"u8) ? 3 : 0;
    }

    /// <summary>Measures the run of one kind of character; <paramref name="last"/> is the length of its last character.</summary>
    private static int RunLength(ReadOnlySpan<byte> text, Kind kind, out int last)
    {
        int length = 0;
        last = 0;
        while (length < text.Length && KindAt(text[length..], out int bytes) == kind)
        {
            length += bytes;
            last = bytes;
        }

        return length;
    }

    private static Kind KindAt(ReadOnlySpan<byte> text, out int bytes)
    {
        OperationStatus status = Rune.DecodeFromUtf8(text, out Rune rune, out bytes);
        if (status != OperationStatus.Done)
            return Kind.Other;
        if (Rune.IsWhiteSpace(rune))
            return Kind.Space;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Kind.Other,
        };
    }
}
