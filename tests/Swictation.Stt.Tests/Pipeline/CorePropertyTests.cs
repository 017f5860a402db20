using FsCheck.Xunit;

namespace Swictation.Stt.Tests.Pipeline;

public sealed class CorePropertyTests
{
    private static readonly SttPipelineOptions Short = new()
    {
        LevelInterval = TimeSpan.FromSeconds(0.3),
        Segmenter = new() { MaxUtterance = TimeSpan.FromSeconds(3) },
        Stream = new StreamOptions { UpdateInterval = TimeSpan.FromSeconds(0.4) },
    };

    [Property(MaxTest = 40)]
    public void The_sizes_of_blocks_change_nothing(int seed)
    {
        var random = new Random(seed);
        ScriptedWord[] words = Words(random, 12);
        float[] audio = Audio(words);
        for (int holes = random.Next(3); holes > 0; holes--)
            audio.AsSpan(random.Next(audio.Length - 3000), random.Next(1, 3000)).Fill(holes == 1 ? float.NaN : float.NegativeInfinity);

        using CoreRun whole = CoreRun.Of(Engine(words), ScriptedDetector.Of(words), audio, Short, int.MaxValue / 2);
        using var parts = new CoreRun(Engine(words), ScriptedDetector.Of(words), Short);
        for (int i = 0; i < audio.Length;)
        {
            int length = Math.Min(audio.Length - i, random.Next(4) switch { 0 => 0, 1 => random.Next(1, 20), 2 => random.Next(1, 2000), _ => random.Next(1, 20000) });
            parts.Core.Push(audio.AsSpan(i, length));
            i += length;
        }

        parts.Core.Complete();
        Assert.Equal(whole.Events.Select(EventText.Describe), parts.Events.Select(EventText.Describe));
    }

    /// <remarks>Words follow each other with and without pauses, for longer than an utterance may last; the end of what was heard is misheard.</remarks>
    [Property(MaxTest = 150)]
    public void No_word_is_lost_or_doubled_or_taken_back_also_where_utterances_are_cut(int seed)
    {
        var random = new Random(seed);
        ScriptedWord[] words = Words(random, random.Next(1, 40));
        using CoreRun run = CoreRun.Of(Engine(words), ScriptedDetector.Of(words), Audio(words), Short with { Partials = random.Next(4) > 0 });
        EventText.AssertOrdered(run.Events);
        Assert.Equal(words.Select(word => word.Text), EventText.Words(run.Events));
        Assert.Empty(run.Errors);
    }

    /// <remarks>A word that the audio ended in was in both utterances, since nobody knew where its middle lay.</remarks>
    [Theory]
    [InlineData(90)]
    [InlineData(593)]
    [InlineData(817)]
    [InlineData(1499)]
    public void A_word_that_reaches_over_a_cut_and_the_end_of_the_audio_is_in_one_utterance(int seed) =>
        No_word_is_lost_or_doubled_or_taken_back_also_where_utterances_are_cut(seed);

    [Property(MaxTest = 20)]
    public void Equal_input_gives_equal_events(int seed)
    {
        ScriptedWord[] words = Words(new Random(seed), 10);
        using CoreRun first = CoreRun.Of(Engine(words), ScriptedDetector.Of(words), Audio(words), Short);
        using CoreRun second = CoreRun.Of(Engine(words), ScriptedDetector.Of(words), Audio(words), Short);
        Assert.Equal(first.Events.Select(EventText.Describe), second.Events.Select(EventText.Describe));
    }

    [Fact]
    public void A_long_speech_is_cut()
    {
        ScriptedWord[] words = [.. Enumerable.Range(0, 30).Select(i => ScriptedWord.At(Name(i), 1 + (0.3 * i), 0.3))];
        using CoreRun run = CoreRun.Of(Engine(words), ScriptedDetector.Of(words), Audio(words), Short);
        Assert.True(run.Finals.Count(final => final.Reason == UtteranceEnd.MaximumLength) >= 3);
        Assert.Equal(words.Select(word => word.Text), EventText.Words(run.Events));
    }

    /// <summary>Words without times: what lies before a cut is heard once more.</summary>
    [Fact]
    public void A_long_speech_is_cut_also_where_the_engine_gives_no_times()
    {
        ScriptedWord[] words = [.. Enumerable.Range(0, 30).Select(i => ScriptedWord.At(Name(i), 1 + (0.3 * i), 0.28))];
        using var engine = new ScriptedEngine(words) { HasTimes = false };
        using CoreRun run = CoreRun.Of(engine, ScriptedDetector.Of(words), Audio(words), Short);
        EventText.AssertOrdered(run.Events);
        Assert.Equal(string.Join(' ', words.Select(word => word.Text)), string.Join(' ', run.Finals.Select(final => final.Text)));
    }

    private static ScriptedEngine Engine(ScriptedWord[] words) => new(words) { Uncertain = TimeSpan.FromSeconds(0.25) };

    private static float[] Audio(ScriptedWord[] words) => ScriptedEngine.Audio((words[^1].End / 16000.0) + 2);

    private static ScriptedWord[] Words(Random random, int count)
    {
        var words = new List<ScriptedWord>();
        double time = 0.5;
        for (int i = 0; i < count; i++)
        {
            double length = 0.3 + (random.NextDouble() * 0.4);
            words.Add(ScriptedWord.At(Name(i), time, length));
            time += length + (random.Next(8) switch { 0 => 1.5, 1 or 2 => 0, 3 => 0.05, _ => random.NextDouble() * 0.5 });
        }

        return [.. words];
    }

    private static string Name(int i) => $"{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}";
}
