using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Whisper.Tests;

/// <summary>What the comparison with the reference's loop (<see cref="LongFormLoopTests"/>) leaves open.</summary>
public sealed class WordTimingTests
{
    private const int EndOfText = 50257;

    [Fact]
    public void Words_take_the_times_and_probabilities_of_their_tokens()
    {
        TokenWord[] words = [new(" Hello", 0, 2), new(" world", 2, 1), new("<|endoftext|>", 3, 1)];
        List<WordTiming> timings = WordTimingBuilder.Build(words, [0, 0.2, 0.5, 1.1], [0.5f, 1f, 0.25f]);
        Assert.Equal([(" Hello", 0, 0.5, 0.75), (" world", 0.5, 1.1, 0.25)], timings.Select(static w => (w.Text, w.Start, w.End, w.Probability)));
        Assert.Throws<ArgumentException>(() => WordTimingBuilder.Build(words, [0, 0.2, 0.5], [0.5f, 1f, 0.25f]));
    }

    [Theory]
    [InlineData(" \"|Hello|,| world|.|\"", " \"Hello,| world.\"")]
    [InlineData(" (|(|aside|)| then", " ((|aside)| then")]
    [InlineData("Wait| -|-| what|?|!", "Wait| --| what?!")]
    [InlineData("¿|Qué| “|es|”|。", "¿|Qué| “es”。")]
    [InlineData(" [| {|x", " [ {x")]
    [InlineData("alone", "alone")]
    [InlineData("", "")]
    public void Punctuation_joins_its_word(string before, string after)
    {
        List<WordTiming> words = Words(before.Split('|', StringSplitOptions.RemoveEmptyEntries));
        int tokens = words.Count;
        PunctuationMerger.Merge(words);
        Assert.Equal(after.Split('|', StringSplitOptions.RemoveEmptyEntries), words.Select(static word => word.Text));
        Assert.Equal(tokens, words.Sum(static word => word.Count));
        for (int i = 0, next = 0; i < words.Count; next += words[i++].Count)
            Assert.Equal(next, words[i].First);
    }

    [Fact]
    public void A_long_second_word_after_a_pause_is_halved_by_its_span()
    {
        // At 100 s the reference would look at 51 s. Durations 1.0, 1.0, 0.3, 0.3, 0.3: the median is 0.3, the longest 0.6.
        List<WordTiming> words =
        [
            Word(" one", 0, 0, 1.0), Word(" two", 1, 1.0, 2.0), Word(" three", 2, 2.0, 2.3), Word(" four", 3, 2.3, 2.6), Word(" five", 4, 2.6, 2.9),
        ];
        WindowSegment segment = Segment(100, 102.9, 5);
        WordTimingRules.Apply([segment], words, EndOfText, 100, 90);
        Assert.Equal(100.9, words[0].Start, 9);
        Assert.Equal(101.5, words[0].End, 9);
        Assert.Equal(101.5, words[1].Start, 9);
        Assert.Equal(102.0, words[1].End, 9);
        Assert.Equal(100.9, segment.Start, 9);
    }

    [Fact]
    public void A_word_across_segments_leaves_the_other_words_to_theirs()
    {
        // The first word has the second segment's first token too.
        List<WordTiming> words = [Word(" a", 0, 0, 0.3, count: 3), Word(" b", 3, 0.3, 0.6), Word(" c", 4, 0.6, 0.9), Word(" d", 5, 0.9, 1.2)];
        WindowSegment[] segments = [Segment(0, 0.3, 2), Segment(0.3, 0.6, 2), Segment(0.6, 1.2, 2)];
        WordTimingRules.Apply(segments, words, EndOfText, 0, 0);
        Assert.Equal([" a", " b", " c d"], segments.Select(static segment => string.Concat(segment.Words.Select(static word => word.Text))));
    }

    [Theory]
    [InlineData(new double[] { }, 0)]
    [InlineData(new[] { 0.0, 0.0 }, 0)]
    [InlineData(new[] { 0.2, 0.0, 0.4 }, 0.3)]
    [InlineData(new[] { 0.5, 0.1, 0.2 }, 0.2)]
    [InlineData(new[] { 2.0, 3.0 }, 0.7)]
    public void The_median_leaves_out_words_of_no_length(double[] durations, double expected) =>
        Assert.Equal(expected, WordTimingRules.MedianDuration(durations.Select(static duration => Word(" w", 0, 1, 1 + duration))), 9);

    [Fact]
    public void Interpolated_words_share_the_segment_by_their_length()
    {
        TokenWord[] words = [new(" Go", 0, 1), new(" there", 1, 2), new(",", 3, 1), new(" 東京", 4, 1), new("<|endoftext|>", 5, 1)];
        List<WordTiming> timings = WordInterpolator.Interpolate(words, 10, 12.2, [1, 0.5f, 0.7f, 0.1f, 0.9f]);
        Assert.Equal([" Go", " there,", " 東京"], timings.Select(static word => word.Text));
        // 2, 6 and 6 bytes, each with 2 for its gap: 4, 8 and 8 of 20.
        Assert.Equal([10, 10.44, 11.32, 12.2], timings.Select(static word => Math.Round(word.Start, 6)).Append(Math.Round(timings[^1].End, 6)));
        Assert.Equal(0.6, timings[1].Probability, 6);
    }

    [Property(MaxTest = 200)]
    public void Interpolated_words_follow_each_other_through_the_segment(PositiveInt seed)
    {
        var random = new System.Random(seed.Get);
        TokenWord[] words = [.. Enumerable.Range(0, random.Next(1, 20)).Select(i => new TokenWord(" " + new string('x', random.Next(0, 9)), i, 1))];
        double start = random.NextDouble() * 1000;
        double end = start + (random.NextDouble() * 30);
        List<WordTiming> timings = WordInterpolator.Interpolate(words, start, end, new float[words.Length]);
        Assert.Equal(start, timings[0].Start, 6);
        Assert.Equal(end, timings[^1].End, 6);
        for (int i = 0; i < timings.Count; i++)
        {
            Assert.True(timings[i].End >= timings[i].Start);
            Assert.True(i == 0 || timings[i].Start == timings[i - 1].End);
        }

        Assert.Equal(words.Length, timings.Sum(static word => word.Count));
        Assert.Empty(WordInterpolator.Interpolate([], start, end, []));
    }

    private static List<WordTiming> Words(string[] texts) => [.. texts.Select(static (text, i) => Word(text, i, i, i + 1))];

    private static WordTiming Word(string text, int first, double start, double end, int count = 1) =>
        new() { Text = text, First = first, Count = count, Start = start, End = end, Probability = 0.9 };

    private static WindowSegment Segment(double start, double end, int tokens) =>
        new() { Start = start, End = end, Tokens = [EndOfText + 200, .. Enumerable.Range(300, tokens), EndOfText + 300], FirstToken = 0 };
}
