namespace Swictation.Stt.Audio.Features;

/// <summary>
/// The tables of a real Fourier transform of one even size, computed as a complex transform of half the size. Immutable and shared by all
/// widths and threads.
/// </summary>
internal sealed class FftPlan
{
    /// <summary>Creates the tables.</summary>
    /// <param name="size">Samples of the real transform, even; half of it may have the prime factors 2 and 5 only.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> has another factor, or is not positive and even.</exception>
    public FftPlan(int size)
    {
        if (size < 4 || size % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(size), size, "The transform size must be even and at least 4.");
        Size = size;
        HalfSize = size / 2;
        Stages = CreateStages(HalfSize);
        Twiddles = new AlignedBuffer<double>(CreateTwiddles(Stages));
        Split = new AlignedBuffer<double>(CreateSplit(size));
    }

    /// <summary>Gets the number of real samples.</summary>
    public int Size { get; }

    /// <summary>Gets the number of complex points, which is half of <see cref="Size"/>.</summary>
    public int HalfSize { get; }

    /// <summary>Gets the number of frequency bins: half the size, plus one.</summary>
    public int BinCount => HalfSize + 1;

    /// <summary>Gets the passes, in order.</summary>
    public FftStage[] Stages { get; }

    /// <summary>Gets the twiddle factors as (cosine, -sine) pairs, per pass, group and output 1 .. radix-1.</summary>
    public AlignedBuffer<double> Twiddles { get; }

    /// <summary>Gets exp(-2 pi i k / size) as pairs for k = 0 .. size/4, which split the half-size result into real-input bins.</summary>
    public AlignedBuffer<double> Split { get; }

    private static FftStage[] CreateStages(int points)
    {
        List<FftStage> stages = [];
        int remaining = points;
        int stride = 1;
        int offset = 0;
        while (remaining > 1)
        {
            int radix = remaining % 4 == 0 ? 4 : remaining % 2 == 0 ? 2 : remaining % 5 == 0 ? 5 : 0;
            if (radix == 0)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(points), points * 2, "The transform size may have the prime factors 2 and 5 only.");
            }

            int groups = remaining / radix;
            stages.Add(new FftStage(radix, groups, stride, offset));
            offset += groups * (radix - 1) * 2;
            stride *= radix;
            remaining = groups;
        }

        return [.. stages];
    }

    private static double[] CreateTwiddles(FftStage[] stages)
    {
        List<double> factors = [];
        foreach (FftStage stage in stages)
        {
            int length = stage.Groups * stage.Radix;
            for (int group = 0; group < stage.Groups; group++)
            {
                for (int output = 1; output < stage.Radix; output++)
                {
                    (double sine, double cosine) = Math.SinCos(-2 * Math.PI * (group * output % length) / length);
                    factors.Add(cosine);
                    factors.Add(sine);
                }
            }
        }

        return [.. factors];
    }

    private static double[] CreateSplit(int size)
    {
        double[] factors = new double[((size / 4) + 1) * 2];
        for (int k = 0; k <= size / 4; k++)
        {
            (double sine, double cosine) = Math.SinCos(-2 * Math.PI * k / size);
            factors[2 * k] = cosine;
            factors[(2 * k) + 1] = sine;
        }

        return factors;
    }
}
