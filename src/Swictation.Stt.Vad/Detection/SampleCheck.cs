using System.Numerics;

namespace Swictation.Stt.Vad;

/// <summary>Meets samples that are no numbers before they reach a model, which would remember them for ever.</summary>
internal static class SampleCheck
{
    public static void ThrowIfNotFinite(ReadOnlySpan<float> samples)
    {
        // Zero times anything finite is zero; times NaN or an infinity it is NaN, which no sum loses again.
        Vector<float> sum = Vector<float>.Zero;
        int at = 0;
        for (; at + Vector<float>.Count <= samples.Length; at += Vector<float>.Count)
            sum += new Vector<float>(samples[at..]) * Vector<float>.Zero;
        bool finite = Vector.EqualsAll(sum, Vector<float>.Zero);
        for (; finite && at < samples.Length; at++)
            finite = float.IsFinite(samples[at]);
        if (finite)
            return;
        int wrong = 0;
        while (float.IsFinite(samples[wrong]))
            wrong++;
        throw new ArgumentException($"Sample {wrong} is {samples[wrong]}; samples must be finite. Replace it, or leave the block out.", nameof(samples));
    }
}
