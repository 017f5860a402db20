using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Audio.Tests;

public sealed class ResamplerTests
{
    private static readonly (double In, double Out)[] Ratios =
        [(8000, 16000), (11025, 16000), (44100, 16000), (48000, 16000), (192000, 16000), (16000, 48000), (44100, 16000.5), (16000, 16000), (Math.PI * 10000, 16000)];

    [Property(MaxTest = 150)]
    public void How_the_signal_is_cut_changes_no_bit(NonNegativeInt seed)
    {
        Random random = new(seed.Item);
        (double rateIn, double rateOut) = Ratios[seed.Item % Ratios.Length];
        float[] input = Signals.Noise(random.Next(0, 20_000), seed.Item);
        Resampler resampler = new(rateIn, rateOut);
        float[] whole = new float[resampler.GetMaxOutput(input.Length)];
        int count = resampler.Process(input, whole, out int consumed);
        Assert.Equal(input.Length, consumed);
        List<float> expected = [.. whole.AsSpan(0, count)];
        float[] block = new float[5000];
        while ((count = resampler.Flush(block)) > 0)
            expected.AddRange(block.AsSpan(0, count));

        resampler.Reset();
        float[] pieces = Signals.Resample(resampler, input, random.Next(1, 3000), random.Next(1, 3000));
        Assert.Equal(expected, pieces);
    }

    [Theory]
    [InlineData(44100, 16000)]
    [InlineData(16000, 48000)]
    [InlineData(44100, 16000.5)]
    [InlineData(192000, 8000)]
    public void Single_samples_in_and_out_give_the_same_bits(double rateIn, double rateOut)
    {
        float[] input = Signals.Noise(3000, 5);
        Resampler resampler = new(rateIn, rateOut);
        float[] expected = Signals.Resample(resampler, input);
        resampler.Reset();
        Assert.Equal(expected, Signals.Resample(resampler, input, 1, 1));
    }

    [Fact]
    public void The_length_is_the_ceiling_of_the_ratio()
    {
        foreach ((double rateIn, double rateOut) in Ratios)
        {
            foreach (int length in (int[])[0, 1, 2, 3, 99, 440, 441, 442, 6000, 17_640])
            {
                Resampler resampler = new(rateIn, rateOut);
                float[] output = Signals.Resample(resampler, new float[length]);
                Assert.Equal((int)Math.Ceiling(length * rateOut / rateIn - 1e-9), output.Length);
                Assert.Equal(output.Length, resampler.OutputCount(length));
            }
        }
    }

    [Fact]
    public void Max_output_always_suffices_and_is_close()
    {
        foreach ((double rateIn, double rateOut) in Ratios)
        {
            Resampler resampler = new(rateIn, rateOut);
            Random random = new(3);
            for (int i = 0; i < 200; i++)
            {
                float[] input = new float[random.Next(0, 9000)];
                int most = resampler.GetMaxOutput(input.Length);
                int count = resampler.Process(input, new float[most], out int consumed);
                Assert.Equal(input.Length, consumed);
                Assert.InRange(most - count, 0, 1);
            }
        }
    }

    [Fact]
    public void Equal_rates_copy()
    {
        float[] input = Signals.Noise(10_000, 1);
        Assert.Equal(input, Signals.Resample(new Resampler(16000, 16000), input));
    }

    [Fact]
    public void A_constant_stays_exactly_as_it_is()
    {
        foreach ((double rateIn, double rateOut) in Ratios)
        {
            float[] input = new float[40_000];
            Array.Fill(input, 0.5f);
            float[] output = Signals.Resample(new Resampler(rateIn, rateOut), input);
            Assert.All(output[(output.Length / 3)..(2 * output.Length / 3)], x => Assert.Equal(0.5f, x, 2e-6f));
        }
    }

    [Fact]
    public void Silence_stays_silence() => Assert.All(Signals.Resample(new Resampler(44100, 16000), new float[9000]), x => Assert.Equal(0f, x));

    [Fact]
    public void An_impulse_stays_at_its_time()
    {
        foreach ((double rateIn, double rateOut) in Ratios)
        {
            float[] input = new float[(int)rateIn];
            int at = (int)(rateIn / 2);
            input[at] = 1;
            float[] output = Signals.Resample(new Resampler(rateIn, rateOut), input);
            int peak = Array.IndexOf(output, output.Max());
            Assert.InRange(peak - at * rateOut / rateIn, -0.51, 0.51);
        }
    }

    [Fact]
    public void Reset_forgets_everything()
    {
        Resampler resampler = new(48000, 16000);
        float[] input = Signals.Noise(5000, 1);
        float[] first = Signals.Resample(resampler, input);
        Assert.Throws<InvalidOperationException>(() => resampler.Process(input, first, out _));
        resampler.Reset();
        Assert.Equal(first, Signals.Resample(resampler, input));
    }

    [Theory]
    [InlineData(double.NaN, 16000)]
    [InlineData(16000, double.PositiveInfinity)]
    [InlineData(0, 16000)]
    [InlineData(99, 16000)]
    [InlineData(16000, 384_001)]
    public void Rates_out_of_range_are_refused(double rateIn, double rateOut) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(rateIn, rateOut));

    [Fact]
    public void An_empty_output_cannot_be_flushed_into() =>
        Assert.Throws<ArgumentException>(() => new Resampler(48000, 16000).Flush([]));

    [Fact]
    public void The_extremes_of_the_rates_work()
    {
        foreach ((double rateIn, double rateOut) in ((double, double)[])[(384000, 100), (100, 384000), (384000, 383999), (100.25, 48000)])
        {
            float[] output = Signals.Resample(new Resampler(rateIn, rateOut), Signals.Noise(1000, 1));
            Assert.Equal((int)Math.Ceiling(1000 * rateOut / rateIn), output.Length);
            Assert.All(output, x => Assert.InRange(x, -2, 2));
        }
    }

    [Theory]
    [InlineData(48000, 16000)]
    [InlineData(44100, 16000)]
    [InlineData(44100, 16000.5)]
    [InlineData(16000, 48000)]
    public void Processing_allocates_nothing(double rateIn, double rateOut)
    {
        Resampler resampler = new(rateIn, rateOut);
        float[] input = Signals.Noise(4800, 1);
        float[] output = new float[20_000];
        AllocationAssert.Zero(() => resampler.Process(input, output, out _), 50);
    }
}
