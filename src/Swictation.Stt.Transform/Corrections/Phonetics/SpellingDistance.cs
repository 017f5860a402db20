namespace Swictation.Stt.Transform.Corrections;

/// <summary>
/// Counts the letters that must be inserted, deleted, exchanged or swapped with their neighbour to turn one word into another: the distance
/// of Damerau and Levenshtein in its restricted form (optimal string alignment), where a swapped pair is not edited again. Three rows, no heap.
/// </summary>
internal static class SpellingDistance
{
    /// <summary>The most letters that are compared; longer words have nothing in common.</summary>
    public const int MaxLength = 64;

    /// <summary>Gets how alike two words are, from 0 to 1: one less the distance divided by the longer length.</summary>
    public static float Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int longer = Math.Max(left.Length, right.Length);
        return longer == 0 ? 1f : 1f - (float)Distance(left, right) / longer;
    }

    /// <summary>Gets the distance; the longer length where a word is longer than <see cref="MaxLength"/>.</summary>
    public static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int prefix = left.CommonPrefixLength(right);
        left = left[prefix..];
        right = right[prefix..];
        while (!left.IsEmpty && !right.IsEmpty && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }

        if (left.IsEmpty || right.IsEmpty || left.Length > MaxLength || right.Length > MaxLength)
            return Math.Max(left.Length, right.Length);

        Span<int> rows = stackalloc int[3 * (MaxLength + 1)];
        Span<int> beforeLast = rows[..(MaxLength + 1)];
        Span<int> last = rows.Slice(MaxLength + 1, MaxLength + 1);
        Span<int> row = rows[(2 * (MaxLength + 1))..];
        for (int j = 0; j <= right.Length; j++)
            last[j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int exchanged = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                int cost = Math.Min(exchanged, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    cost = Math.Min(cost, beforeLast[j - 2] + 1);
                row[j] = cost;
            }

            Span<int> freed = beforeLast;
            beforeLast = last;
            last = row;
            row = freed;
        }

        return last[right.Length];
    }
}
