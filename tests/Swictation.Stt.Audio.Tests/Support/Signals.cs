namespace Swictation.Stt.Audio.Tests;

/// <summary>Makes and measures test signals in double precision.</summary>
internal static class Signals
{
    public static float[] Tone(int count, double rate, double frequency, double amplitude = 0.5)
    {
        float[] samples = new float[count];
        for (int i = 0; i < count; i++)
            samples[i] = (float)(amplitude * Math.Sin(2 * Math.PI * frequency * i / rate));
        return samples;
    }

    public static float[] Noise(int count, int seed)
    {
        Random random = new(seed);
        float[] samples = new float[count];
        for (int i = 0; i < count; i++)
            samples[i] = random.NextSingle() - 0.5f;
        return samples;
    }

    public static double Rms(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples)
            sum += (double)sample * sample;
        return Math.Sqrt(sum / samples.Length);
    }

    /// <summary>Fits a sine and a cosine of one frequency by least squares; what they leave over is everything that should not be there.</summary>
    public static (double Sine, double Cosine, double ResidualRms) Fit(ReadOnlySpan<float> samples, int offset, double rate, double frequency)
    {
        double ss = 0, cc = 0, sc = 0, xs = 0, xc = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            (double s, double c) = Math.SinCos(2 * Math.PI * frequency * (i + offset) / rate);
            ss += s * s;
            cc += c * c;
            sc += s * c;
            xs += samples[i] * s;
            xc += samples[i] * c;
        }

        double determinant = ss * cc - sc * sc;
        double sine = (xs * cc - xc * sc) / determinant;
        double cosine = (xc * ss - xs * sc) / determinant;
        double rest = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            (double s, double c) = Math.SinCos(2 * Math.PI * frequency * (i + offset) / rate);
            double difference = samples[i] - sine * s - cosine * c;
            rest += difference * difference;
        }

        return (sine, cosine, Math.Sqrt(rest / samples.Length));
    }

    public static double Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        int count = Math.Min(a.Length, b.Length);
        double ab = 0, aa = 0, bb = 0;
        for (int i = 0; i < count; i++)
        {
            ab += (double)a[i] * b[i];
            aa += (double)a[i] * a[i];
            bb += (double)b[i] * b[i];
        }

        return ab / Math.Sqrt(aa * bb);
    }

    public static double Db(double ratio) => 20 * Math.Log10(Math.Max(ratio, 1e-12));

    public static float[] Resample(Resampler resampler, ReadOnlySpan<float> input, int inputBlock = 5000, int outputBlock = 4000)
    {
        List<float> all = [];
        float[] output = new float[outputBlock];
        while (!input.IsEmpty)
        {
            int count = resampler.Process(input[..Math.Min(inputBlock, input.Length)], output, out int consumed);
            all.AddRange(output.AsSpan(0, count));
            input = input[consumed..];
        }

        int flushed;
        while ((flushed = resampler.Flush(output)) > 0)
            all.AddRange(output.AsSpan(0, flushed));
        return [.. all];
    }
}
