namespace Swictation.Stt.Tests.Hybrid;

public sealed class HybridBatchTests
{
    private static readonly ReadOnlyMemory<float>[] Audio = [.. Enumerable.Range(1, 5).Select(length => Pair.Audio(length).AsMemory())];

    [Fact]
    public void All_go_to_the_primary_in_one_call()
    {
        var primary = new FakeEngine("one");
        using var pair = new Pair(primary, new FakeEngine("two"));
        IReadOnlyList<Transcription> results = pair.Engine.Transcribe(Audio);
        Assert.Equal(Enumerable.Range(1, 5).Select(length => FakeEngine.Text("one", length)), results.Select(result => result.Text));
        Assert.All(results, result => Pair.AssertChoice(result, "one", EngineRole.Primary, EngineChoiceReason.Primary));
        Assert.Equal((1, (1, 0)), (primary.Batches, pair.Loads));
    }

    [Fact]
    public void Those_of_low_confidence_go_to_the_fallback_in_one_call()
    {
        var fallback = new FakeEngine("two") { Confidence = length => length == 4 ? 0.2f : 0.8f };
        using var pair = new Pair(new FakeEngine("one") { Confidence = length => length % 2 == 0 ? 0.3f : 0.9f }, fallback, options => options with { MinConfidence = 0.5f });
        IReadOnlyList<Transcription> results = pair.Engine.Transcribe(Audio);
        Assert.Equal(["one 1", "two 2", "one 3", "one 4", "one 5"], results.Select(result => result.Text));
        Pair.AssertChoice(results[1], "two", EngineRole.Fallback, EngineChoiceReason.LowConfidence);
        Pair.AssertChoice(results[3], "one", EngineRole.Primary, EngineChoiceReason.FallbackLessConfident);
        Pair.AssertChoice(results[4], "one", EngineRole.Primary, EngineChoiceReason.Primary);
        Assert.Equal(1, fallback.Batches);
        Assert.Equal([2, 4], fallback.Heard);
    }

    [Fact]
    public void One_that_the_primary_fails_on_does_not_cost_the_others_their_text()
    {
        var primary = new FakeEngine("one") { Fails = length => length == 3 ? new InvalidOperationException("Three is too much.") : null };
        var fallback = new FakeEngine("two");
        using var pair = new Pair(primary, fallback);
        IReadOnlyList<Transcription> results = pair.Engine.Transcribe(Audio);
        Assert.Equal(["one 1", "one 2", "two 3", "one 4", "one 5"], results.Select(result => result.Text));
        Pair.AssertChoice(results[2], "two", EngineRole.Fallback, EngineChoiceReason.PrimaryFailed);
        Assert.Equal([3], fallback.Heard);
    }

    [Fact]
    public void Where_the_primary_cannot_be_loaded_or_refuses_all_go_to_the_fallback_in_one_call()
    {
        var fallback = new FakeEngine("two");
        using var missing = new Pair(null, fallback);
        Assert.All(missing.Engine.Transcribe(Audio), result => Pair.AssertChoice(result, "two", EngineRole.Fallback, EngineChoiceReason.PrimaryFailed));
        Assert.Equal((1, (1, 1)), (fallback.Batches, missing.Loads));

        var primary = new FakeEngine("one");
        using var refusing = new Pair(primary, new FakeEngine("two"));
        Assert.All(
            refusing.Engine.Transcribe(Audio, new TranscribeOptions { Language = "de" }),
            result => Pair.AssertChoice(result, "two", EngineRole.Fallback, EngineChoiceReason.LanguageNotSupported));
        Assert.Equal(0, primary.Batches);
    }

    [Fact]
    public void The_last_word_on_each_is_the_fallbacks_where_it_is_asked_for()
    {
        using var pair = new Pair(
            new FakeEngine("one"), new FakeEngine("two") { Fails = length => length is 1 or 5 ? new TimeoutException("Too slow.") : null }, options => options with { FinalBy = EngineRole.Fallback });
        IReadOnlyList<Transcription> results = pair.Engine.Transcribe(Audio);
        Assert.Equal(["one 1", "two 2", "two 3", "two 4", "one 5"], results.Select(result => result.Text));
        Pair.AssertChoice(results[0], "one", EngineRole.Primary, EngineChoiceReason.FallbackFailed);
        Pair.AssertChoice(results[1], "two", EngineRole.Fallback, EngineChoiceReason.FinalByFallback);
    }

    [Fact]
    public void Nothing_loads_nothing()
    {
        using var pair = new Pair(new FakeEngine("one"), new FakeEngine("two"));
        Assert.Empty(pair.Engine.Transcribe(Array.Empty<ReadOnlyMemory<float>>()));
        Assert.Equal((0, 0), pair.Loads);
    }

    [Fact]
    public void A_cancellation_ends_it_and_no_engine_is_asked_after_it()
    {
        using var source = new CancellationTokenSource();
        var primary = new FakeEngine("one") { OnCall = source.Cancel };
        using var pair = new Pair(primary, new FakeEngine("two"));
        Assert.ThrowsAny<OperationCanceledException>(() => pair.Engine.Transcribe(Audio, null, source.Token));
        Assert.Equal((1, (1, 0)), (primary.Batches, pair.Loads));
    }
}
