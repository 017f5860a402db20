using System.Buffers;

namespace Swictation.Stt.Transform.Words;

/// <summary>Splits an utterance at white space, and tells the letters of a word from the marks that a punctuating model put around them.</summary>
internal static class WordSplitter
{
    private static readonly SearchValues<char> MarksBefore = SearchValues.Create("\"'(“‘«„‚¿¡[");
    private static readonly SearchValues<char> MarksAfter = SearchValues.Create(".,;:!?…\"')”’»]‘“");

    /// <summary>Finds the next word.</summary>
    /// <param name="text">The utterance.</param>
    /// <param name="position">Where to look from; behind the word afterwards.</param>
    /// <param name="word">The word.</param>
    /// <returns>Whether there was one.</returns>
    public static bool TryNext(ReadOnlySpan<char> text, ref int position, out SpokenWord word)
    {
        int start = position;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;
        int end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        position = end;
        word = end > start ? Measure(text, start, end) : default;
        return end > start;
    }

    /// <summary>Splits a whole utterance.</summary>
    /// <param name="text">The utterance.</param>
    /// <param name="words">Receives the words; grows where it is too short.</param>
    /// <returns>How many words there are.</returns>
    public static int Split(ReadOnlySpan<char> text, ref SpokenWord[] words)
    {
        int count = 0;
        for (int position = 0; TryNext(text, ref position, out SpokenWord word); count++)
        {
            if (count == words.Length)
                Array.Resize(ref words, Math.Max(64, 2 * count));
            words[count] = word;
        }

        return count;
    }

    private static SpokenWord Measure(ReadOnlySpan<char> text, int start, int end)
    {
        int first = start;
        while (first < end && MarksBefore.Contains(text[first]))
            first++;
        int last = end;
        while (last > first && MarksAfter.Contains(text[last - 1]))
            last--;
        return first < last ? new SpokenWord(start, end - start, first, last - first) : new SpokenWord(start, end - start, start, end - start);
    }
}
