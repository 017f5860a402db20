namespace Swictation.Stt.Transform.Corrections;

/// <summary>Reduces words to the letters that <see cref="DoubleMetaphone"/> reads: A to Z, Ç and Ñ.</summary>
internal static class LetterFolding
{
    private const char FirstFolded = 'À';

    // U+00C0 to U+017F, each by its base letter; blank where there is none.
    private const string Folded =
        "AAAAAAAÇEEEEIIIIDÑOOOOO OUUUUYTSAAAAAAAÇEEEEIIIIDÑOOOOO OUUUUYTY"
        + "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIIIJJJJKKKLLLLLLLLLLNNNNNNNNNOOOOOOOORRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS";

    /// <summary>Writes the letters of a text in upper case, without what stands between them.</summary>
    /// <param name="text">The text: a word, or several.</param>
    /// <param name="letters">The destination.</param>
    /// <returns>How many letters there are; -1 where there is a digit, a letter of another script, or no room: such a text has no sound here.</returns>
    public static int ToLetters(ReadOnlySpan<char> text, Span<char> letters)
    {
        int length = 0;
        foreach (char c in text)
        {
            char letter = c switch
            {
                >= 'a' and <= 'z' => (char)(c & ~0x20),
                >= 'A' and <= 'Z' => c,
                >= FirstFolded when c - FirstFolded < Folded.Length => Folded[c - FirstFolded],
                _ => ' ',
            };
            if (letter != ' ')
            {
                if (length == letters.Length)
                    return -1;
                letters[length++] = letter;
            }
            else if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.IsSymbol(c))
            {
                return -1;
            }
        }

        return length;
    }
}
