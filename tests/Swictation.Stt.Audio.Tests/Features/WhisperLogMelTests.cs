using Swictation.Stt.Audio.Features;

namespace Swictation.Stt.Audio.Tests.Features;

public sealed class WhisperLogMelTests
{
    [SkippableTheory]
    [MemberData(nameof(NemoLogMelTests.Oracles), MemberType = typeof(NemoLogMelTests))]
    public void Recordings_match_the_reference(string recording, int mels, string path)
    {
        float[] samples = TestSignals.Recording(recording);
        WhisperLogMel extractor = new(new WhisperLogMelOptions { MelCount = mels }, Enum.Parse<SimdPath>(path));
        int frames = WhisperLogMel.GetFrameCount(samples.Length);
        float[] expected = TestSignals.Oracle($"{recording}.whisper{mels}.f32");
        Assert.Equal(frames * mels, expected.Length);
        float[] features = new float[mels * (frames + 5)];
        extractor.Compute(samples, features, frames + 5);
        Assert.InRange(TestSignals.MaximumError(features, mels, frames + 5, expected), 0, 1e-4f);

        expected = TestSignals.Oracle($"{recording}.whisper{mels}.30s.f32");
        features = new float[mels * 3000];
        extractor.Compute(samples, features, 3000, WhisperLogMel.WindowSamples);
        Assert.InRange(TestSignals.MaximumError(features, mels, 3000, expected), 0, 1e-4f);
    }

    [Theory]
    [InlineData(80, 0, 0, 0.66074)]
    [InlineData(80, 0, 50, -0.05775)]
    [InlineData(80, 10, 50, 0.99711)]
    [InlineData(80, 40, 50, -0.09629)]
    [InlineData(80, 79, 50, -0.04599)]
    [InlineData(80, 79, 102, -0.90859)]
    [InlineData(128, 0, 0, 0.58498)]
    [InlineData(128, 10, 0, 0.65170)]
    [InlineData(128, 10, 50, -0.34698)]
    [InlineData(128, 64, 50, -0.08270)]
    [InlineData(128, 127, 50, -0.09072)]
    [InlineData(128, 127, 2999, -0.86145)]
    public void Golden_values(int mels, int mel, int frame, double expected)
    {
        float[] samples = TestSignals.Golden();
        foreach (SimdPath path in Enum.GetValues<SimdPath>())
        {
            WhisperLogMel extractor = new(new WhisperLogMelOptions { MelCount = mels }, path);
            float[] features = new float[mels * 3000];
            extractor.ComputeRaw(samples, features, 3000, WhisperLogMel.WindowSamples);
            Assert.Equal(mels == 80 ? 0.36564 : 0.55422, features.Max(), 1e-5);
            extractor.Normalize(features, 3000, 3000);
            Assert.Equal(expected, features[(mel * 3000) + frame], 2e-5);
        }
    }

    [Theory]
    [MemberData(nameof(TestSignals.Paths), MemberType = typeof(TestSignals))]
    public void Every_length_and_width_agrees_with_a_direct_computation(string path)
    {
        WhisperLogMel extractor = new(null, Enum.Parse<SimdPath>(path));
        foreach (int length in new[] { 160, 161, 199, 200, 201, 202, 319, 320, 400, 401, 1280, 1321, 2561, 4000 })
        {
            float[] samples = TestSignals.Noise(length, length);
            int frames = length / 160;
            float[] features = new float[80 * frames];
            extractor.ComputeRaw(samples, features, frames);
            Assert.InRange(TestSignals.MaximumError(features, 80, frames, DirectLogMel.Whisper(samples, 80)), 0, 5e-5f);
        }
    }

    [Theory]
    [InlineData(0, 160)]
    [InlineData(0, 4800)]
    [InlineData(1, 4800)]
    [InlineData(1000, 1000)]
    [InlineData(1000, 1041)]
    [InlineData(1440, 1600)]
    [InlineData(1600, 1600)]
    [InlineData(1637, 1640)]
    [InlineData(1000, 4807)]
    public void Padding_equals_written_zeros(int samples, int padded)
    {
        foreach (SimdPath path in Enum.GetValues<SimdPath>())
        {
            WhisperLogMel extractor = new(null, path);
            float[] signal = TestSignals.Noise(samples, 5);
            float[] longer = new float[padded];
            signal.CopyTo(longer, 0);
            int frames = padded / 160;
            float[] expected = new float[80 * frames];
            extractor.ComputeRaw(longer, expected, frames);
            float[] features = new float[80 * frames];
            extractor.ComputeRaw(signal, features, frames, padded);
            Assert.Equal(expected, features);
        }
    }

    [Fact]
    public void Parts_are_normalised_as_the_whole_is()
    {
        WhisperLogMel extractor = new();
        float[] samples = TestSignals.Noise(16000, 3);
        samples.AsSpan(8000).Clear(); // the second half has another greatest value
        var whole = new float[80 * 100];
        extractor.ComputeRaw(samples, whole, 100);
        float greatest = extractor.FindGreatest(whole, 100, 100);
        Assert.Equal(whole.Max(), greatest);
        Assert.Equal(float.NegativeInfinity, extractor.FindGreatest(whole, 0, 100));
        float[] parts = [.. whole];
        extractor.Normalize(whole, 100, 100);
        extractor.Normalize(parts, 60, 100, greatest);
        extractor.Normalize(parts.AsSpan(60), 40, 100, greatest);
        Assert.Equal(whole, parts);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        WhisperLogMel extractor = new();
        float[] samples = new float[1600];
        ArgumentException error = Assert.Throws<ArgumentException>(() => extractor.Compute(samples, new float[799], 10));
        Assert.Contains("800", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => extractor.Compute(samples, new float[800], 10, 1599));
        Assert.Throws<ArgumentException>(() => extractor.Compute(samples, new float[800], 10, -1));
        Assert.Throws<ArgumentException>(() => extractor.ComputeRaw(samples, samples, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => WhisperLogMel.GetFrameCount(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WhisperLogMel(new WhisperLogMelOptions { MelCount = 257 }));
    }

    [Fact]
    public void Strange_samples_do_no_harm()
    {
        foreach (float strange in new[] { float.NaN, float.PositiveInfinity, float.MaxValue })
        {
            float[] samples = TestSignals.Golden();
            samples[0] = strange;
            samples[9000] = strange;
            new WhisperLogMel().Compute(samples, new float[8000], 100);
        }

        new WhisperLogMel().Compute([], [], 0);
    }

    [Fact]
    public void A_steady_state_allocates_nothing()
    {
        float[] samples = TestSignals.Golden();
        float[] features = new float[80 * 120];
        WhisperLogMel extractor = new();
        AllocationAssert.Zero(() => extractor.Compute(samples, features, 120, 19200));
    }
}
