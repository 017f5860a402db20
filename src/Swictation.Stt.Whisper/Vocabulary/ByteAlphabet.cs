namespace Swictation.Stt.Whisper;

/// <summary>
/// The alphabet in which byte-level vocabularies spell bytes as printable characters: GPT-2's <c>bytes_to_unicode</c>. Printable Latin-1
/// characters stand for themselves, the other 68 bytes for U+0100 and up, in order.
/// </summary>
internal static class ByteAlphabet
{
    /// <summary>The first character that stands for no byte.</summary>
    private const int End = 0x144;

    private static readonly short[] Bytes = Invert();

    /// <summary>Reads a spelling, in UTF-8, as the bytes that it stands for.</summary>
    /// <param name="spelling">The spelling, in UTF-8.</param>
    /// <param name="destination">Receives the bytes; at least as long as the spelling.</param>
    /// <param name="written">The number of bytes.</param>
    /// <returns><see langword="false"/> where a character is not of the alphabet.</returns>
    public static bool TryRead(ReadOnlySpan<byte> spelling, Span<byte> destination, out int written)
    {
        written = 0;
        for (int i = 0; i < spelling.Length; i++)
        {
            int character = spelling[i];
            if (character >= 0x80)
            {
                // The alphabet ends at U+0143, so two bytes of UTF-8 are the most that a character has.
                if ((character & 0xE0) != 0xC0 || i + 1 == spelling.Length)
                    return false;
                character = ((character & 0x1F) << 6) | (spelling[++i] & 0x3F);
            }

            if (character >= End || Bytes[character] < 0)
                return false;
            destination[written++] = (byte)Bytes[character];
        }

        return true;
    }

    private static short[] Invert()
    {
        var bytes = new short[End];
        Array.Fill(bytes, (short)-1);
        int next = 0x100;
        for (short value = 0; value < 256; value++)
            bytes[IsPrintable(value) ? value : next++] = value;
        return bytes;
    }

    private static bool IsPrintable(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
}
