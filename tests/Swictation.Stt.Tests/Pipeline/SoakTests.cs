using Swictation.Stt.Benchmarks.Soak;

namespace Swictation.Stt.Tests.Pipeline;

/// <summary>Ten minutes of what <c>bench --soak</c> runs for a day. Alone, as it looks at the memory of the process.</summary>
[Collection(nameof(UndisturbedTests))]
public sealed class SoakTests
{
    [Fact]
    public async Task Ten_minutes_of_speech_and_noise_are_heard_alike_round_by_round_and_nothing_grows()
    {
        SoakLoop loop = SoakLoop.Make(Recordings.All, 120, seed: 5);
        using ISttEngine engine = SttEngine.Load();
        await using var pipeline = new SttPipeline(engine);
        var run = new SoakRun(loop, 5);
        var managed = new List<long>();
        await run.RunAsync(pipeline, _ => managed.Add(MemorySample.Take().Managed));
        Assert.True(run.Failures.Count == 0, string.Join(Environment.NewLine, run.Failures));
        Assert.True(run.Found >= 0.9 * loop.Sentences.Count, $"{run.Found} of {loop.Sentences.Count} were found.");
        Assert.True(run.Understood >= 0.6 * loop.Sentences.Count, $"{run.Understood} of {loop.Sentences.Count} were understood.");
        Assert.Equal(5, managed.Count);
        Assert.True(managed[^1] - managed[1] < 1_000_000, $"The managed heap: {string.Join(", ", managed)} bytes.");
    }

    [Fact]
    public void A_loop_is_the_same_for_the_same_seed_and_fits_the_windows()
    {
        SoakLoop loop = SoakLoop.Make(Recordings.All, 60, seed: 3);
        Assert.Equal(loop.Samples, SoakLoop.Make(Recordings.All, 60, seed: 3).Samples);
        Assert.NotEqual(loop.Samples, SoakLoop.Make(Recordings.All, 60, seed: 4).Samples);
        Assert.Equal(0, loop.Samples.Length % 512);
        Assert.Equal(0, loop.Samples.Length % 1280);
        Assert.True(loop.Samples.All(sample => MathF.Abs(sample) <= 1));
    }

    [Fact]
    public void What_a_round_loses_or_hears_otherwise_is_noticed()
    {
        var sentence = new SoakSentence("one two", 10, 13);
        var whole = new SoakRound();
        whole.Add(9.9, 12.9, "one two");
        Assert.True(whole.Covers(sentence));
        Assert.True(whole.Understands(sentence));
        var half = new SoakRound();
        half.Add(9.9, 11, "one");
        Assert.False(half.Covers(sentence));
        Assert.False(half.Understands(sentence));
        Assert.Null(whole.FirstDifference(whole));
        Assert.Equal("\"one two\" from 9.900 to 12.900 s and \"one\" from 9.900 to 11.000 s", whole.FirstDifference(half));
        Assert.EndsWith("and nothing", whole.FirstDifference(new SoakRound()), StringComparison.Ordinal);
    }
}
