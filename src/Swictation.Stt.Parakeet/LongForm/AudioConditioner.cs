using System.Numerics.Tensors;

namespace Swictation.Stt.Parakeet;

/// <summary>
/// Prepares a window for the features where it needs that: digital silence is filled, and very quiet audio is made louder, because the
/// guard of the logarithm (2^-24) hides what is softer than some 60 dB below full scale.
/// </summary>
internal static class AudioConditioner
{
    /// <summary>The level of the noise in digital silence, relative to the speech: −50 dB. From −60 to −50 dB no level is better; −45 dB costs words.</summary>
    private const float FillLevel = 0.00316f;

    /// <summary>Below this peak, −30 dB, audio is made louder.</summary>
    private const float QuietPeak = 0.03f;

    private const float TargetPeak = 0.5f;

    /// <summary>Finds whether a window is to be changed. Most are not: they reach the model as they are.</summary>
    public static bool IsNeeded(ReadOnlySpan<float> samples) =>
        !samples.IsEmpty && (IsQuiet(TensorPrimitives.MaxMagnitude(samples)) || SilenceFiller.IsNeeded(samples));

    /// <summary>Changes a window in place.</summary>
    public static void Apply(Span<float> samples)
    {
        SilenceFiller.Fill(samples, FillLevel);
        float peak = Math.Abs(TensorPrimitives.MaxMagnitude(samples));
        if (IsQuiet(peak))
            TensorPrimitives.Multiply(samples, TargetPeak / peak, samples);
    }

    private static bool IsQuiet(float peak) => Math.Abs(peak) is > 0 and < QuietPeak;
}
