using Swictation.Stt.Evaluation;
using Swictation.Stt.Parakeet;

namespace Swictation.Stt.Quantization.Tests.Models;

/// <summary>The demonstration model in its three layouts, quantised and listened to.</summary>
public sealed class TinyEnTests
{
    /// <summary>
    /// What was measured is no word of 83, but 12 of 81 for the CTC head in 4 bits; there is room for a word or two of another processor's rounding.
    /// </summary>
    public static TheoryData<string, QuantizationFormat, double, double> Bounds() => new()
    {
        { "sherpa", QuantizationFormat.Int8, 0.025, 0.6 },
        { "onnx-asr", QuantizationFormat.Int8, 0.025, 0.6 },
        { "ctc", QuantizationFormat.Int8, 0.025, 0.6 },
        { "sherpa", QuantizationFormat.Int4, 0.025, 0.43 },
        { "onnx-asr", QuantizationFormat.Int4, 0.025, 0.43 },
        { "ctc", QuantizationFormat.Int4, 0.18, 0.43 },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void It_hears_nearly_what_the_original_hears_and_is_smaller(string layout, QuantizationFormat format, double mostDisagreement, double mostSize)
    {
        using var folder = new TemporaryFolder();
        string source = Repository.Path("models", "tiny-en", layout);
        QuantizationResult result = new ModelQuantizer(new QuantizationOptions { Format = format }).Quantize(source, folder.At("quantised"));
        using var original = ParakeetEngine.Load(source, new ParakeetOptions { Threads = 1 });
        using var quantised = ParakeetEngine.Load(result.Output, new ParakeetOptions { Threads = 1 });
        Assert.Equal(format == QuantizationFormat.Int8 ? "int8" : "q4", quantised.Info.Precision);
        Assert.Equal(original.Info.Layout, quantised.Info.Layout);
        Assert.Equal(15, Recordings.Count);
        ErrorRates rates = Recordings.Disagreement(original, quantised);
        Assert.True(rates.WordErrorRate <= mostDisagreement, $"{rates.WordErrorRate:P2} of {rates.Words.ReferenceLength} words differ.");
        Assert.True(result.Bytes <= mostSize * result.SourceBytes, $"{result.Bytes} of {result.SourceBytes} bytes: {(double)result.Bytes / result.SourceBytes:P1}");
    }

    [Fact]
    public void The_whole_folder_goes_along_and_can_be_asked_for_by_precision()
    {
        using var folder = new TemporaryFolder();
        string source = Repository.Path("models", "tiny-en");
        QuantizationResult result = new ModelQuantizer().Quantize(source, folder.At("tiny-en-int8"));
        Assert.Equal(6, result.Graphs.Count);
        Assert.Contains(Path.Combine("onnx-asr", "config.json"), result.CopiedFiles);
        Assert.Equal(File.ReadAllBytes(Path.Combine(source, "sherpa", "tokens.txt")), File.ReadAllBytes(Path.Combine(result.Output, "sherpa", "tokens.txt")));
        foreach (QuantizedGraph graph in result.Graphs)
        {
            Assert.Equal(graph.Bytes, new FileInfo(Path.Combine(result.Output, graph.Name)).Length);
            Assert.Equal(graph.SourceBytes, new FileInfo(Path.Combine(source, graph.Source)).Length);
            Assert.All(graph.Layers, static layer => Assert.Equal(layer.KeptBecause is null, layer.SignalToNoise is > 25));
        }

        Assert.Equal(ParakeetLayout.SherpaOnnx, ParakeetModelFiles.Find(result.Output, ModelPrecision.Int8).Layout);
        Assert.Throws<ModelNotFoundException>(() => ParakeetModelFiles.Find(result.Output, ModelPrecision.Q4));
        Assert.Throws<ModelNotFoundException>(() => ParakeetModelFiles.Find(result.Output, ModelPrecision.Float));
    }

    [Fact]
    public void Several_precisions_in_one_folder_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        string layout = Repository.Path("models", "tiny-en", "ctc");
        string output = new ModelQuantizer(new QuantizationOptions { Format = QuantizationFormat.Int4 }).Quantize(layout, folder.At("model")).Output;
        Assert.Equal(ModelPrecision.Q4, ParakeetModelFiles.Find(output).Precision);
        Assert.EndsWith("model_q4.onnx", ParakeetModelFiles.Find(output, ModelPrecision.Q4).Encoder, StringComparison.Ordinal);
        new ModelQuantizer().Quantize(Path.Combine(layout, "model.onnx"), Path.Combine(output, "model.int8.onnx"));
        Assert.Equal(ModelPrecision.Int8, ParakeetModelFiles.Find(output).Precision);
        Assert.Equal(ModelPrecision.Q4, ParakeetModelFiles.Find(output, ModelPrecision.Q4).Precision);
    }

    [Fact]
    public void What_is_excluded_is_heard_as_before()
    {
        using var folder = new TemporaryFolder();
        string source = Repository.Path("models", "tiny-en", "sherpa");
        QuantizationResult result = new ModelQuantizer(new QuantizationOptions { Exclude = ["encoder.onnx", "regex:^/lstm"] }).Quantize(source, folder.At("quantised"));
        Assert.Equal([("decoder.onnx", 0), ("encoder.onnx", 0), ("joiner.onnx", 3)], result.Graphs.Select(static graph => (graph.Source, graph.QuantizedLayers)));
        Assert.Equal(File.ReadAllBytes(Path.Combine(source, "encoder.onnx")), File.ReadAllBytes(Path.Combine(result.Output, "encoder.int8.onnx")));
        using var original = ParakeetEngine.Load(source, new ParakeetOptions { Threads = 1 });
        using var quantised = ParakeetEngine.Load(result.Output, new ParakeetOptions { Threads = 1 });
        Assert.Equal(0, Recordings.Disagreement(original, quantised).WordErrorRate);
    }
}
