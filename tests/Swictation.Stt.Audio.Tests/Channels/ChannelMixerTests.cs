namespace Swictation.Stt.Audio.Tests;

public sealed class ChannelMixerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void Mixing_agrees_with_the_plain_definition(int channels)
    {
        for (int frames = 0; frames < 40; frames++)
        {
            float[] interleaved = Signals.Noise(frames * channels, frames + 1);
            float[] mono = new float[frames];
            Assert.Equal(frames, ChannelMixer.ToMono(interleaved, channels, ChannelMode.Average, mono));
            for (int i = 0; i < frames; i++)
                Assert.Equal(interleaved.Skip(i * channels).Take(channels).Sum(x => (double)x) / channels, mono[i], 1e-7);

            float[] planar = new float[frames * channels];
            Assert.Equal(frames, ChannelMixer.Separate(interleaved, channels, planar));
            for (int c = 0; c < channels; c++)
            {
                float[] expected = interleaved.Where((_, i) => i % channels == c).ToArray();
                Assert.Equal(expected, planar[(c * frames)..((c + 1) * frames)]);
                ChannelMixer.ToMono(interleaved, channels, ChannelMode.Channel(c), mono);
                Assert.Equal(expected, mono);
            }
        }
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ChannelMixer.Average([], 0, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChannelMixer.Separate([], 0, []));
        Assert.Throws<ArgumentException>(() => ChannelMixer.Average([1, 2, 3], 2, new float[5]));
        Assert.Throws<ArgumentException>(() => ChannelMixer.Average([1, 2, 3, 4], 2, new float[1]));
        Assert.Throws<ArgumentException>(() => ChannelMixer.Separate([1, 2, 3, 4], 2, new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChannelMixer.Extract([1, 2], 2, 2, new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChannelMode.Channel(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChannelMode.Channel(64));
    }

    [Fact]
    public void A_mode_tells_what_it_is()
    {
        Assert.Null(ChannelMode.Average.Index);
        Assert.Equal(default, ChannelMode.Average);
        Assert.Equal(0, ChannelMode.Channel(0).Index);
        Assert.NotEqual(ChannelMode.Channel(0), ChannelMode.Average);
        Assert.Equal("Channel 3", ChannelMode.Channel(3).ToString());
    }

    [Fact]
    public void Mixing_allocates_nothing()
    {
        float[] interleaved = Signals.Noise(2000, 1);
        float[] mono = new float[2000];
        AllocationAssert.Zero(() =>
        {
            ChannelMixer.Average(interleaved, 2, mono);
            ChannelMixer.Separate(interleaved, 4, mono);
        });
    }
}
