namespace Swictation.Stt.Audio.Tests;

public sealed class AudioFormatTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(384_001, 1)]
    [InlineData(8000, 0)]
    [InlineData(8000, 65)]
    public void Values_out_of_range_are_refused(int rate, int channels) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AudioFormat(rate, channels, SampleEncoding.Pcm16));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(384_000, 64)]
    public void The_ends_of_the_ranges_are_accepted(int rate, int channels)
    {
        AudioFormat format = new(rate, channels, SampleEncoding.Pcm24);
        Assert.Equal(3 * channels, format.BytesPerFrame);
        Assert.Equal(TimeSpan.FromSeconds(2), format.DurationOf(2L * rate));
    }

    [Fact]
    public void A_promise_of_ages_is_no_overflow() =>
        Assert.Equal(TimeSpan.MaxValue, new AudioFormat(1, 1, SampleEncoding.Pcm8).DurationOf(long.MaxValue));

    [Fact]
    public void An_unknown_encoding_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AudioFormat(8000, 1, (SampleEncoding)99));

    [Fact]
    public void It_describes_itself() => Assert.Equal("44100 Hz, 2 channels, Pcm16", new AudioFormat(44100, 2, SampleEncoding.Pcm16).ToString());
}
