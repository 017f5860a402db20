using Swictation.Stt.Audio.Features;

namespace Swictation.Stt.Audio.Tests.Features;

/// <summary>The front ends written down as their definitions read, in double precision: [frames, mels], before normalisation.</summary>
internal static class DirectLogMel
{
    public static float[] Nemo(float[] samples, int mels)
    {
        double[] padded = new double[samples.Length + 512];
        for (int n = 0; n < samples.Length; n++)
            padded[256 + n] = n == 0 ? samples[0] : samples[n] - (0.97 * samples[n - 1]);
        double[] window = new double[512];
        for (int i = 0; i < 400; i++)
            window[56 + i] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / 399));
        return Compute(padded, window, samples.Length / 160, new MelFilterBank(mels, 512), x => Math.Log(x + Math.Pow(2, -24)));
    }

    public static float[] Whisper(float[] samples, int mels)
    {
        double[] padded = new double[samples.Length + 400];
        for (int i = 0; i < padded.Length; i++)
        {
            int n = i - 200;
            while (n < 0 || n >= samples.Length)
                n = n < 0 ? -n : (2 * (samples.Length - 1)) - n;
            padded[i] = samples[n];
        }

        double[] window = new double[400];
        for (int i = 0; i < 400; i++)
            window[i] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / 400));
        return Compute(padded, window, samples.Length / 160, new MelFilterBank(mels, 400), x => Math.Log10(Math.Max(x, 1e-10)));
    }

    /// <summary>The power spectrum by the definition of the transform.</summary>
    public static double[] Power(ReadOnlySpan<double> frame)
    {
        int size = frame.Length;
        double[] power = new double[(size / 2) + 1];
        for (int k = 0; k < power.Length; k++)
        {
            double real = 0;
            double imaginary = 0;
            for (int n = 0; n < size; n++)
            {
                (double sine, double cosine) = Math.SinCos(2 * Math.PI * ((long)k * n % size) / size);
                real += frame[n] * cosine;
                imaginary -= frame[n] * sine;
            }

            power[k] = (real * real) + (imaginary * imaginary);
        }

        return power;
    }

    private static float[] Compute(double[] padded, double[] window, int frames, MelFilterBank bank, Func<double, double> log)
    {
        float[] features = new float[frames * bank.MelCount];
        double[] frame = new double[window.Length];
        for (int t = 0; t < frames; t++)
        {
            for (int i = 0; i < frame.Length; i++)
                frame[i] = padded[(t * 160) + i] * window[i];
            double[] power = Power(frame);
            for (int mel = 0; mel < bank.MelCount; mel++)
            {
                double energy = 0;
                for (int bin = 0; bin < power.Length; bin++)
                    energy += power[bin] * bank[mel, bin];
                features[(t * bank.MelCount) + mel] = (float)log(energy);
            }
        }

        return features;
    }
}
