namespace Swictation.Stt.Transform.Corrections;

/// <summary>Compares what was recognised with what its user made of it, and proposes entries for what was misheard. Safe for concurrent use.</summary>
/// <remarks>
/// <para>
/// Both texts are aligned by words. Where they differ, up to four words are held against up to four: an entry is proposed where the two sound
/// alike or are near in spelling (<see cref="SoundAlike"/>). Rewrites, insertions and deletions propose nothing.
/// </para>
/// <para>
/// Nor does a change of grammar ("walk", "walked"); nor one of a single common word ("their", "there"), because the entry would spoil every other
/// use of it; nor one of case only, unless a word that is not common has a capital inside a sentence ("kubernetes", "Kubernetes").
/// </para>
/// </remarks>
public static class CorrectionLearner
{
    /// <summary>The default of the least score.</summary>
    public const float DefaultThreshold = 0.65f;

    private const int MostWords = 4;
    private const int MostGapWords = 64;

    private static readonly string[] Endings = ["s", "es", "'s", "d", "ed", "ing", "ly", "er", "n't", "'ll", "'re", "'ve", "'d", "'m"];

    /// <summary>Proposes entries.</summary>
    /// <param name="original">What was recognised.</param>
    /// <param name="edited">What its user made of it.</param>
    /// <param name="threshold">The least score, from above 0 to 1. Lower than that of a lexicon: here somebody has already said what was meant.</param>
    /// <returns>The proposals in the order of the text; the same words are proposed once.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is out of its range.</exception>
    public static IReadOnlyList<CorrectionProposal> Propose(string original, string edited, float threshold = DefaultThreshold)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(edited);
        if (!(threshold is > 0f and <= 1f))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must be above 0 and at most 1.");
        string[] said = Split(original);
        string[] meant = Split(edited);
        string[] saidWords = [.. said.Select(Trim)];
        string[] meantWords = [.. meant.Select(Trim)];
        var proposals = new List<CorrectionProposal>();
        int i = 0;
        int j = 0;
        foreach ((Range gap, Range editedGap) in WordGaps.Find(saidWords, meantWords))
        {
            for (; i < gap.Start.Value; i++, j++)
                ProposeCase(i, j);
            (i, j) = (gap.End.Value, editedGap.End.Value);
            if (i - gap.Start.Value is > 0 and <= MostGapWords && j - editedGap.Start.Value is > 0 and <= MostGapWords)
                Pair(gap.Start.Value, i, editedGap.Start.Value, j);
        }

        for (; i < saidWords.Length; i++, j++)
            ProposeCase(i, j);
        var seen = new HashSet<string>();
        return [.. proposals.Where(proposal => seen.Add(proposal.Entry.Key))];

        void ProposeCase(int saidAt, int meantAt)
        {
            string word = meantWords[meantAt];
            if (!LetterCase.HasCapital(saidWords[saidAt]) && LetterCase.HasCapital(StartsSentence(meantAt) ? word.AsSpan(1) : word) && !EnglishCommonWords.Contains(word))
                Add(saidAt, 1, meantAt, word, 1f);
        }

        bool StartsSentence(int meantAt) => meantAt == 0 || meant[meantAt - 1].AsSpan().TrimEnd("\"')]}”’»") is [.., '.' or '!' or '?'];

        // The partition of a gap into pairs of phrases that resemble each other most, each counted by the words it explains.
        void Pair(int top, int bottom, int left, int right)
        {
            int width = right - left + 1;
            var best = new (float Value, int Said, int Meant, float Score)[(bottom - top + 1) * width];
            for (int a = bottom; a >= top; a--)
            {
                for (int b = right; b >= left; b--)
                {
                    ref (float Value, int Said, int Meant, float Score) cell = ref best[(a - top) * width + b - left];
                    if (a < bottom)
                        cell = (best[(a + 1 - top) * width + b - left].Value, 1, 0, 0);
                    if (b < right && best[(a - top) * width + b + 1 - left].Value is var skipped && (a == bottom || skipped > cell.Value))
                        cell = (skipped, 0, 1, 0);
                    for (int m = 1; m <= MostWords && a + m <= bottom; m++)
                    {
                        for (int n = 1; n <= MostWords && b + n <= right; n++)
                        {
                            float score = SoundAlike.Score(string.Join(' ', saidWords, a, m), string.Join(' ', meantWords, b, n));
                            float value = score * (m + n) + best[(a + m - top) * width + b + n - left].Value;
                            if (score >= threshold && value > cell.Value + 1e-4f)
                                cell = (value, m, n, score);
                        }
                    }
                }
            }

            for (int a = top, b = left; a < bottom || b < right;)
            {
                (_, int m, int n, float score) = best[(a - top) * width + b - left];
                if (m > 0 && n > 0)
                    ProposePhrase(a, m, b, n, score);
                (a, b) = (a + m, b + n);
            }
        }

        void ProposePhrase(int saidAt, int saidCount, int meantAt, int meantCount, float score)
        {
            string written = string.Join(' ', meantWords, meantAt, meantCount);
            if (saidCount == 1 && (EnglishCommonWords.Contains(saidWords[saidAt]) || (meantCount == 1 && IsInflection(saidWords[saidAt], written))))
                return;
            Add(saidAt, saidCount, meantAt, written, score);
        }

        void Add(int saidAt, int count, int meantAt, string written, float score)
        {
            // The capital of a sentence's start is the sentence's, unless the word has it elsewhere too.
            if (StartsSentence(meantAt) && LetterCase.HasCapital(saidWords[saidAt]) && !LetterCase.HasCapital(written.AsSpan(1))
                && !Enumerable.Range(0, meantWords.Length).Any(at => meantWords[at] == written && !StartsSentence(at)))
            {
                written = char.ToLowerInvariant(written[0]) + written[1..];
            }

            var entry = new CorrectionEntry { Spoken = string.Join(' ', saidWords, saidAt, count).ToLowerInvariant(), Written = written };
            if (entry.FindFault() is null)
                proposals.Add(new CorrectionProposal(entry, score, saidAt, count));
        }
    }

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Trim(string word)
    {
        ReadOnlySpan<char> text = word;
        int start = 0;
        int end = text.Length;
        while (start < end && char.IsPunctuation(text[start]))
            start++;
        while (end > start && char.IsPunctuation(text[end - 1]))
            end--;
        return start < end ? word[start..end] : word;
    }

    private static bool IsInflection(string left, string right)
    {
        (string shorter, string longer) = left.Length <= right.Length ? (left, right) : (right, left);
        return Array.Exists(Endings, ending => IsStemOf(shorter, longer, ending));
    }

    private static bool IsStemOf(string shorter, string longer, string ending)
    {
        if (!longer.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            return false;
        ReadOnlySpan<char> stem = longer.AsSpan(0, longer.Length - ending.Length);
        return stem.Equals(shorter, StringComparison.OrdinalIgnoreCase) // "walk", "walked"
            || (shorter.EndsWith('e') && stem.Equals(shorter.AsSpan(0, shorter.Length - 1), StringComparison.OrdinalIgnoreCase)) // "make", "making"
            || (stem.Length > 2 && stem[^1] == stem[^2] && stem[..^1].Equals(shorter, StringComparison.OrdinalIgnoreCase)); // "stop", "stopped"
    }
}
