using System.Text.Json;

namespace Swictation.Stt.Parakeet.Tests;

/// <summary>Compares with PyTorch on the same weights. Features are computed here, so small differences add up through the network.</summary>
public sealed class ParityTests
{
    /// <summary>float16 weights and another order of additions move log-probabilities by up to some 1e-3; a wrong rule moves them by 1e-1.</summary>
    private const double LogProbabilityTolerance = 2e-3;

    [SkippableTheory]
    [InlineData("sherpa")]
    [InlineData("onnx-asr")]
    public void Tiny_transducer_gives_the_reference_tokens(string layout)
    {
        ParakeetEngine engine = Engines.Tiny(layout);
        foreach (JsonElement expected in Oracle("tiny-en.json"))
        {
            float[] samples = Spoken.ReadFile(SharedFiles.Path("audio", expected.GetProperty("audio").GetString()!));
            FeatureWindow window = engine.Features(samples);
            EncodedWindow encoded = engine.Recognizer.Encode([window], null)[0];
            Assert.Equal(expected.GetProperty("mel_frames").GetInt32(), window.Frames);
            Assert.Equal(expected.GetProperty("encoder_frames").GetInt32(), encoded.Count);
            AssertTokens(expected, engine.Recognizer.Decode([encoded], engine.Scorer(), null, null, default)[0]);
            Assert.Equal(expected.GetProperty("text").GetString(), engine.Transcribe(samples).Text);
        }
    }

    [SkippableFact]
    public void Tiny_ctc_gives_the_reference_tokens()
    {
        ParakeetEngine engine = Engines.Tiny("ctc");
        foreach (JsonElement expected in Oracle("tiny-en.json"))
        {
            float[] samples = Spoken.ReadFile(SharedFiles.Path("audio", expected.GetProperty("audio").GetString()!));
            Assert.Equal(expected.GetProperty("ctc_tokens").EnumerateArray().Select(t => t.GetInt32()), engine.DecodePlain(samples).Select(t => t.Id));
            Assert.Equal(expected.GetProperty("ctc_text").GetString(), engine.Transcribe(samples).Text);
        }
    }

    [SkippableTheory]
    [InlineData("tdt", "sherpa")]
    [InlineData("tdt", "onnx-asr")]
    [InlineData("rnnt", "sherpa")]
    [InlineData("rnnt", "onnx-asr")]
    public void Random_transducers_give_the_reference_tokens(string kind, string layout)
    {
        ParakeetEngine engine = Engines.Random(kind, layout);
        int compared = 0;
        foreach (JsonElement expected in Oracle("nemo-random.json").Where(e => e.GetProperty("model").GetString() == $"nemo-random/{kind}"))
        {
            float[] samples = First20Seconds(expected);
            EncodedWindow encoded = engine.Recognizer.Encode([engine.Features(samples)], null)[0];
            Assert.Equal(expected.GetProperty("encoder_frames").GetInt32(), encoded.Count);
            AssertChecksum(expected.GetProperty("encoder_checksum"), encoded);
            AssertTokens(expected, engine.Recognizer.Decode([encoded], engine.Scorer(), null, null, default)[0]);
            compared++;
        }

        Assert.Equal(3, compared);
        Assert.Equal(2, engine.Model.Transducer!.Shape.StateLayers);
        Assert.Equal(128, engine.Model.MelCount);
        Assert.Equal("parakeet-" + kind, engine.Info.Kind);
    }

    [SkippableFact]
    public void Random_ctc_gives_the_reference_tokens()
    {
        ParakeetEngine engine = Engines.Random("tdt", "ctc");
        foreach (JsonElement expected in Oracle("nemo-random.json").Where(e => e.TryGetProperty("ctc_tokens", out _)))
        {
            DecodedToken[] actual = engine.DecodePlain(First20Seconds(expected));
            Assert.Equal(
                expected.GetProperty("ctc_tokens").EnumerateArray().Select(t => (t.GetProperty("token").GetInt32(), t.GetProperty("frame").GetInt32())),
                actual.Select(t => (t.Id, t.Frame)));
        }
    }

    private static JsonElement[] Oracle(string name) =>
        JsonDocument.Parse(File.ReadAllText(SharedFiles.Path("oracles", "parakeet", name))).RootElement.EnumerateArray().ToArray();

    private static float[] First20Seconds(JsonElement expected)
    {
        float[] all = Spoken.ReadFile(SharedFiles.Path("audio", expected.GetProperty("audio").GetString()!));
        return all[..Math.Min(all.Length, 320000)];
    }

    private static void AssertTokens(JsonElement expected, DecodedToken[] actual)
    {
        JsonElement[] tokens = [.. expected.GetProperty("tokens").EnumerateArray()];
        Assert.Equal(
            tokens.Select(t => (t.GetProperty("token").GetInt32(), t.GetProperty("frame").GetInt32(), t.GetProperty("duration").GetInt32())),
            actual.Select(t => (t.Id, t.Frame, t.Duration)));
        for (int i = 0; i < actual.Length; i++)
            Assert.Equal(tokens[i].GetProperty("logprob").GetDouble(), actual[i].LogProbability, LogProbabilityTolerance);
    }

    private static void AssertChecksum(JsonElement expected, EncodedWindow encoded)
    {
        // Values are about 1; each goes through some twenty layers of 32-bit sums.
        const double tolerance = 2e-3;
        ReadOnlySpan<float> values = encoded.Values.Span;
        double sum = 0, magnitude = 0;
        foreach (float value in values)
        {
            sum += value;
            magnitude += Math.Abs(value);
        }

        Assert.Equal(expected.GetProperty("mean").GetDouble(), sum / values.Length, 1e-5);
        Assert.Equal(expected.GetProperty("abs_mean").GetDouble(), magnitude / values.Length, 1e-4);
        double[] first = [.. expected.GetProperty("first").EnumerateArray().Select(v => v.GetDouble())];
        double[] last = [.. expected.GetProperty("last").EnumerateArray().Select(v => v.GetDouble())];
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(first[i], values[i], tolerance);
            Assert.Equal(last[i], values[values.Length - 4 + i], tolerance);
        }
    }
}
