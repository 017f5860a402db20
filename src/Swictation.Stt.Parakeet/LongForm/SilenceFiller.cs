namespace Swictation.Stt.Parakeet;

/// <summary>
/// Fills digital silence inside speech with noise too soft to be heard. Exact zeros lie so far below any real sound that, counted into the
/// statistics of per-feature normalisation, they flatten everything else, and models answer with nothing at all (NeMo issue 15757).
/// </summary>
internal static class SilenceFiller
{
    /// <summary>The shortest run that is filled: 20 ms, two hops. Shorter ones are zero crossings of soft sounds.</summary>
    private const int ShortestRun = 320;

    /// <summary>Finds whether there is anything to fill.</summary>
    public static bool IsNeeded(ReadOnlySpan<float> samples) => NextRun(samples, 0, out _) < samples.Length;

    /// <summary>Fills runs of silence in place; the same samples always get the same noise.</summary>
    /// <param name="samples">The samples of one window.</param>
    /// <param name="relativeLevel">The standard deviation of the noise relative to the root mean square of what is not silence.</param>
    public static void Fill(Span<float> samples, float relativeLevel)
    {
        float amplitude = relativeLevel * MathF.Sqrt(3) * SoundingLevel(samples); // of a uniform distribution with that deviation
        uint state = 1;
        int end;
        for (int start = NextRun(samples, 0, out end); start < samples.Length; start = NextRun(samples, end, out end))
        {
            for (int i = start; i < end; i++)
            {
                state = (1664525 * state) + 1013904223; // Numerical Recipes' generator: plain, fast, the same everywhere
                samples[i] += amplitude * ((state / 2147483648f) - 1);
            }
        }
    }

    private static float SoundingLevel(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        long count = 0;
        foreach (float sample in samples)
        {
            if (Math.Abs(sample) <= WindowSettings.SilenceLevel)
                continue;
            sum += (double)sample * sample;
            count++;
        }

        return count == 0 ? 0 : (float)Math.Sqrt(sum / count);
    }

    private static int NextRun(ReadOnlySpan<float> samples, int from, out int end)
    {
        int start = from;
        for (int i = from; i < samples.Length; i++)
        {
            if (Math.Abs(samples[i]) <= WindowSettings.SilenceLevel)
                continue;
            if (i - start >= ShortestRun)
            {
                end = i;
                return start;
            }

            start = i + 1;
        }

        end = samples.Length;
        return end - start >= ShortestRun ? start : samples.Length;
    }
}
