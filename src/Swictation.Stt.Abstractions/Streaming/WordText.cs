using System.Buffers;
using System.Text;

namespace Swictation.Stt;

/// <summary>Compares the texts of words, and makes words of text.</summary>
internal static class WordText
{
    /// <summary>Says whether two words are the same but for letter case and punctuation. A word of punctuation alone is compared as it is.</summary>
    public static bool AreSame(TranscriptionWord first, TranscriptionWord second)
    {
        ReadOnlySpan<char> a = Bare(first.Text);
        ReadOnlySpan<char> b = Bare(second.Text);
        return a.Equals(b, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Gets the texts as they are written: with spaces, but where a word follows without one.</summary>
    public static string Join(IReadOnlyList<TranscriptionWord> words)
    {
        var text = new StringBuilder();
        foreach (TranscriptionWord word in words)
        {
            if (text.Length > 0 && word.HasSpaceBefore)
                text.Append(' ');
            text.Append(word.Text);
        }

        return text.ToString();
    }

    /// <summary>Gets two texts as one: with a space between them, but within a script that has none.</summary>
    public static string Join(string first, string second) =>
        first.Length == 0 ? second : second.Length == 0 ? first
        : IsWrittenWithoutSpaces(Last(first)) && IsWrittenWithoutSpaces(First(second)) ? first + second : first + " " + second;

    /// <summary>Says whether a text begins with words, and not only with a part of their last.</summary>
    public static bool BeginsWith(string text, string words) =>
        text.StartsWith(words, StringComparison.Ordinal)
        && (words.Length == 0 || text.Length == words.Length || !IsOfWord(Last(words)) || !IsOfWord(First(text[words.Length..])));

    /// <summary>Makes words of a transcription without times: its words, or the parts of its text, spread evenly over a range.</summary>
    public static List<TranscriptionWord> Spread(Transcription heard, TimeSpan start, TimeSpan end)
    {
        List<TranscriptionWord> words = [.. heard.Words];
        if (words.Count == 0)
        {
            words = [.. heard.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => new TranscriptionWord
            {
                Text = text, Start = start, End = start, Confidence = heard.Confidence, Tokens = [],
            })];
        }

        TimeSpan length = end - start;
        for (int i = 0; i < words.Count; i++)
            words[i] = words[i] with { Start = start + (length * i / words.Count), End = start + (length * (i + 1) / words.Count) };
        return words;
    }

    /// <summary>Finds how many of the first words of a hypothesis stand for other words: the prefix with the smallest edit distance to them.</summary>
    public static int Align(ReadOnlySpan<TranscriptionWord> words, List<TranscriptionWord> hypothesis)
    {
        int[] distance = [.. Enumerable.Range(0, hypothesis.Count + 1)];
        foreach (TranscriptionWord word in words)
        {
            int diagonal = distance[0]++;
            for (int k = 1; k < distance.Length; k++)
            {
                int substituted = diagonal + (AreSame(word, hypothesis[k - 1]) ? 0 : 1);
                diagonal = distance[k];
                distance[k] = Math.Min(substituted, Math.Min(distance[k], distance[k - 1]) + 1);
            }
        }

        // Of equals the one that ends with the last of the words, and then the one of nearly as many words.
        int best = 0;
        for (int k = 1; k < distance.Length; k++)
        {
            if (Rank(k, words, hypothesis, distance[k]).CompareTo(Rank(best, words, hypothesis, distance[best])) < 0)
                best = k;
        }

        return best;
    }

    private static (int Distance, bool EndsOtherwise, int Difference) Rank(
        int count, ReadOnlySpan<TranscriptionWord> words, List<TranscriptionWord> hypothesis, int distance) =>
        (distance, count == 0 || words.IsEmpty || !AreSame(hypothesis[count - 1], words[^1]), Math.Abs(count - words.Length));

    private static Rune First(string text) => Rune.DecodeFromUtf16(text, out Rune rune, out _) == OperationStatus.Done ? rune : Rune.ReplacementChar;

    private static Rune Last(string text) => Rune.DecodeLastFromUtf16(text, out Rune rune, out _) == OperationStatus.Done ? rune : Rune.ReplacementChar;

    private static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) && !IsWrittenWithoutSpaces(rune);

    /// <summary>Whether a character is of a script without spaces between words: Thai, Lao, Burmese, Khmer; Chinese and Japanese with their marks.</summary>
    private static bool IsWrittenWithoutSpaces(Rune rune) => rune.Value is
        (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3000 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFF9F)
        or (>= 0x20000 and <= 0x323AF);

    private static ReadOnlySpan<char> Bare(string text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && IsMark(text[start]))
            start++;
        while (end > start && IsMark(text[end - 1]))
            end--;
        return start == end ? text : text.AsSpan(start, end - start);
    }

    private static bool IsMark(char value) => char.IsPunctuation(value);
}
