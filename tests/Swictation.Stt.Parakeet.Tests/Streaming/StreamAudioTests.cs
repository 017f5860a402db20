using FsCheck.Xunit;

namespace Swictation.Stt.Parakeet.Tests;

public sealed class StreamAudioTests
{
    [Property(MaxTest = 200)]
    public void Samples_are_found_by_their_position(int seed)
    {
        var random = new Random(seed);
        var audio = new StreamAudio();
        long written = 0;
        for (int i = 0; i < 50; i++)
        {
            float[] block = [.. Enumerable.Range(0, random.Next(0, 40)).Select(k => (float)(written + k))];
            audio.Append(block);
            written += block.Length;
            Assert.Equal(written, audio.End);
            long from = audio.Start + random.Next((int)(written - audio.Start) + 1);
            foreach (float sample in audio.Slice(from, written))
                Assert.Equal(from++, sample);
            if (random.Next(3) == 0)
                audio.DiscardBefore(written - random.Next(0, 30));
        }
    }

    [Fact]
    public void The_array_stays_as_large_as_what_it_holds()
    {
        var audio = new StreamAudio();
        for (int i = 0; i < 1000; i++)
        {
            audio.Append(new float[100]);
            audio.DiscardBefore(audio.End - 500);
        }

        Assert.InRange(audio.Capacity, 600, 900);
        audio.Clear(mostKept: 500);
        Assert.Equal((0, 0L, 0L), (audio.Capacity, audio.Start, audio.End));
    }

    [Theory]
    [InlineData("s30", 10, 0, 30)] // nothing to leave out
    [InlineData("-30", 10, 0, 0)] // silence only
    [InlineData("-12 s10", 0, 8, 22)] // before the speech, but for the margin
    [InlineData("-9 s10", 0, 0, 19)] // too short to leave out
    [InlineData("s10 -12", 0, 0, 14)] // after it
    [InlineData("s10 -12 s10", 30, 18, 32)] // the last silence that has been decoded past
    [InlineData("s10 -12 s10", 10, 18, 32)]
    [InlineData("s10 -12 s10", 9, 0, 32)] // what precedes it is not decoded yet
    [InlineData("-12 s5 -12 s5 -20", 17, 25, 38)]
    public void Silence_that_lasts_is_left_out(string spec, int context, int start, int end)
    {
        var samples = new List<float>();
        foreach (string part in spec.Split(' '))
            samples.AddRange(Enumerable.Repeat(part[0] == 's' ? 0.1f : 0f, int.Parse(part[1..], System.Globalization.CultureInfo.InvariantCulture)));
        var settings = new WindowSettings(Longest: 1000, Overlap: 1, SilenceRun: 10, Margin: 4);
        Assert.Equal((start, end), SilenceTrimmer.FindSpeech(samples.ToArray(), context, settings));
    }
}
