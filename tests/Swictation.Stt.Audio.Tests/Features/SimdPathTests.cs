using Swictation.Stt.Audio.Features;

namespace Swictation.Stt.Audio.Tests.Features;

public sealed class SimdPathTests
{
    [Fact]
    public void All_widths_give_the_same_bits()
    {
        float[] samples = TestSignals.Golden(16037 + 480);
        float[] nemo = new float[128 * 103];
        float[] whisper = new float[128 * 103];
        new NemoLogMel(null, SimdPath.Scalar).ComputeRaw(samples, nemo, 103);
        new WhisperLogMel(new WhisperLogMelOptions { MelCount = 128 }, SimdPath.Scalar).ComputeRaw(samples, whisper, 103);
        foreach (SimdPath path in Enum.GetValues<SimdPath>())
        {
            float[] features = new float[128 * 103];
            new NemoLogMel(null, path).ComputeRaw(samples, features, 103);
            Assert.Equal(nemo, features);
            new WhisperLogMel(new WhisperLogMelOptions { MelCount = 128 }, path).ComputeRaw(samples, features, 103);
            Assert.Equal(whisper, features);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(20)]
    [InlineData(64)]
    [InlineData(400)]
    [InlineData(512)]
    [InlineData(1000)]
    public void Transforms_match_their_definition(int size)
    {
        Transform<DoubleLanesScalar>(size);
        Transform<DoubleLanes128>(size);
        Transform<DoubleLanes256>(size);
        Transform<DoubleLanes512>(size);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(14)]
    public void Sizes_with_other_factors_are_refused(int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FftPlan(size));

    [Theory]
    [InlineData(null, "Vector512", "Vector512")]
    [InlineData("", "Vector256", "Vector256")]
    [InlineData("512", "Vector512", "Vector512")]
    [InlineData("512", "Vector256", "Vector256")]
    [InlineData("512", "Scalar", "Scalar")]
    [InlineData("256", "Vector512", "Vector256")]
    [InlineData("128", "Vector256", "Vector128")]
    [InlineData("scalar", "Vector512", "Scalar")]
    [InlineData("Scalar", "Vector512", "Scalar")]
    public void The_forced_width_is_taken_where_the_machine_has_it(string? requested, string widest, string expected) =>
        Assert.Equal(Enum.Parse<SimdPath>(expected), SimdSelection.Choose(requested, Enum.Parse<SimdPath>(widest)));

    [Theory]
    [InlineData("avx2")]
    [InlineData(" 256")]
    [InlineData("1024")]
    public void An_unknown_width_is_named_in_the_error(string requested)
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => SimdSelection.Choose(requested, SimdPath.Vector256));
        Assert.Contains(requested, error.Message, StringComparison.Ordinal);
        Assert.Contains("SWICTATION_SIMD", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_have_the_sums_of_their_definitions()
    {
        float[] symmetric = HannWindow.Symmetric(400);
        Assert.Equal(199.5, symmetric.Sum(value => (double)value), 1e-5);
        Assert.Equal(149.625, symmetric.Sum(value => (double)value * value), 1e-5);
        Assert.Equal(6.1993e-5, symmetric[1], 1e-9);
        Assert.Equal(0.99998450, symmetric[199], 1e-7);
        Assert.Equal(symmetric[199], symmetric[200]);
        Assert.Equal(0, symmetric[399], 1e-12);
        float[] periodic = HannWindow.Periodic(400);
        Assert.Equal(200, periodic.Sum(value => (double)value), 1e-5);
        Assert.Equal(150, periodic.Sum(value => (double)value * value), 1e-5);
        Assert.Equal(6.1684e-5, periodic[1], 1e-9);
        Assert.Equal(1, periodic[200]);
    }

    private static unsafe void Transform<T>(int size)
        where T : struct, IDoubleLanes<T>
    {
        FftPlan plan = new(size);
        double[] noise = [.. TestSignals.Noise(size * T.Count, size)];
        AlignedBuffer<double> data = new(noise);
        AlignedBuffer<double> spare = new(size * T.Count);
        double[][] expected = new double[T.Count][];
        for (int lane = 0; lane < T.Count; lane++)
        {
            double[] frame = new double[size];
            for (int i = 0; i < size; i++)
                frame[i] = data.Span[(i * T.Count) + lane];
            expected[lane] = DirectLogMel.Power(frame);
        }

        double* spectrum = LaneFft<T>.Transform(plan, data.Pointer, spare.Pointer);
        AlignedBuffer<float> power = new(plan.BinCount * T.Count);
        LaneFft<T>.PowerTimesFour(plan, spectrum, power.Pointer, T.Count);
        GC.KeepAlive(data);
        GC.KeepAlive(spare);
        for (int lane = 0; lane < T.Count; lane++)
        {
            for (int k = 0; k < plan.BinCount; k++)
                Assert.Equal(expected[lane][k], power.Span[(k * T.Count) + lane] / 4, 1e-10 + (1e-7 * expected[lane][k]));
        }
    }
}
