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

    /// <summary>Gets the texts, separated by spaces.</summary>
    public static string Join(IReadOnlyList<TranscriptionWord> words) => string.Join(' ', words.Select(static word => word.Text));

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
