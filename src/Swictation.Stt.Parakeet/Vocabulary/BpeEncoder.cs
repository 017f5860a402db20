using System.Text;

namespace Swictation.Stt.Parakeet;

/// <summary>
/// Splits text into the pieces of a SentencePiece byte-pair model. Its training numbers the pieces in the order of their merges, so the
/// vocabulary alone is enough: of all neighbours that join to a piece, the one with the lowest number joins first.
/// </summary>
internal sealed class BpeEncoder
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    public BpeEncoder(Vocabulary vocabulary)
    {
        for (int id = 0; id < vocabulary.Size; id++)
        {
            if (!vocabulary[id].IsControl && !vocabulary[id].IsByte)
                _ids.TryAdd(vocabulary[id].Text, id);
        }
    }

    /// <summary>Encodes text; fails where a character is not in the vocabulary.</summary>
    /// <returns>The token numbers, or <see langword="null"/> with the text that cannot be written.</returns>
    public int[]? TryEncode(string text, out string? unknown)
    {
        List<string> symbols = Split(text);
        var ids = new List<int>(symbols.Count);
        Merge(symbols);
        foreach (string symbol in symbols)
        {
            if (!_ids.TryGetValue(symbol, out int id))
            {
                unknown = symbol.TrimStart(Vocabulary.WordStart);
                return null;
            }

            ids.Add(id);
        }

        unknown = null;
        return [.. ids];
    }

    private static List<string> Split(string text)
    {
        var symbols = new List<string>(text.Length + 4);
        // The mark itself stands for a space.
        foreach (string word in text.Replace(Vocabulary.WordStart, ' ').Normalize(NormalizationForm.FormKC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            symbols.Add(Vocabulary.WordStart.ToString());
            foreach (Rune rune in word.EnumerateRunes())
                symbols.Add(rune.ToString());
        }

        return symbols;
    }

    private void Merge(List<string> symbols)
    {
        while (true)
        {
            int best = -1;
            int bestId = int.MaxValue;
            for (int i = 0; i + 1 < symbols.Count; i++)
            {
                // Pieces never reach across words: one begins at every mark.
                if (symbols[i + 1][0] != Vocabulary.WordStart && _ids.TryGetValue(symbols[i] + symbols[i + 1], out int id) && id < bestId)
                    (best, bestId) = (i, id);
            }

            if (best < 0)
                return;
            symbols[best] += symbols[best + 1];
            symbols.RemoveAt(best + 1);
        }
    }
}
