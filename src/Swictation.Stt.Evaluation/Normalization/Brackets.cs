using System.Text;

namespace Swictation.Stt.Evaluation;

/// <summary>Removes what transcripts have in brackets: sounds, tags, asides.</summary>
internal static class Brackets
{
    /// <summary>Removes <c>&lt;…&gt;</c> and <c>[…]</c>, which may close each other, then <c>(…)</c> with something in it. What is not closed stays.</summary>
    public static string Remove(string text) => Remove(Remove(text, "<[", ">]", least: 0), "(", ")", least: 1);

    private static string Remove(string text, string openings, string closings, int least)
    {
        int opening = text.AsSpan().IndexOfAny(openings);
        if (opening < 0)
            return text;
        var result = new StringBuilder(text.Length);
        int start = 0;
        while (opening >= 0)
        {
            int closing = text.AsSpan(opening + 1).IndexOfAny(closings);
            if (closing < 0)
                break;
            int end = closing < least ? opening + 1 : opening + 1 + closing + 1;
            result.Append(text, start, (closing < least ? end : opening) - start);
            start = end;
            int next = text.AsSpan(start).IndexOfAny(openings);
            opening = next < 0 ? -1 : start + next;
        }

        return result.Append(text, start, text.Length - start).ToString();
    }
}
