namespace Swictation.Stt.Audio;

/// <summary>Designs the low-pass filter of the resampler: a sinc under a Kaiser window, cut into phases.</summary>
/// <remarks>
/// After J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function" (1974): the shape parameter for an
/// attenuation A above 50 dB is 0.1102 (A - 8.7), and the length for a transition of Δω radians is (A - 7.95) / (2.285 Δω).
/// </remarks>
internal static class KaiserFilter
{
    /// <summary>The designed attenuation; 10 dB beyond what is promised, as rounding to float and phase interpolation take their share.</summary>
    private const double AttenuationDb = 100;

    /// <summary>Where the pass band ends, relative to the lower of the two Nyquist frequencies, where the stop band begins.</summary>
    private const double PassBand = 0.9;

    /// <summary>Tap counts are multiples of this, so that the dot product has no remainder at any vector width.</summary>
    private const int TapMultiple = 32;

    /// <summary>Finds the number of taps of each phase.</summary>
    /// <param name="scale">The lower of the two rates divided by the input rate, at most 1.</param>
    public static int Taps(double scale)
    {
        double transition = Math.PI * (1 - PassBand) * scale;
        double taps = (AttenuationDb - 7.95) / (2.285 * transition);
        return (int)Math.Ceiling(taps / TapMultiple) * TapMultiple;
    }

    /// <summary>Computes the phases, each of which sums to 1 so that a constant stays exactly as it is in every phase.</summary>
    /// <param name="rows">How many rows to compute; row p serves positions p / <paramref name="phases"/> of an input sample after one.</param>
    /// <param name="phases">How many phases an input sample is divided into.</param>
    /// <param name="taps">Taps of each phase, even.</param>
    /// <param name="scale">The lower of the two rates divided by the input rate, at most 1.</param>
    /// <returns>The rows one after another, tap 0 belonging to the oldest sample.</returns>
    public static float[] Design(int rows, int phases, int taps, double scale)
    {
        double beta = 0.1102 * (AttenuationDb - 8.7);
        double window0 = BesselI0(beta);
        double cutoff = (1 + PassBand) / 2 * scale;
        int half = taps / 2;
        float[] table = new float[rows * taps];
        double[] row = new double[taps];
        for (int p = 0; p < rows; p++)
        {
            int mirrored = phases - p;
            if (mirrored < p)
            {
                // The filter is symmetric in time: the later phases are the earlier ones backwards.
                Span<float> copy = table.AsSpan(p * taps, taps);
                table.AsSpan(mirrored * taps, taps).CopyTo(copy);
                copy.Reverse();
                continue;
            }

            double fraction = (double)p / phases;
            double sum = 0;
            for (int j = 0; j < taps; j++)
            {
                double t = fraction + half - 1 - j;
                double x = t / half;
                double window = Math.Abs(x) > 1 ? 0 : BesselI0(beta * Math.Sqrt(1 - x * x)) / window0;
                double angle = Math.PI * cutoff * t;
                row[j] = window * (angle == 0 ? 1 : Math.Sin(angle) / angle);
                sum += row[j];
            }

            for (int j = 0; j < taps; j++)
                table[p * taps + j] = (float)(row[j] / sum);
        }

        return table;
    }

    /// <summary>The modified Bessel function of the first kind and order 0, by its power series.</summary>
    private static double BesselI0(double x)
    {
        double term = 1;
        double sum = 1;
        double quarter = x * x / 4;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }

        return sum;
    }
}
