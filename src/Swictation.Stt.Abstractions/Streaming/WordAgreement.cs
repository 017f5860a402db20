namespace Swictation.Stt;

/// <summary>
/// Settles the words on which two hypotheses in a row agree: the <c>HypothesisBuffer</c> of whisper_streaming, with one rule before its own.
/// Where a hypothesis repeats the settled words of its audio, what follows them is new, whatever the times say; so a word that is said twice
/// is never taken for an echo.
/// </summary>
/// <param name="hasTimes">Whether the times of words mean something.</param>
internal sealed class WordAgreement(bool hasTimes)
{
    private const int LongestEcho = 5;
    private static readonly TimeSpan TimeTolerance = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan EchoReach = TimeSpan.FromSeconds(1);

    /// <summary>How far behind a settled word the audio is cut at most: the sound fades, and the next may have begun unheard.</summary>
    private static readonly TimeSpan CutReach = TimeSpan.FromSeconds(0.5);

    private readonly List<TranscriptionWord> _settled = [];
    private int _firstHeld;

    /// <summary>Gets the settled words.</summary>
    public IReadOnlyList<TranscriptionWord> Settled => _settled;

    /// <summary>Gets the newest hypothesis after them. A new list each time.</summary>
    public IReadOnlyList<TranscriptionWord> Pending { get; private set; } = [];

    private TimeSpan SettledEnd => _settled.Count == 0 ? TimeSpan.Zero : _settled[^1].End;

    private ReadOnlySpan<TranscriptionWord> HeldSettled => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_settled)[_firstHeld..];

    /// <summary>Takes the next hypothesis over the audio held, and settles what it has in common with the one before.</summary>
    /// <param name="hypothesis">All its words.</param>
    /// <param name="latestEnd">The latest time at which a word may end to be settled.</param>
    /// <returns>Whether a word was settled.</returns>
    public bool Insert(List<TranscriptionWord> hypothesis, TimeSpan latestEnd)
    {
        List<TranscriptionWord> fresh = New(hypothesis);
        int count = 0;
        while (count < fresh.Count && count < Pending.Count && fresh[count].End <= latestEnd && WordText.AreSame(fresh[count], Pending[count]))
            count++;
        return Settle(fresh, count);
    }

    /// <summary>Gets the words of a hypothesis that come after the settled ones.</summary>
    public List<TranscriptionWord> New(List<TranscriptionWord> hypothesis)
    {
        List<TranscriptionWord> fresh = hypothesis[FirstNew(hypothesis)..];
        // A word heard again with other times must not begin inside the settled text.
        TimeSpan earliest = SettledEnd;
        for (int i = 0; i < fresh.Count; i++)
        {
            if (fresh[i].Start < earliest)
                fresh[i] = fresh[i] with { Start = earliest, End = fresh[i].End < earliest ? earliest : fresh[i].End };
            earliest = fresh[i].Start;
        }

        return fresh;
    }

    /// <summary>Settles the pending words that end by a time, agreed on or not.</summary>
    /// <returns>Whether there were any.</returns>
    public bool SettleUntil(TimeSpan end)
    {
        int count = 0;
        while (count < Pending.Count && Pending[count].End <= end)
            count++;
        return Settle([.. Pending], count);
    }

    /// <summary>Says that the audio before a time is not held any more.</summary>
    public void Forget(TimeSpan start)
    {
        while (_firstHeld < _settled.Count && (_settled[_firstHeld].Start + _settled[_firstHeld].End) / 2 < start)
            _firstHeld++;
    }

    /// <summary>
    /// Finds where the audio can be cut without loss: where a settled segment ends, the latest such place, or at the widest pause in the later
    /// half of the settled words. At least one settled word stays behind the cut, so that new words are told from settled ones.
    /// </summary>
    /// <param name="start">The start of the audio held.</param>
    /// <param name="segmentGap">The pause that ends a segment.</param>
    /// <returns>The time, or null where there is no such place.</returns>
    public TimeSpan? FindCut(TimeSpan start, TimeSpan segmentGap)
    {
        TimeSpan half = start + ((SettledEnd - start) / 2);
        TranscriptionWord? best = null;
        TimeSpan widest = TimeSpan.MinValue;
        for (int i = _settled.Count - 2; i >= _firstHeld; i--)
        {
            TranscriptionWord word = _settled[i];
            TimeSpan gap = _settled[i + 1].Start - word.End;
            bool endsSegment = TranscriptionSegment.EndsAt(word, _settled[i + 1], segmentGap);
            if (endsSegment || (gap > widest && (best is null || word.End >= half)))
                (best, widest) = (word, gap);
            if (endsSegment)
                break;
        }

        if (best is null)
            return null;
        TimeSpan behind = widest / 2;
        return best.End + (behind < TimeSpan.Zero ? TimeSpan.Zero : behind < CutReach ? behind : CutReach);
    }

    private bool Settle(List<TranscriptionWord> fresh, int count)
    {
        _settled.AddRange(fresh[..count]);
        Pending = fresh[count..];
        return count > 0;
    }

    private int FirstNew(List<TranscriptionWord> hypothesis)
    {
        ReadOnlySpan<TranscriptionWord> held = HeldSettled;
        if (StartsWith(hypothesis, held))
            return held.Length > 0 || !hasTimes ? held.Length : SkipEcho(hypothesis, 0);
        if (!hasTimes)
            return WordText.Align(held, hypothesis);
        int first = 0;
        while (first < hypothesis.Count && hypothesis[first].Start <= SettledEnd - TimeTolerance)
            first++;
        return SkipEcho(hypothesis, first);
    }

    /// <summary>Skips up to five words that repeat the last settled ones within a second: a word that was cut, heard again.</summary>
    private int SkipEcho(List<TranscriptionWord> hypothesis, int first)
    {
        if (first == hypothesis.Count || (hypothesis[first].Start - SettledEnd).Duration() >= EchoReach)
            return first;
        // What the hypothesis before had there, too, was heard with the settled words before it and is no echo.
        if (Pending.Count > 0 && WordText.AreSame(hypothesis[first], Pending[0]))
            return first;
        int longest = Math.Min(Math.Min(_settled.Count, hypothesis.Count - first), LongestEcho);
        for (int count = 1; count <= longest; count++)
        {
            if (StartsWith(hypothesis[first..], System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_settled)[^count..]))
                return first + count;
        }

        return first;
    }

    private static bool StartsWith(List<TranscriptionWord> words, ReadOnlySpan<TranscriptionWord> start)
    {
        if (words.Count < start.Length)
            return false;
        for (int i = 0; i < start.Length; i++)
        {
            if (!WordText.AreSame(words[i], start[i]))
                return false;
        }

        return true;
    }
}
