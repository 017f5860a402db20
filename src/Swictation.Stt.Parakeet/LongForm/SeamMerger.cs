namespace Swictation.Stt.Parakeet;

/// <summary>
/// Puts the tokens of overlapping windows together so that no word is lost, doubled or cut. Where both windows heard the same words in
/// the overlap, one of these is the splice: everything up to it comes from the left window, the rest from the right one. Where they heard
/// nothing in common the splice is the middle of the overlap, between words. The order of tokens is never changed.
/// </summary>
internal sealed class SeamMerger(Vocabulary vocabulary, int sampleRate)
{
    private readonly WordSplitter _splitter = new(vocabulary);
    private readonly List<TimedToken> _tokens = [];
    private long _end;

    /// <summary>Gets the merged tokens so far.</summary>
    public IReadOnlyList<TimedToken> Tokens => _tokens;

    /// <summary>Adds a window's tokens.</summary>
    public void Add(AudioWindow window, IReadOnlyList<TimedToken> tokens)
    {
        if (window.ContinuesPrevious)
            Splice(window, tokens);
        else
            _tokens.AddRange(tokens);
        _end = window.End;
    }

    private void Splice(AudioWindow window, IReadOnlyList<TimedToken> right)
    {
        long overlapStart = window.Start;
        long overlapEnd = _end;
        // Speech of hours has many words; one overlap more than this one is enough to find where it begins.
        int tail = _splitter.FindTail(_tokens, overlapStart - (overlapEnd - overlapStart));
        List<WordSpan> leftWords = _splitter.Split(_tokens, tail);
        List<WordSpan> rightWords = _splitter.Split(right);
        int firstLeft = leftWords.FindIndex(word => word.End > overlapStart);
        firstLeft = firstLeft < 0 ? leftWords.Count : firstLeft;
        int afterRight = rightWords.FindIndex(word => word.Start >= overlapEnd);
        afterRight = afterRight < 0 ? rightWords.Count : afterRight;
        List<WordSpan> left = leftWords.GetRange(firstLeft, leftWords.Count - firstLeft);
        List<WordSpan> shared = rightWords.GetRange(0, afterRight);

        long middle = (overlapStart + overlapEnd) / 2;
        (int keepLeft, int skipRight) = FindSplice(left, shared, middle);
        int keep = keepLeft == 0 ? (firstLeft < leftWords.Count ? leftWords[firstLeft].First : _tokens.Count) : left[keepLeft - 1].First + left[keepLeft - 1].Count;
        int skip = skipRight == rightWords.Count ? right.Count : rightWords[skipRight].First;
        _tokens.RemoveRange(keep, _tokens.Count - keep);
        for (int i = skip; i < right.Count; i++)
            _tokens.Add(right[i]);
    }

    /// <summary>Decides how many words of the left window's overlap are kept and how many of the right window's are skipped.</summary>
    private (int KeepLeft, int SkipRight) FindSplice(List<WordSpan> left, List<WordSpan> right, long middle)
    {
        (int Left, int Right)? splice = null;
        long nearest = long.MaxValue;
        foreach ((int l, int r) in Align(left, right))
        {
            long distance = Math.Abs(((left[l].Middle + right[r].Middle) / 2) - middle);
            if (distance < nearest)
                (nearest, splice) = (distance, (l, r));
        }

        return splice is { } match ? (match.Left + 1, match.Right + 1) : CutBetween(left, right, middle);
    }

    /// <summary>Splices two windows that heard nothing in common: at the middle, but never through what both took for one word.</summary>
    private static (int KeepLeft, int SkipRight) CutBetween(List<WordSpan> left, List<WordSpan> right, long middle)
    {
        // What only one of them heard was heard by the other too late or too early to be understood.
        if (left.Count == 0 || right.Count == 0)
            return (left.Count, 0);
        int keep = left.TakeWhile(word => word.Middle < middle).Count();
        int skip = right.TakeWhile(word => word.Middle < middle).Count();
        if (keep > 0 && skip < right.Count && AreOne(left[keep - 1], right[skip]))
            skip++; // both sides would have kept it
        else if (keep < left.Count && skip > 0 && AreOne(left[keep], right[skip - 1]) && (keep == 0 || !AreOne(left[keep - 1], right[skip - 1])))
            skip--; // neither side would have kept it
        return (keep, skip);
    }

    /// <summary>Whether two words cover each other by a third, so that they are two hearings of one.</summary>
    private static bool AreOne(WordSpan left, WordSpan right)
    {
        long shared = Math.Min(left.End, right.End) - Math.Max(left.Start, right.Start);
        return shared > 0 && shared * 3 >= Math.Min(left.End - left.Start, right.End - right.Start);
    }

    /// <summary>
    /// Aligns the words that both heard: the longest common subsequence of words with equal text at about the same time and, of equally
    /// long ones, that whose times agree best, so that repeated words pair up rightly.
    /// </summary>
    private IEnumerable<(int Left, int Right)> Align(List<WordSpan> left, List<WordSpan> right)
    {
        long tolerance = sampleRate / 2;
        long reward = 1 + ((long)(left.Count + right.Count + 1) * tolerance); // a pair outweighs every difference in time
        var score = new long[left.Count + 1, right.Count + 1];
        for (int l = left.Count - 1; l >= 0; l--)
        {
            for (int r = right.Count - 1; r >= 0; r--)
            {
                score[l, r] = Math.Max(score[l + 1, r], score[l, r + 1]);
                if (Pair(l, r) is { } difference)
                    score[l, r] = Math.Max(score[l, r], score[l + 1, r + 1] + reward - difference);
            }
        }

        for (int l = 0, r = 0; l < left.Count && r < right.Count;)
        {
            if (Pair(l, r) is { } difference && score[l, r] == score[l + 1, r + 1] + reward - difference)
                yield return (l++, r++);
            else if (score[l, r] == score[l + 1, r])
                l++;
            else
                r++;
        }

        long? Pair(int l, int r)
        {
            long difference = Math.Abs(left[l].Start - right[r].Start);
            return difference <= tolerance && string.Equals(Bare(left[l].Text), Bare(right[r].Text), StringComparison.OrdinalIgnoreCase) ? difference : null;
        }
    }

    /// <summary>A word without its punctuation, which depends on what the window could hear after it.</summary>
    private static string Bare(string text) => text.Trim('.', ',', '?', '!', ':', ';', '…');
}
