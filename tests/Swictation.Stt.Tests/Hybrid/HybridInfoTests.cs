namespace Swictation.Stt.Tests.Hybrid;

public sealed class HybridInfoTests
{
    private const SttCapabilities PrimaryHas = SttCapabilities.WordTimes | SttCapabilities.Confidence | SttCapabilities.PhraseBoosting | SttCapabilities.Streaming;
    private const SttCapabilities FallbackHas = SttCapabilities.WordTimes | SttCapabilities.Confidence | SttCapabilities.Punctuation;

    [Fact]
    public void It_is_the_primarys_until_the_fallback_is_known_and_then_that_of_both()
    {
        using var pair = new Pair(
            new FakeEngine("one") { Languages = ["en", "de"], Capabilities = PrimaryHas, Fails = _ => new InvalidOperationException("It broke.") },
            new FakeEngine("two") { Languages = ["DE", "fr"], Capabilities = FallbackHas, CanTranslate = true });
        SttEngineInfo info = pair.Engine.Info;
        Assert.Equal(("one", PrimaryHas, (1, 0)), (info.ModelId, info.Capabilities, pair.Loads));
        Assert.Equal(["en", "de"], info.Languages);
        Assert.Same(info, pair.Engine.Info);

        pair.Transcribe();
        info = pair.Engine.Info;
        Assert.Equal(("one", SttCapabilities.WordTimes | SttCapabilities.Confidence | SttCapabilities.Streaming | SttCapabilities.Translation), (info.ModelId, info.Capabilities));
        Assert.Equal(["en", "de", "fr"], info.Languages);
        Assert.Same(info, pair.Engine.Info);
        pair.Dispose();
        Assert.Same(info, pair.Engine.Info);
    }

    [Fact]
    public void Without_a_primary_it_is_the_fallbacks()
    {
        using var pair = new Pair(null, new FakeEngine("two"));
        Assert.Equal("two", pair.Engine.Info.ModelId);
    }

    [Fact]
    public void Without_either_both_are_told()
    {
        using var pair = new Pair((ISttEngine?)null, null);
        HybridEngineException exception = Assert.Throws<HybridEngineException>(() => pair.Engine.Info);
        Assert.Contains("There is no primary.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("There is no fallback.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_engine_does_not_load_to_know()
    {
        var pair = new Pair(new FakeEngine("one"), new FakeEngine("two"));
        pair.Dispose();
        Assert.Throws<ObjectDisposedException>(() => pair.Engine.Info);
        Assert.Equal((0, 0), pair.Loads);
    }
}
