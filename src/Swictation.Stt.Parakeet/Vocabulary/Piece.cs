using System.Globalization;

namespace Swictation.Stt.Parakeet;

/// <summary>One piece of a vocabulary, with what rendering needs to know of it.</summary>
internal readonly struct Piece
{
    public Piece(string text)
    {
        Text = text;
        StartsWord = text.StartsWith(Vocabulary.WordStart);
        Surface = StartsWord ? text[1..] : text;
        IsByte = text.Length == 6 && text.StartsWith("<0x", StringComparison.Ordinal) && text[5] == '>'
            && byte.TryParse(text.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
        // Parakeet v3 begins with Canary's control tokens (<|en|>, <pad> …); they are never text.
        IsControl = !IsByte && text.Length > 2 && text[0] == '<' && text[^1] == '>';
        IsPunctuation = Surface.Length > 0 && !IsControl && !IsByte && IsPunctuationMark(Surface[0]) && Surface.All(IsPunctuationMark);
    }

    /// <summary>Gets the piece as the vocabulary spells it.</summary>
    public string Text { get; }

    /// <summary>Gets the piece without the mark of a word start.</summary>
    public string Surface { get; }

    public bool StartsWord { get; }

    public bool IsControl { get; }

    /// <summary>Gets whether the piece stands for one byte of UTF-8, as in <c>&lt;0xE2&gt;</c>.</summary>
    public bool IsByte { get; }

    /// <summary>Gets whether the piece is punctuation only, which attaches to the word before it.</summary>
    public bool IsPunctuation { get; }

    public byte ByteValue => byte.Parse(Text.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>Whether a character is one that NeMo gives no length of its own (<c>_refine_timestamps_tdt</c>). An apostrophe is part of a word.</summary>
    private static bool IsPunctuationMark(char c) => c != '\'' && c != '’' && char.IsPunctuation(c);
}
