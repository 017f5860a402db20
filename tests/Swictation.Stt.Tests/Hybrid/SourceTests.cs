namespace Swictation.Stt.Tests.Hybrid;

/// <summary>Recordings that can be read only once.</summary>
public sealed class SourceTests
{
    private static readonly float[] Audio = ScriptedEngine.Audio(10);
    private static readonly ScriptedWord[] Words = ScriptedWord.Spread("all the words that are said in here");

    [Theory]
    [InlineData(900)]
    [InlineData(80_000)]
    [InlineData(160_000)]
    public void Where_the_primary_fails_the_fallback_hears_the_whole_recording(int failsAfter)
    {
        var primary = new FakeEngine("one") { Fails = length => -length >= failsAfter ? new InvalidOperationException("It broke.") : null };
        var fallback = new ScriptedEngine(Words);
        using var pair = new Pair(primary, fallback, options => options with { AudioInMemory = TimeSpan.FromSeconds(1) });
        Transcription result = pair.Engine.Transcribe(new BlockSource(Audio, 5));
        Transcription expected = new ScriptedEngine(Words).Transcribe(Audio);
        Pair.AssertChoice(result, "scripted", EngineRole.Fallback, EngineChoiceReason.PrimaryFailed);
        Assert.Equal((expected.Text, expected.Duration), (result.Text, result.Duration));
        Assert.NotEqual(string.Empty, expected.Text);
    }

    [Fact]
    public void Of_low_confidence_both_hear_the_same()
    {
        using var pair = new Pair(
            new FakeEngine("one") { Confidence = _ => 0.1f }, new FakeEngine("two"), options => options with { MinConfidence = 0.5f, AudioInMemory = TimeSpan.FromSeconds(1) });
        Assert.Equal($"two {Audio.Length}", pair.Engine.Transcribe(new BlockSource(Audio, 1)).Text);
    }

    [Fact]
    public void What_the_source_throws_is_nobodys_failure()
    {
        var error = new IOException("The disk is gone.");
        using var pair = new Pair(new FakeEngine("one"), new FakeEngine("two"));
        Assert.Same(error, Assert.Throws<IOException>(() => pair.Engine.Transcribe(Failing(error))));
        Assert.Equal((1, 0), pair.Loads);
    }

    [Fact]
    public void Samples_that_are_not_numbers_are_refused_with_their_place()
    {
        float[] bad = [.. Audio];
        bad[123_456] = float.NaN;
        using var pair = new Pair(new FakeEngine("one"), new FakeEngine("two"));
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => pair.Engine.Transcribe(new BlockSource(bad, 1)));
        Assert.Contains("123456", exception.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), pair.Loads);
    }

    [Fact]
    public void Another_sample_rate_is_refused_without_loading_the_fallback()
    {
        using var pair = new Pair(new FakeEngine("one"), new FakeEngine("two"));
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => pair.Engine.Transcribe(new BlockSource(Audio, 1, sampleRate: 8000)));
        Assert.Contains("8000", exception.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), pair.Loads);
    }

    private static BlockSource Failing(IOException error) => new(Audio, 1, onRead: read =>
    {
        if (read == 3)
            throw error;
    });
}
