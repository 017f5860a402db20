namespace Swictation.Stt.Parakeet;

/// <summary>Leaves digital silence that lasts out of what a stream hears, as <see cref="WindowSplitter"/> does for whole recordings.</summary>
internal static class SilenceTrimmer
{
    /// <summary>Finds the stretch to hear: what follows the last silence that begins in the context, without silence at its ends.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="context">How many of them have been decoded.</param>
    /// <param name="settings">How long a silence has to last, and how much of it is kept.</param>
    /// <returns>The start and the end; equal where all is silence.</returns>
    public static (int Start, int End) FindSpeech(ReadOnlySpan<float> samples, int context, WindowSettings settings)
    {
        int start = 0;
        int silence = 0; // where the silence at hand begins
        int end = 0; // after the last sound
        for (int i = 0; i < samples.Length; i++)
        {
            if (Math.Abs(samples[i]) <= WindowSettings.SilenceLevel)
                continue;
            if (i - silence >= settings.SilenceRun && silence <= context)
                start = i - settings.Margin;
            silence = end = i + 1;
        }

        if (end == 0)
            return (0, 0);
        return (start, samples.Length - end >= settings.SilenceRun ? end + settings.Margin : samples.Length);
    }
}
