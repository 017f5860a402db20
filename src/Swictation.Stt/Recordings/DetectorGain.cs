using System.Numerics.Tensors;

namespace Swictation.Stt;

/// <summary>
/// Makes quiet recordings louder for the detector, and only for it: detectors miss speech whose peaks lie below about −40 dB, which engines
/// still understand. The gain follows the loudest sample of the last seconds.
/// </summary>
/// <param name="windowLength">The number of samples in a window.</param>
internal sealed class DetectorGain(int windowLength)
{
    /// <summary>The loudest sample that still is digital silence: one step of 16-bit audio.</summary>
    public const float SilencePeak = 1.001f / 32768f;

    /// <summary>The peak below which a recording is quiet, and to which it is brought: −20 dB.</summary>
    private const float QuietPeak = 0.1f;

    /// <summary>The greatest gain: 40 dB. The noise of 16-bit audio stays far below what any detector takes for speech.</summary>
    private const float Greatest = 100;

    /// <summary>How far back the loudest sample is looked for.</summary>
    private const int Memory = 10 * 16000;

    private readonly float[] _peaks = new float[Memory / windowLength];
    private int _next;

    /// <summary>Copies a window with the gain of the moment.</summary>
    /// <returns>Whether there is anything to hear: not where all of the last seconds was digital silence.</returns>
    public bool Apply(ReadOnlySpan<float> window, Span<float> louder)
    {
        _peaks[_next] = Math.Abs(TensorPrimitives.MaxMagnitude(window));
        _next = (_next + 1) % _peaks.Length;
        float peak = TensorPrimitives.Max<float>(_peaks);
        if (peak <= SilencePeak)
            return false;
        TensorPrimitives.Multiply(window, Math.Clamp(QuietPeak / peak, 1, Greatest), louder);
        return true;
    }
}
