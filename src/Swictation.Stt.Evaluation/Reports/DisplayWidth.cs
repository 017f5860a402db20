using System.Globalization;
using System.Text;

namespace Swictation.Stt.Evaluation;

/// <summary>Estimates how many columns of a terminal a text takes: one for each grapheme cluster, two for East Asian wide ones and emoji.</summary>
internal static class DisplayWidth
{
    public static int Of(string text)
    {
        int width = 0;
        for (int start = 0; start < text.Length;)
        {
            width += Rune.TryGetRuneAt(text, start, out Rune rune) && IsWide(rune.Value) ? 2 : 1;
            start += StringInfo.GetNextTextElementLength(text, start);
        }

        return width;
    }

    // The main blocks of East_Asian_Width=Wide (Unicode Standard Annex #11).
    private static bool IsWide(int code) => code is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
        or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}
