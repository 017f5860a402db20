using Swictation.Stt.Audio.Features;

namespace Swictation.Stt.Audio.Tests.Features;

public sealed class NemoLogMelTests
{
    public static TheoryData<string, int, string> Oracles()
    {
        TheoryData<string, int, string> cases = [];
        foreach (string recording in new[] { "jfk-16k", "chirp-16k" })
        {
            foreach (int mels in new[] { 80, 128 })
            {
                foreach (string path in Enum.GetNames<SimdPath>())
                    cases.Add(recording, mels, path);
            }
        }

        return cases;
    }

    [SkippableTheory]
    [MemberData(nameof(Oracles))]
    public void Recordings_match_the_reference(string recording, int mels, string path)
    {
        float[] samples = TestSignals.Recording(recording);
        NemoLogMel extractor = new(new NemoLogMelOptions { MelCount = mels }, Enum.Parse<SimdPath>(path));
        int frames = NemoLogMel.GetFrameCount(samples.Length);
        float[] raw = TestSignals.Oracle($"{recording}.nemo{mels}.raw.f32");
        Assert.Equal(frames * mels, raw.Length);

        int rowStride = frames + 3;
        float[] features = new float[mels * rowStride];
        extractor.ComputeRaw(samples, features, rowStride);
        Assert.InRange(TestSignals.MaximumError(features, mels, rowStride, raw), 0, 1e-5f);

        extractor.Compute(samples, features, rowStride);
        float[] normalised = TestSignals.Oracle($"{recording}.nemo{mels}.f32");
        Assert.InRange(TestSignals.MaximumError(features, mels, rowStride, normalised), 0, 1e-4f);
        for (int mel = 0; mel < mels; mel++)
            Assert.Equal(0, features[(mel * rowStride) + frames]);
    }

