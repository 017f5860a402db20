using FsCheck.Xunit;

namespace Swictation.Stt.Parakeet.Tests;

public sealed class SeamMergerTests
{
    private const int Rate = 16000;
    private static readonly string[] WordTexts = [.. Enumerable.Range(0, 40).Select(i => $"▁w{i}")];
    private static readonly Vocabulary Words = Vocabularies.Of(WordTexts);

    [Property(MaxTest = 300)]
    public void Whatever_the_edges_hear_the_merged_words_are_those_spoken(int seed)
    {
        var random = new Random(seed);
        List<TimedToken> spoken = Speak(random, random.Next(2) == 0 ? 40 : 4); // few words repeat often
        long end = spoken[^1].End + Rate;
        int overlap = random.Next(3 * Rate, 5 * Rate);
        var merger = new SeamMerger(Words, Rate);
        for (long start = 0; ;)
        {
            long windowEnd = Math.Min(end, start + random.Next(10 * Rate, 15 * Rate));
            merger.Add(new AudioWindow(start, (int)(windowEnd - start), start > 0), Hear(spoken, start, windowEnd, end, random));
            if (windowEnd == end)
                break;
            start = windowEnd - overlap;
        }

        Assert.Equal(spoken.Select(t => t.Id), merger.Tokens.Select(t => t.Id));
    }

    [Fact]
    public void Windows_that_do_not_touch_are_concatenated()
    {
        var merger = new SeamMerger(Words, Rate);
        merger.Add(new AudioWindow(0, 16000, false), [Word(1, 0.1, 0.4)]);
        merger.Add(new AudioWindow(16000, 16000, false), [Word(1, 1.1, 1.4)]);
        Assert.Equal([1, 1], merger.Tokens.Select(t => t.Id));
    }

    [Fact]
    public void A_word_that_both_heard_differently_is_kept_once()
    {
        // Its middle lies before the seam for the one and behind it for the other, in both ways.
        Assert.Equal([1, 2], Merge([Word(1, 7, 7.4), Word(2, 7.8, 8.1)], [Word(3, 7.95, 8.25)]));
        int[] merged = Merge([Word(1, 7, 7.4), Word(2, 7.95, 8.25)], [Word(3, 7.8, 8.1)]);
        Assert.Equal(2, merged.Length);
        Assert.Equal(1, merged[0]);
    }

    [Fact]
    public void A_word_said_twice_is_kept_twice() => Assert.Equal([1, 1], Merge([Word(1, 7.2, 7.6)], [Word(1, 8.3, 8.7)]));

    [Fact]
    public void What_only_one_window_heard_is_kept()
    {
        Assert.Equal([1, 2], Merge([Word(1, 5, 5.4), Word(2, 8.5, 8.9)], []));
        Assert.Equal([2, 3], Merge([], [Word(2, 6.8, 7.2), Word(3, 12, 12.4)]));
    }

    [Fact]
    public void The_order_of_tokens_is_kept_even_where_times_run_backwards()
    {
        Assert.Equal([1, 2, 4, 3, 5], Merge([Word(1, 5, 5.4), Word(2, 7.8, 8.1)], [Word(2, 7.8, 8.1), Word(4, 11, 11.2), Word(3, 10.5, 10.8), Word(5, 12, 12.5)]));
    }

    [Fact]
    public void Case_and_punctuation_do_not_hide_a_match()
    {
        Vocabulary vocabulary = Vocabularies.Of("▁so", "▁So", ".", "▁yes", "▁no");
        var merger = new SeamMerger(vocabulary, Rate);
        merger.Add(new AudioWindow(0, 10 * Rate, false), [Word(3, 5, 5.3), Word(0, 8, 8.2), Word(2, 8.3, 8.3)]);
        merger.Add(new AudioWindow(6 * Rate, 10 * Rate, true), [Word(1, 8.08, 8.24), Word(4, 12, 12.2)]);
        Assert.Equal([3, 0, 2, 4], merger.Tokens.Select(t => t.Id));
    }

    /// <summary>Merges 0–10 s and 6–16 s.</summary>
    private static int[] Merge(TimedToken[] left, TimedToken[] right)
    {
        var merger = new SeamMerger(Words, Rate);
        merger.Add(new AudioWindow(0, 10 * Rate, false), left);
        merger.Add(new AudioWindow(6 * Rate, 10 * Rate, true), right);
        return [.. merger.Tokens.Select(t => t.Id)];
    }

    private static TimedToken Word(int id, double start, double end) => new(id, (long)(start * Rate), (long)(end * Rate), -0.1f, 0.9f);

    private static List<TimedToken> Speak(Random random, int distinct)
    {
        var words = new List<TimedToken>();
        double at = 0.3;
        for (int i = random.Next(20, 150); i > 0; i--)
        {
            double length = 0.2 + (0.3 * random.NextDouble());
            words.Add(Word(random.Next(distinct), at, at + length));
            at += length + 0.05 + (0.4 * random.NextDouble());
        }

        return words;
    }

    /// <summary>
    /// Hears every word that lies 0.4 s or more within the window, up to 80 ms early or late; nearer to its edges words are heard, missed
    /// or mistaken.
    /// </summary>
    private static List<TimedToken> Hear(List<TimedToken> spoken, long start, long end, long wholeEnd, Random random)
    {
        const long edge = Rate * 2 / 5;
        var heard = new List<TimedToken>();
        foreach (TimedToken word in spoken.Where(w => w.End > start && w.Start < end))
        {
            bool safe = (start == 0 || word.Start >= start + edge) && (end == wholeEnd || word.End <= end - edge);
            int fate = safe ? 0 : random.Next(3);
            if (fate == 1)
                continue;
            long shift = random.Next(-Rate / 25, (Rate / 25) + 1);
            int id = fate == 2 ? random.Next(WordTexts.Length) : word.Id;
            heard.Add(word with { Id = id, Start = Math.Max(start, word.Start + shift), End = Math.Min(end, word.End + shift) });
        }

        return heard;
    }
}
