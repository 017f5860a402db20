using System.Numerics;
using System.Runtime.InteropServices;

namespace Swictation.Stt.Audio.Features;

/// <summary>NeMo's: y[0] = x[0], y[n] = x[n] - c x[n-1] over the whole signal, and zeros beyond both ends.</summary>
/// <remarks>
/// The product is rounded before the difference, as NeMo's is: in the quietest bins beside a loud tone this one rounding decides the
/// fourth digit of the logarithm.
/// </remarks>
internal sealed class PreEmphasisRule(float coefficient) : EdgeRule
{
    /// <inheritdoc/>
    public override bool IsIdentityInside => coefficient == 0;

    /// <inheritdoc/>
    public override int Lookahead => FrameGeometry.Reach;

    /// <inheritdoc/>
    public override void Fill(in SignalView signal, long start, Span<float> destination)
    {
        if (start < 0)
        {
            int before = (int)Math.Min(-start, destination.Length);
            destination[..before].Clear();
            destination = destination[before..];
            start += before;
        }

        int inside = (int)Math.Clamp(signal.End - start, 0, destination.Length);
        destination[inside..].Clear();
        destination = destination[..inside];
        if (inside == 0)
            return;

        int first = (int)(start - signal.Origin);
        ReadOnlySpan<float> samples = signal.Samples.Slice(first, inside);
        if (start == 0)
        {
            destination[0] = samples[0];
            destination = destination[1..];
            samples = samples[1..];
            first++;
        }

        if (!destination.IsEmpty)
            Emphasize(signal.Samples.Slice(first - 1, samples.Length), samples, destination);
    }

    private void Emphasize(ReadOnlySpan<float> previous, ReadOnlySpan<float> samples, Span<float> destination)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            Vector<float> factor = new(coefficient);
            ref float previousStart = ref MemoryMarshal.GetReference(previous);
            ref float sampleStart = ref MemoryMarshal.GetReference(samples);
            ref float destinationStart = ref MemoryMarshal.GetReference(destination);
            for (; i <= destination.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector<float> share = Vector.LoadUnsafe(ref previousStart, (nuint)i) * factor;
                (Vector.LoadUnsafe(ref sampleStart, (nuint)i) - share).StoreUnsafe(ref destinationStart, (nuint)i);
            }
        }

        for (; i < destination.Length; i++)
            destination[i] = samples[i] - (previous[i] * coefficient);
    }
}