    [Theory]
    [InlineData(80, 0, 0, -11.03067, 5.55873)]
    [InlineData(80, 0, 50, -15.83045, -0.77673)]
    [InlineData(80, 10, 0, -3.96986, -9.80604)]
    [InlineData(80, 10, 50, -3.06078, -0.09129)]
    [InlineData(80, 40, 50, -10.86508, -1.12774)]
    [InlineData(80, 79, 99, -7.25834, 0.65916)]
    [InlineData(128, 0, 0, -11.22441, 5.30503)]
    [InlineData(128, 0, 50, -15.70886, -0.39593)]
    [InlineData(128, 10, 50, -13.90313, -0.34740)]
    [InlineData(128, 64, 50, -10.81166, -0.71779)]
    [InlineData(128, 127, 50, -8.44987, -1.64967)]
    [InlineData(128, 127, 99, -7.88892, -0.58629)]
    public void Golden_values(int mels, int mel, int frame, double log, double normalised)
    {
        float[] samples = TestSignals.Golden();
        foreach (SimdPath path in Enum.GetValues<SimdPath>())
        {
            NemoLogMel extractor = new(new NemoLogMelOptions { MelCount = mels }, path);
            Assert.Equal(100, NemoLogMel.GetFrameCount(samples.Length));
            float[] features = new float[mels * 100];
            extractor.ComputeRaw(samples, features, 100);
            Assert.Equal(log, features[(mel * 100) + frame], 2e-5);
            extractor.Normalize(features, 100, 100);
            Assert.Equal(normalised, features[(mel * 100) + frame], 2e-5);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(159, 0)]
    [InlineData(160, 1)]
    [InlineData(319, 1)]
    [InlineData(320, 2)]
    [InlineData(16037, 100)]
    public void Frames_are_whole_hops(int samples, int frames) => Assert.Equal(frames, NemoLogMel.GetFrameCount(samples));

    [Theory]
    [MemberData(nameof(TestSignals.Paths), MemberType = typeof(TestSignals))]
    public void Every_length_and_width_agrees_with_a_direct_computation(string path)
    {
        NemoLogMel extractor = new(new NemoLogMelOptions { MelCount = 80 }, Enum.Parse<SimdPath>(path));
        foreach (int length in new[] { 160, 161, 200, 256, 399, 400, 401, 479, 480, 1279, 1280, 1321, 2561, 4000 })
        {
            float[] samples = TestSignals.Noise(length, length);
            int frames = length / 160;
            float[] expected = DirectLogMel.Nemo(samples, 80);
            float[] features = new float[80 * frames];
            extractor.ComputeRaw(samples, features, frames);
            Assert.InRange(TestSignals.MaximumError(features, 80, frames, expected), 0, 5e-5f);
        }
    }

    [Fact]
    public void Silence_is_the_guard_and_normalises_to_zero()
    {
        NemoLogMel extractor = new();
        float[] features = new float[128 * 100];
        extractor.ComputeRaw(new float[16000], features, 100);
        Assert.All(features, value => Assert.Equal(-16.635532f, value, 2e-6f));
        extractor.Normalize(features, 100, 100);
        Assert.All(features, value => Assert.Equal(0, value, 1e-6f));
    }

    [Fact]
    public void One_frame_normalises_to_zero()
    {
        NemoLogMel extractor = new();
        float[] features = new float[128];
        extractor.Compute(TestSignals.Noise(200, 1), features, 1);
        Assert.All(features, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Without_normalisation_the_values_stay_raw()
    {
        float[] samples = TestSignals.Golden();
        NemoLogMel extractor = new(new NemoLogMelOptions { Normalization = FeatureNormalization.None });
        float[] raw = new float[12800];
        float[] features = new float[12800];
        extractor.ComputeRaw(samples, raw, 100);
        extractor.Compute(samples, features, 100);
        Assert.Equal(raw, features);
    }

    [Fact]
    public void Normalised_rows_have_zero_mean_and_unit_deviation()
    {
        foreach (int frames in new[] { 2, 7, 8, 9, 16, 23, 101 })
        {
            float[] features = TestSignals.Noise(80 * frames, frames);
            new NemoLogMel(new NemoLogMelOptions { MelCount = 80 }).Normalize(features, frames, frames);
            for (int mel = 0; mel < 80; mel++)
            {
                double mean = features.Skip(mel * frames).Take(frames).Average(value => (double)value);
                double squares = features.Skip(mel * frames).Take(frames).Sum(value => (value - mean) * (value - mean));
                Assert.Equal(0, mean, 1e-6);
                Assert.Equal(1, squares / (frames - 1), 0.01);
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.MaxValue)]
    public void Strange_samples_spoil_only_the_frames_that_they_touch(float strange)
    {
        foreach (SimdPath path in Enum.GetValues<SimdPath>())
        {
            NemoLogMel extractor = new(null, path);
            float[] samples = TestSignals.Golden();
            float[] expected = new float[12800];
            extractor.ComputeRaw(samples, expected, 100);
            samples[8000] = strange;
            float[] features = new float[12800];
            extractor.ComputeRaw(samples, features, 100);
            for (int i = 0; i < features.Length; i++)
            {
                if (i % 100 is < 48 or > 52)
                    Assert.Equal(expected[i], features[i]);
            }

            extractor.Normalize(features, 100, 100);
        }
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        NemoLogMel extractor = new();
        float[] samples = new float[1600];
        ArgumentException error = Assert.Throws<ArgumentException>(() => extractor.ComputeRaw(samples, new float[1279], 10));
        Assert.Contains("1280", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => extractor.ComputeRaw(samples, new float[1280], 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => extractor.ComputeRaw(samples, new float[1280], -1));
        Assert.Throws<ArgumentException>(() => extractor.Compute(samples, new float[1279], 10));
        Assert.Throws<ArgumentException>(() => extractor.Normalize(new float[10], 10, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => extractor.Normalize(new float[10], -1, 10));
        Assert.Throws<ArgumentException>(() => extractor.ComputeRaw(samples, samples, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => NemoLogMel.GetFrameCount(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NemoLogMel(new NemoLogMelOptions { MelCount = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NemoLogMel(new NemoLogMelOptions { PreEmphasis = float.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new NemoLogMel(new NemoLogMelOptions { Normalization = (FeatureNormalization)7 }));
    }

    [Fact]
    public void Too_short_signals_have_no_frames_and_need_no_destination()
    {
        NemoLogMel extractor = new();
        extractor.Compute([], [], 0);
        extractor.Compute(new float[159], [], 0);
    }

    [Fact]
    public void A_steady_state_allocates_nothing()
    {
        float[] samples = TestSignals.Golden();
        float[] features = new float[12800];
        NemoLogMel extractor = new();
        AllocationAssert.Zero(() => extractor.Compute(samples, features, 100));
    }

    [Fact]
    public void Concurrent_calls_agree()
    {
        NemoLogMel extractor = new();
        float[] samples = TestSignals.Golden();
        float[] expected = new float[12800];
        extractor.Compute(samples, expected, 100);
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            float[] features = new float[12800];
            extractor.Compute(samples, features, 100);
            Assert.Equal(expected, features);
        });
    }
}
