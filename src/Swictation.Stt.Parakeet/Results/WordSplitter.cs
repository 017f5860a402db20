using System.Text;

namespace Swictation.Stt.Parakeet;

/// <summary>Groups tokens into words and writes their text. Immutable.</summary>
internal sealed class WordSplitter(Vocabulary vocabulary)
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: false);

    /// <summary>Groups tokens into words: a word begins at a piece with the word-start mark; punctuation belongs to the word before it.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="from">The first token to look at, which begins a word.</param>
    public List<WordSpan> Split(IReadOnlyList<TimedToken> tokens, int from = 0)
    {
        var words = new List<WordSpan>();
        int first = from;
        while (first < tokens.Count)
        {
            int end = first + 1;
            while (end < tokens.Count && !BeginsWord(tokens, end))
                end++;
            words.Add(new WordSpan(first, end - first, tokens[first].Start, tokens[end - 1].End, Render(tokens, first, end)));
            first = end;
        }

        return words;
    }

    /// <summary>Counts the words that no further token can change: all but the last, and but the one before a mark that punctuation may follow.</summary>
    /// <param name="tokens">The tokens so far.</param>
    /// <param name="words">The words that they make.</param>
    public int CountSettled(IReadOnlyList<TimedToken> tokens, List<WordSpan> words)
    {
        if (tokens.Count == 0)
            return 0;
        ref readonly Piece last = ref vocabulary[tokens[^1].Id];
        bool endsInMark = last.StartsWord && last.Surface.Length == 0;
        return Math.Max(0, words.Count - (endsInMark ? 2 : 1));
    }

    /// <summary>Finds where the words begin that end after a time: the last words, without looking at the others.</summary>
    public int FindTail(IReadOnlyList<TimedToken> tokens, long time)
    {
        int index = tokens.Count;
        while (index > 0 && tokens[index - 1].End > time)
            index--;
        while (index > 0 && index < tokens.Count && !BeginsWord(tokens, index))
            index--;
        return index;
    }

    /// <summary>Writes pieces as text: bytes are put together before they are read as UTF-8, so characters split across tokens come out whole.</summary>
    private string Render(IReadOnlyList<TimedToken> tokens, int first, int end)
    {
        var bytes = new List<byte>(16);
        for (int i = first; i < end; i++)
        {
            ref readonly Piece piece = ref vocabulary[tokens[i].Id];
            if (piece.IsByte)
                bytes.Add(piece.ByteValue);
            else if (!piece.IsControl)
                bytes.AddRange(Encoding.UTF8.GetBytes(piece.Surface));
        }

        return Utf8.GetString([.. bytes]).Trim();
    }

    private bool BeginsWord(IReadOnlyList<TimedToken> tokens, int index)
    {
        ref readonly Piece piece = ref vocabulary[tokens[index].Id];
        if (!piece.StartsWord || piece.IsPunctuation)
            return false;
        // A mark alone takes its text from the next piece; before punctuation it is only the space that the model heard.
        bool isMarkAlone = piece.Surface.Length == 0;
        return !(isMarkAlone && index + 1 < tokens.Count && vocabulary[tokens[index + 1].Id].IsPunctuation);
    }
}
