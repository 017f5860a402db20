using System.Diagnostics;

namespace Swictation.Stt.Audio.Features;

/// <summary>Argument checks shared by the feature extractors.</summary>
[StackTraceHidden]
internal static class FeatureGuard
{
    /// <summary>The greatest number of mel filters.</summary>
    public const int MaximumMelCount = 256;

    /// <summary>Requires 1 to 256 mel filters.</summary>
    public static void MelCount(int melCount)
    {
        if (melCount is < 1 or > MaximumMelCount)
        {
            throw new ArgumentOutOfRangeException(
                nameof(melCount), melCount, $"The number of mel filters must be 1 to {MaximumMelCount}.");
        }
    }

    /// <summary>Requires room for [mels, rowStride] of which the first <paramref name="frames"/> columns are used.</summary>
    public static void Features(ReadOnlySpan<float> features, int melCount, int frames, int rowStride, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        ArgumentOutOfRangeException.ThrowIfNegative(rowStride);
        if (rowStride < frames)
        {
            throw new ArgumentException(
                $"The row stride is {rowStride}, but a row holds {frames} frames; it must be at least {frames}.", nameof(rowStride));
        }

        long needed = frames == 0 ? 0 : ((long)(melCount - 1) * rowStride) + frames;
        if (features.Length < needed)
        {
            throw new ArgumentException(
                $"{melCount} rows of {frames} frames at row stride {rowStride} need {needed} elements, but there are {features.Length}.",
                name);
        }
    }

    /// <summary>Requires that samples and features are different memory.</summary>
    public static void NoOverlap(ReadOnlySpan<float> samples, ReadOnlySpan<float> destination)
    {
        if (samples.Overlaps(destination))
            throw new ArgumentException("The destination overlaps the samples; they must be different memory.", nameof(destination));
    }
}
