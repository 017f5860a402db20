namespace Swictation.Stt.Transform.Corrections;

/// <summary>Gives text without capitals the case of what was said.</summary>
internal static class LetterCase
{
    /// <summary>Tells whether a text has a capital.</summary>
    public static bool HasCapital(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (char.IsUpper(c))
                return true;
        }

        return false;
    }

    /// <summary>Writes text in the case of what was said.</summary>
    /// <param name="said">What was said.</param>
    /// <param name="text">The text, without capitals.</param>
    /// <param name="destination">As long as the text.</param>
    public static void Follow(ReadOnlySpan<char> said, ReadOnlySpan<char> text, Span<char> destination)
    {
        int letters = 0;
        int capitals = 0;
        bool beginsWithCapital = false;
        foreach (char c in said)
        {
            if (!char.IsLetter(c))
                continue;
            if (char.IsUpper(c))
            {
                beginsWithCapital |= letters == 0;
                capitals++;
            }

            letters++;
        }

        if (letters > 1 && capitals == letters)
        {
            for (int i = 0; i < text.Length; i++)
                destination[i] = char.ToUpperInvariant(text[i]);
            return;
        }

        text.CopyTo(destination);
        if (beginsWithCapital && !text.IsEmpty)
            destination[0] = char.ToUpperInvariant(text[0]);
    }
}
