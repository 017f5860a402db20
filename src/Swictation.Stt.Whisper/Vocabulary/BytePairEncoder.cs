using System.Text;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Byte-level byte-pair encoding: within a piece of text, of all neighbours that join to a token those of the lowest rank join first,
/// the leftmost of equals. A token's rank is its number, since training numbers tokens in the order of their merges, or the line of
/// <c>merges.txt</c> that makes it. The same as tiktoken. Immutable.
/// </summary>
/// <param name="table">The tokens.</param>
/// <param name="ranks">The rank of each token, <see cref="int.MaxValue"/> where nothing joins to it; <see langword="null"/> where the number is the rank.</param>
internal sealed class BytePairEncoder(TokenTable table, int[]? ranks = null)
{
    /// <summary>Encodes text. What is not valid UTF-16 is encoded as U+FFFD.</summary>
    /// <returns>The tokens' numbers; none for empty text.</returns>
    public int[] Encode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var tokens = new List<int>((bytes.Length / 3) + 4);
        for (ReadOnlySpan<byte> rest = bytes; !rest.IsEmpty;)
        {
            int length = PreTokenizer.PieceLength(rest);
            EncodePiece(rest[..length], tokens);
            rest = rest[length..];
        }

        return [.. tokens];
    }

    /// <summary>
    /// Merges a piece. A queue orders the pairs, so that even a megabyte without a space is merged in no time; what a merge made stale
    /// is skipped when its turn comes.
    /// </summary>
    private void EncodePiece(ReadOnlySpan<byte> piece, List<int> tokens)
    {
        int whole = table.Find(piece);
        if (whole >= 0)
        {
            tokens.Add(whole);
            return;
        }

        var next = new int[piece.Length]; // where the part that begins here ends; 0 where none begins any more
        var previous = new int[piece.Length];
        for (int i = 0; i < piece.Length; i++)
            (next[i], previous[i]) = (i + 1, i - 1);
        var pairs = new PriorityQueue<int, long>(piece.Length);
        for (int i = 0; i + 1 < piece.Length; i++)
            Offer(piece, i);

        while (pairs.TryDequeue(out int left, out long priority))
        {
            int middle = next[left];
            if (middle == 0 || middle == piece.Length || Rank(piece[left..next[middle]]) != (int)(priority >> 32))
                continue;
            int end = next[middle];
            next[left] = end;
            next[middle] = 0;
            if (end < piece.Length)
            {
                previous[end] = left;
                Offer(piece, left);
            }

            if (left > 0)
                Offer(piece, previous[left]);
        }

        for (int i = 0; i < piece.Length; i = next[i])
            tokens.Add(table.Find(piece[i..next[i]]));

        void Offer(ReadOnlySpan<byte> text, int left)
        {
            int rank = Rank(text[left..next[next[left]]]);
            if (rank != int.MaxValue)
                pairs.Enqueue(left, ((long)rank << 32) | (uint)left);
        }
    }

    private int Rank(ReadOnlySpan<byte> bytes)
    {
        int id = table.Find(bytes);
        return id < 0 ? int.MaxValue : ranks is null ? id : ranks[id];
    }
}
