using System.Runtime.InteropServices;
using System.Text;

namespace Swictation.Stt.Evaluation;

/// <summary>Brings text into Unicode's normalization forms KD and KC (Unicode Standard Annex #15).</summary>
/// <remarks>Half a surrogate pair becomes U+FFFD: it is no character.</remarks>
internal static class UnicodeNormalizer
{
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11172;
    private const int LeadFirst = 0x1100;
    private const int LeadCount = 19;
    private const int VowelFirst = 0x1161;
    private const int VowelCount = 21;
    private const int TailBefore = 0x11A7;
    private const int TailCount = 28;

    /// <summary>Decomposes by compatibility and orders what combines: form KD.</summary>
    public static string ToKD(string text) => Ascii.IsValid(text) ? text : ToText(Decompose(text));

    /// <summary>As <see cref="ToKD"/>, then composes again: form KC.</summary>
    public static string ToKC(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        List<int> codes = Decompose(text);
        Compose(codes);
        return ToText(codes);
    }

    private static List<int> Decompose(string text)
    {
        var codes = new List<int>(text.Length + 8);
        foreach (Rune rune in text.EnumerateRunes())
        {
            int hangul = rune.Value - HangulFirst;
            if ((uint)hangul < HangulCount)
            {
                codes.Add(LeadFirst + hangul / (VowelCount * TailCount));
                codes.Add(VowelFirst + hangul / TailCount % VowelCount);
                if (hangul % TailCount != 0)
                    codes.Add(TailBefore + hangul % TailCount);
            }
            else if (UnicodeTables.Instance.TryDecompose(rune.Value, out int[] decomposition))
            {
                codes.AddRange(decomposition);
            }
            else
            {
                codes.Add(rune.Value);
            }
        }

        Order(CollectionsMarshal.AsSpan(codes));
        return codes;
    }

    /// <summary>Sorts each run of combining characters by class, keeping the order of equals.</summary>
    private static void Order(Span<int> codes)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            int start = i;
            while (i < codes.Length && UnicodeTables.Instance.GetCombiningClass(codes[i]) != 0)
                i++;
            if (i - start < 2)
                continue;
            Span<int> run = codes[start..i];
            long[] keys = new long[run.Length];
            for (int j = 0; j < keys.Length; j++)
                keys[j] = ((long)UnicodeTables.Instance.GetCombiningClass(run[j]) << 32) | (uint)j;
            keys.AsSpan().Sort(run);
        }
    }

    /// <summary>Composes in place (the canonical composition algorithm, section 3.11 of the Unicode Standard).</summary>
    private static void Compose(List<int> codes)
    {
        Span<int> text = CollectionsMarshal.AsSpan(codes);
        int length = 0;
        int starter = -1;
        int lastClass = -1; // of what stands between the starter and the next character; -1: nothing
        foreach (int code in text)
        {
            int combiningClass = UnicodeTables.Instance.GetCombiningClass(code);
            bool isBlocked = lastClass >= combiningClass;
            if (starter >= 0 && !isBlocked && TryCompose(text[starter], code, out int composed))
            {
                text[starter] = composed;
                continue;
            }

            if (combiningClass == 0)
                (starter, lastClass) = (length, -1);
            else
                lastClass = combiningClass;
            text[length++] = code;
        }

        codes.RemoveRange(length, codes.Count - length);
    }

    private static bool TryCompose(int first, int second, out int composed)
    {
        int lead = first - LeadFirst;
        int vowel = second - VowelFirst;
        if ((uint)lead < LeadCount && (uint)vowel < VowelCount)
        {
            composed = HangulFirst + (lead * VowelCount + vowel) * TailCount;
            return true;
        }

        int syllable = first - HangulFirst;
        int tail = second - TailBefore;
        if ((uint)syllable < HangulCount && syllable % TailCount == 0 && tail is > 0 and < TailCount)
        {
            composed = first + tail;
            return true;
        }

        return UnicodeTables.Instance.TryCompose(first, second, out composed);
    }

    private static string ToText(List<int> codes)
    {
        var text = new StringBuilder(codes.Count);
        Span<char> units = stackalloc char[2];
        foreach (int code in codes)
            text.Append(units[..new Rune(code).EncodeToUtf16(units)]);
        return text.ToString();
    }
}
