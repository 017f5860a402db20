using System.Text.Json;

namespace Swictation.Stt.Whisper.Tests;

public sealed class LongFormRulesTests
{
    /// <summary>Texts and the length that Python's zlib.compress gives them.</summary>
    public static TheoryData<string, int> Compressed { get; } = new()
    {
        { "a", 9 },
        { "The quick brown fox jumps over the lazy dog.", 51 },
        { string.Concat(Enumerable.Repeat("Thank you. ", 20)), 22 },
        { string.Concat(Enumerable.Repeat("ご視聴ありがとうございました", 8)), 58 },
        { "It was a bright cold day in April, and the clocks were striking thirteen.", 74 },
    };

    [Theory]
    [MemberData(nameof(Compressed))]
    public void Compression_is_that_of_the_reference_within_two_percent(string text, int length)
    {
        double expected = (double)System.Text.Encoding.UTF8.GetByteCount(text) / length;
        Assert.InRange(CompressionRatio.Of(text), expected * 0.98, expected * 1.02);
    }

    [Fact]
    public void Empty_text_does_not_repeat_itself() => Assert.Equal(0, CompressionRatio.Of(string.Empty));

    [SkippableFact]
    public void Compression_ratios_of_the_oracle_are_met()
    {
        using JsonDocument oracle = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Path("oracles", "whisper", "random.json")));
        int compared = 0;
        foreach (JsonElement entry in oracle.RootElement.EnumerateArray())
        {
            if (!entry.TryGetProperty("compression_ratio", out JsonElement ratio))
                continue;
            double actual = CompressionRatio.Of(entry.GetProperty("text").GetString()!);
            Assert.InRange(actual, ratio.GetDouble() * 0.98, ratio.GetDouble() * 1.02);
            Assert.Equal(ratio.GetDouble() > 2.4, actual > 2.4);
            compared++;
        }

        Assert.Equal(21, compared);
    }

    [Theory]
    [InlineData(2.5, -0.2, 0.1, true)] // repeats itself
    [InlineData(2.4, -1.0, 0.1, false)] // both just allowed
    [InlineData(1.0, -1.1, 0.1, true)] // a guess
    [InlineData(1.0, -1.1, 0.7, false)] // silence
    [InlineData(2.5, -1.1, 0.7, false)]
    [InlineData(2.5, -0.9, 0.7, true)] // repeats itself, and is no guess
    public void A_window_that_is_not_believed_falls_back(double compression, double logProbability, double noSpeech, bool expected) =>
        Assert.Equal(expected, new DecodingThresholds().NeedsFallback(compression, logProbability, noSpeech));

    [Fact]
    public void Thresholds_that_are_off_do_not_ask()
    {
        var off = new DecodingThresholds { CompressionRatio = null, LogProbability = null, NoSpeech = null };
        Assert.False(off.NeedsFallback(99, -99, 0));
        Assert.False(off.IsSilence(-99, 1));
        Assert.True(new DecodingThresholds { NoSpeech = null }.NeedsFallback(1, -2, 0.9));
        Assert.True(new DecodingThresholds { LogProbability = null }.IsSilence(0, 0.7));
    }

    [Theory]
    [InlineData(-1.1, 0.7, true)]
    [InlineData(-1.0, 0.7, true)]
    [InlineData(-0.9, 0.7, false)]
    [InlineData(-1.1, 0.6, false)]
    public void Silence_is_improbable_speech_without_probable_words(double logProbability, double noSpeech, bool expected) =>
        Assert.Equal(expected, new DecodingThresholds().IsSilence(logProbability, noSpeech));

    [Fact]
    public void The_prompt_is_the_last_text_and_is_forgotten_after_a_high_temperature()
    {
        var history = new PromptHistory([1, 2, 3], carriesInitial: false, conditions: true, budget: 5);
        Assert.Equal([1, 2, 3], history.Next());
        history.Add([4, 5, 6, 7]);
        history.EndWindow(0.5);
        Assert.Equal([3, 4, 5, 6, 7], history.Next());
        history.Add([8]);
        history.EndWindow(0.6);
        Assert.Empty(history.Next());
    }

    [Fact]
    public void A_carried_prompt_stays_and_takes_its_part_of_the_budget()
    {
        var history = new PromptHistory([1, 2], carriesInitial: true, conditions: true, budget: 5);
        history.Add([4, 5, 6, 7]);
        history.EndWindow(0);
        Assert.Equal([1, 2, 5, 6, 7], history.Next());
        history.EndWindow(1);
        Assert.Equal([1, 2], history.Next());

        var full = new PromptHistory([1, 2, 3, 4, 5, 6], carriesInitial: true, conditions: true, budget: 5);
        full.Add([7, 8]);
        Assert.Equal([2, 3, 4, 5, 6], full.Next());
    }

    [Fact]
    public void Without_conditioning_only_the_first_window_sees_the_prompt()
    {
        var history = new PromptHistory([1], carriesInitial: false, conditions: false, budget: 5);
        Assert.Equal([1], history.Next());
        history.Add([2]);
        history.EndWindow(0);
        Assert.Empty(history.Next());
    }

    [Fact]
    public void Clips_lie_within_the_recording()
    {
        Assert.Equal([(0, 1000)], SeekClips.FromSeconds([], 1000));
        Assert.Equal([(150, 1000)], SeekClips.FromSeconds([1.5], 1000));
        Assert.Equal([(150, 200), (900, 1000)], SeekClips.FromSeconds([1.5, 2, 9, 30], 1000));
        Assert.Empty(SeekClips.FromSeconds([20, 30], 1000));
        Assert.Empty(SeekClips.FromSeconds([], 0));
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => SeekClips.FromSeconds([-1], 1000)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SeekClips.FromSeconds([2, 1], 1000));
        Assert.Throws<ArgumentException>(() => SeekClips.FromSeconds([double.NaN], 1000));
    }

    [Fact]
    public void Words_that_no_one_speaks_so_are_anomalous()
    {
        Assert.Equal(0, HallucinationRules.Anomaly(Word(0, 0.5, 0.5)));
        Assert.Equal(1, HallucinationRules.Anomaly(Word(0, 0.5, 0.1)));
        Assert.Equal(1.995, HallucinationRules.Anomaly(Word(1, 1, 0.9)), 9);
        Assert.Equal(1.5, HallucinationRules.Anomaly(Word(1, 4.5, 0.9)), 9);
        Assert.False(HallucinationRules.IsAnomalous(null));
        Assert.False(HallucinationRules.IsAnomalous(Segment(Word(0, 0.5, 0.1), Word(0.5, 1, 0.9))));
        Assert.True(HallucinationRules.IsAnomalous(Segment(Word(0, 0.5, 0.1))));
        Assert.True(HallucinationRules.IsAnomalous(Segment(Word(0, 5.5, 0.9), Word(6, 6.5, 0.9), Word(6, 6.5, 0.9), Word(6, 6.5, 0.9))));
    }

    private static WordTiming Word(double start, double end, double probability) =>
        new() { Text = " word", First = 0, Count = 1, Start = start, End = end, Probability = probability };

    private static WindowSegment Segment(params WordTiming[] words)
    {
        var segment = new WindowSegment { Start = 0, End = 1, Tokens = [], FirstToken = 0 };
        segment.Words.AddRange(words);
        return segment;
    }
}
