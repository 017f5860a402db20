namespace Swictation.Stt.Vad;

/// <summary>The rules of thresholds, which all options share.</summary>
internal static class SpeechThresholds
{
    /// <summary>How far the exit threshold lies below the threshold where it is not given, as in Silero's <c>utils_vad.py</c>.</summary>
    public const float Hysteresis = 0.15f;

    /// <summary>What Silero's <c>utils_vad.py</c> takes for speech.</summary>
    public const float Default = 0.5f;

    private const float LeastExit = 0.01f;

    public static float Exit(float threshold, float? exit) => exit ?? Math.Max(threshold - Hysteresis, LeastExit);

    public static void Check(float? value, string name)
    {
        if (value is { } threshold && !(threshold > 0 && threshold < 1))
            throw new ArgumentOutOfRangeException(name, threshold, "The threshold must be above 0 and below 1.");
    }

    public static void CheckExit(float? value, float threshold, string name)
    {
        if (value is { } exit && !(exit >= 0 && exit <= threshold))
            throw new ArgumentOutOfRangeException(name, exit, $"The exit threshold must be from 0 to the threshold, {threshold}.");
    }
}
