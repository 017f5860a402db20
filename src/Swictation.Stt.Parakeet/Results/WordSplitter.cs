using System.Text;

namespace Swictation.Stt.Parakeet;

/// <summary>Groups tokens into words and writes their text. Immutable.</summary>
internal sealed class WordSplitter(Vocabulary vocabulary)
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: false);

    /// <summary>Groups tokens into words: a word begins at a piece with the word-start mark; punctuation belongs to the word before it.</summary>
    public List<WordSpan> Split(IReadOnlyList<TimedToken> tokens)
    {
        var words = new List<WordSpan>();
        int first = 0;
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
