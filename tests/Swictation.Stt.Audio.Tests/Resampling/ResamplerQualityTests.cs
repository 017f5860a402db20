using Xunit.Abstractions;

namespace Swictation.Stt.Audio.Tests;

/// <summary>Measures in double precision what the filter does to tones.</summary>
public sealed class ResamplerQualityTests(ITestOutputHelper log)
{
    private const double PassBand = 0.9;

    public static TheoryData<double, double> Rates => new()
    {
        { 8000, 16000 },
        { 11025, 16000 },
        { 22050, 16000 },
        { 32000, 16000 },
        { 44100, 16000 },
        { 48000, 16000 },
        { 96000, 16000 },
        { 192000, 16000 },
        { 16000, 48000 },
        { 16000, 44100 },
        { 8000, 192000 },
        { 44100, 16000.5 },
        { Math.PI * 10000, 16000 },
        { 16000, 15999 },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public void The_pass_band_is_flat_in_time_and_clean(double rateIn, double rateOut)
    {
        double worstGain = 0;
        double worstError = double.NegativeInfinity;
        double worstRest = double.NegativeInfinity;
        double edge = PassBand * Math.Min(rateIn, rateOut) / 2;
        for (int i = 0; i <= 24; i++)
        {
            double frequency = Math.Max(37, edge * i / 24);
            (double sine, double cosine, double rest) = Measure(rateIn, rateOut, frequency);
            worstGain = Math.Max(worstGain, Math.Abs(Signals.Db(double.Hypot(sine, cosine) / 0.5)));
            // Against the very tone that went in: a delay of a hundredth of a sample would show as -30 dB.
            worstError = Math.Max(worstError, Signals.Db(double.Hypot(sine - 0.5, cosine) / 0.5));
            worstRest = Math.Max(worstRest, Signals.Db(rest * Math.Sqrt(2) / 0.5));
        }

        log.WriteLine($"{rateIn:F1} -> {rateOut:F1}: gain within {worstGain:F5} dB, tone error {worstError:F1} dB, aliases, images and noise {worstRest:F1} dB");
        Assert.InRange(worstGain, 0, 0.1);
        Assert.InRange(worstError, double.NegativeInfinity, -80);
        Assert.InRange(worstRest, double.NegativeInfinity, -90);
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void What_the_lower_rate_cannot_hold_vanishes(double rateIn, double rateOut)
    {
        if (rateIn <= rateOut)
            return;
        double worst = double.NegativeInfinity;
        double from = rateOut / 2;
        double to = rateIn / 2;
        for (int i = 0; i < 40; i++)
        {
            // Densely behind the edge, where the filter is weakest.
            double frequency = from + (to - from) * Math.Pow(i / 40.0, 2);
            float[] output = Signals.Resample(new Resampler(rateIn, rateOut), Signals.Tone((int)rateIn, rateIn, frequency));
            worst = Math.Max(worst, Signals.Db(Signals.Rms(Middle(output)) * Math.Sqrt(2) / 0.5));
        }

        log.WriteLine($"{rateIn:F1} -> {rateOut:F1}: aliases {worst:F1} dB");
        Assert.InRange(worst, double.NegativeInfinity, -90);
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Images_of_the_upper_pass_band_vanish(double rateIn, double rateOut)
    {
        if (rateIn >= rateOut)
            return;
        double worst = double.NegativeInfinity;
        for (int i = 0; i < 20; i++)
        {
            // In the transition the tone itself is weakened; its image beyond the edge must be gone all the same.
            double frequency = rateIn / 2 * (PassBand + (1 - PassBand) * i / 20);
            (_, _, double rest) = Measure(rateIn, rateOut, frequency);
            worst = Math.Max(worst, Signals.Db(rest * Math.Sqrt(2) / 0.5));
        }

        log.WriteLine($"{rateIn:F1} -> {rateOut:F1}: images of the transition band {worst:F1} dB");
        Assert.InRange(worst, double.NegativeInfinity, -90);
    }

    [SkippableFact]
    public void A_recording_at_44100_Hz_lies_exactly_over_its_16000_Hz_version()
    {
        float[] expected = AudioReader.ReadAll(SharedFiles.Path("audio", "jfk-16k.wav"));
        float[] actual = AudioReader.ReadAll(SharedFiles.Path("audio", "jfk-44k-stereo.wav"));
        Assert.InRange(actual.Length - expected.Length, -2, 2);
        (double best, int lag) = (0, 0);
        for (int shift = -20; shift <= 20; shift++)
        {
            double correlation = Signals.Correlation(expected.AsSpan(20), actual.AsSpan(20 + shift));
            if (correlation > best)
                (best, lag) = (correlation, shift);
        }

        log.WriteLine($"correlation {best:F6} at lag {lag}");
        Assert.Equal(0, lag);
        Assert.InRange(best, 0.99, 1);
    }

    private static (double Sine, double Cosine, double Residual) Measure(double rateIn, double rateOut, double frequency)
    {
        float[] output = Signals.Resample(new Resampler(rateIn, rateOut), Signals.Tone((int)(0.5 * rateIn), rateIn, frequency));
        return Signals.Fit(Middle(output), output.Length / 4, rateOut, frequency);
    }

    private static ReadOnlySpan<float> Middle(float[] samples) => samples.AsSpan(samples.Length / 4, samples.Length / 2);
}
