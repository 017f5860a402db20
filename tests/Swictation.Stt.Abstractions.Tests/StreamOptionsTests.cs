namespace Swictation.Stt.Abstractions.Tests;

public sealed class StreamOptionsTests
{
    [Theory]
    [InlineData(nameof(StreamOptions.UpdateInterval), 0.07, 10.1)]
    [InlineData(nameof(StreamOptions.RightContext), -0.1, 30.1)]
    [InlineData(nameof(StreamOptions.LeftContext), -0.1, 60.1)]
    public void A_value_out_of_range_is_named(string name, double below, double above)
    {
        StreamOptions.Default.Validate();
        foreach (double seconds in new[] { below, above })
        {
            TimeSpan value = TimeSpan.FromSeconds(seconds);
            var options = new StreamOptions
            {
                UpdateInterval = name == nameof(StreamOptions.UpdateInterval) ? value : null,
                RightContext = name == nameof(StreamOptions.RightContext) ? value : null,
                LeftContext = name == nameof(StreamOptions.LeftContext) ? value : null,
            };
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(options.Validate).ParamName);
        }

        Assert.Throws<ArgumentOutOfRangeException>(new StreamOptions { Transcribe = new TranscribeOptions { BatchSize = 0 } }.Validate);
        Assert.Throws<ArgumentNullException>(new StreamOptions { Transcribe = null! }.Validate);
    }

    [Fact]
    public void A_partial_transcription_is_moved_as_a_whole()
    {
        var word = new TranscriptionWord { Text = "a", Start = TimeSpan.FromSeconds(1), End = TimeSpan.FromSeconds(2), Confidence = 1, Tokens = [] };
        var partial = new PartialTranscription { Stable = "a", Volatile = "b", StableWords = [word], VolatileWords = [word], Position = TimeSpan.FromSeconds(3) };
        PartialTranscription moved = partial.Offset(TimeSpan.FromSeconds(10));
        Assert.Equal(("a b", 11, 12, 13), (moved.Text, moved.StableWords[0].Start.Seconds, moved.VolatileWords[0].End.Seconds, moved.Position.Seconds));
        Assert.Same(partial, partial.Offset(TimeSpan.Zero));
    }
}
