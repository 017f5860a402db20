namespace Swictation.Stt.Benchmarks.Soak;

/// <summary>Makes sounds that are no speech, each at a given level.</summary>
internal static class SoakNoise
{
    private const double Rate = 16000;

    private static readonly Action<float[], double, Random>[] Kinds = [Silence, White, Pink, Hum, Tones, Clicks];

    /// <summary>Makes a sound of a random kind, from -60 to -26 dB of full scale.</summary>
    public static float[] Make(double seconds, Random random)
    {
        var samples = new float[(int)(seconds * Rate)];
        Kinds[random.Next(Kinds.Length)](samples, Math.Pow(10, -(26 + (34 * random.NextDouble())) / 20), random);
        return samples;
    }

    private static void Silence(float[] samples, double level, Random random)
    {
    }

    private static void White(float[] samples, double level, Random random)
    {
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (float)(level * 1.7 * ((2 * random.NextDouble()) - 1));
    }

    /// <remarks>Paul Kellet's economy filter: white noise through three first-order low passes, within 0.5 dB of -3 dB for each octave.</remarks>
    private static void Pink(float[] samples, double level, Random random)
    {
        (double a, double b, double c) = (0, 0, 0);
        for (int i = 0; i < samples.Length; i++)
        {
            double white = (2 * random.NextDouble()) - 1;
            a = (0.99765 * a) + (white * 0.0990460);
            b = (0.96300 * b) + (white * 0.2965164);
            c = (0.57000 * c) + (white * 1.0526913);
            samples[i] = (float)(level * 0.6 * (a + b + c + (white * 0.1848)));
        }
    }

    private static void Hum(float[] samples, double level, Random random)
    {
        double mains = random.Next(2) == 0 ? 50 : 60;
        for (int i = 0; i < samples.Length; i++)
        {
            double phase = 2 * Math.PI * mains * i / Rate;
            samples[i] = (float)(level * (Math.Sin(phase) + (0.5 * Math.Sin(3 * phase)) + (0.25 * Math.Sin(5 * phase))));
        }
    }

    /// <remarks>Notes of a scale, three at a time, struck and dying away.</remarks>
    private static void Tones(float[] samples, double level, Random random)
    {
        int length = (int)(Rate * (0.2 + (0.5 * random.NextDouble())));
        for (int start = 0; start < samples.Length; start += length)
        {
            for (int voice = 0; voice < 3; voice++)
            {
                double step = 2 * Math.PI * 220 * Math.Pow(2, random.Next(25) / 12.0) / Rate;
                for (int i = start; i < Math.Min(samples.Length, start + length); i++)
                    samples[i] += (float)(level * Math.Exp(-4.0 * (i - start) / length) * Math.Sin(step * (i - start)));
            }
        }
    }

    private static void Clicks(float[] samples, double level, Random random)
    {
        for (int at = random.Next(8000); at < samples.Length; at += 400 + random.Next(12000))
        {
            for (int i = at; i < Math.Min(samples.Length, at + 80); i++)
                samples[i] = (float)(level * 6 * Math.Exp(-(i - at) / 12.0) * ((2 * random.NextDouble()) - 1));
        }
    }
}
