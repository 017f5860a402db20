using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization.Tests.Models;

/// <summary>Which files are taken, what they are called, and that the result is there whole or not at all.</summary>
public sealed class ModelFolderTests : IDisposable
{
    private static readonly byte[] Graph = new OnnxModelWriter(new OnnxGraphWriter("g")
        .Input("x", TensorElementType.Float, "t", 64)
        .Output("y", TensorElementType.Float, "t", 32)
        .Constant("layers.0.weight", TensorElementType.Float, TestGraph.Noise(64 * 64, 1), 64, 64)
        .Constant("layers.1.weight", TensorElementType.Float, TestGraph.Noise(64 * 32, 2), 64, 32)
        .Node("MatMul", ["x", "layers.0.weight"], ["/layers.0/out"])
        .Node("MatMul", ["/layers.0/out", "layers.1.weight"], ["y"])).ToArray();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("encoder-model", QuantizationFormat.Int8, "encoder-model.int8.onnx")]
    [InlineData("tiny.en-decoder", QuantizationFormat.Int8, "tiny.en-decoder.int8.onnx")]
    [InlineData("onnx/encoder_model", QuantizationFormat.Int8, "onnx/encoder_model_int8.onnx")]
    [InlineData("onnx/decoder_model_merged", QuantizationFormat.Int4, "onnx/decoder_model_merged_q4.onnx")]
    [InlineData("model", QuantizationFormat.Int4, "model_q4.onnx")]
    public void Files_are_named_as_the_engines_look_for_them(string stem, QuantizationFormat format, string expected)
    {
        _folder.Write($"model/{stem}.onnx", Graph);
        QuantizationResult result = new ModelQuantizer(new QuantizationOptions { Format = format }).Quantize(_folder.At("model"));
        Assert.Equal(expected, Assert.Single(result.Graphs).Name.Replace('\\', '/'));
        Assert.Equal(_folder.At(format == QuantizationFormat.Int8 ? "model-int8" : "model-int4"), result.Output);
        Assert.Equal(Path.ChangeExtension(_folder.At("model", expected), null), Path.ChangeExtension(ModelQuantizer.GetDefaultOutput(_folder.At("model", $"{stem}.onnx"), format), null));
    }

    [Fact]
    public void Graphs_of_other_precisions_and_their_data_and_hidden_files_stay_behind()
    {
        OnnxGraphWriter external = new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", 64)
            .Output("y", TensorElementType.Float, "t", 32)
            .ExternalConstant("w", TensorElementType.Float, "half.bin", 0, 64 * 32 * 4, 64, 32)
            .Node("MatMul", ["x", "w"], ["y"]);
        _folder.Write("model/model.onnx", Graph);
        _folder.Write("model/model_fp16.onnx", new OnnxModelWriter(external).ToArray());
        _folder.Write("model/model.int8.onnx", [1, 2, 3]);
        _folder.Write("model/half.bin", new byte[64 * 32 * 4]);
        _folder.Write("model/.cache/x", [1]);
        _folder.Write("model/sub/config.json", [5, 6]);
        QuantizationResult result = new ModelQuantizer().Quantize(_folder.At("model"));
        Assert.Equal([Path.Combine("sub", "config.json")], result.CopiedFiles);
        Assert.Equal(
            ["model.int8.onnx", "sub/config.json"],
            Directory.GetFiles(result.Output, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(result.Output, path).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_without_a_32_bit_graph_says_what_it_has()
    {
        _folder.Write("model/model_q4.onnx", Graph);
        Assert.Contains("only model_q4.onnx", Assert.Throws<ModelLayoutException>(() => new ModelQuantizer().Quantize(_folder.At("model"))).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_folder.At("empty"));
        Assert.Throws<ModelNotFoundException>(() => new ModelQuantizer().Quantize(_folder.At("empty")));
        Assert.Throws<ModelNotFoundException>(() => new ModelQuantizer().Quantize(_folder.At("none")));
    }

    [Fact]
    public void An_output_that_exists_or_lies_in_the_model_or_cannot_be_made_is_refused()
    {
        string source = _folder.Write("model/model.onnx", Graph);
        Directory.CreateDirectory(_folder.At("taken"));
        string file = _folder.Write("file", [1]);
        foreach (string output in new[] { _folder.At("taken"), file, _folder.At("model", "inside"), Path.Combine(file, "below") })
            Assert.Throws<QuantizationException>(() => new ModelQuantizer().Quantize(_folder.At("model"), output));
        Assert.Throws<QuantizationException>(() => new ModelQuantizer().Quantize(source, file));
        Assert.Equal(["file", "model", "taken"], Directory.GetFileSystemEntries(_folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Graph, File.ReadAllBytes(source));
    }

    [Fact]
    public void What_is_cancelled_leaves_nothing_behind()
    {
        _folder.Write("model/model.onnx", new OnnxModelWriter(new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", 2048)
            .Output("y", TensorElementType.Float, "t", 2048)
            .Constant("w", TensorElementType.Float, new float[2048 * 2048], 2048, 2048)
            .Node("MatMul", ["x", "w"], ["y"])).ToArray());
        using var cancellation = new CancellationTokenSource();
        var progress = new Reports(_ => cancellation.Cancel());
        Assert.Throws<OperationCanceledException>(() => new ModelQuantizer().Quantize(_folder.At("model"), progress: progress, cancellationToken: cancellation.Token));
        Assert.Equal(["model"], Directory.GetFileSystemEntries(_folder.Root).Select(Path.GetFileName));
        QuantizationProgress first = Assert.Single(progress.All);
        Assert.InRange(first.BytesWritten, 1 << 20, first.TotalBytes - 1);

        var whole = new Reports(static _ => { });
        QuantizationResult result = new ModelQuantizer().Quantize(_folder.At("model"), progress: whole);
        Assert.Equal((result.Bytes, result.Bytes), (whole.All[^1].BytesWritten, whole.All[^1].TotalBytes));
        Assert.Equal(whole.All.Select(static report => report.BytesWritten).Order(), whole.All.Select(static report => report.BytesWritten));
    }

    [Theory]
    [InlineData("MatMul_/layers.0*", 1)]
    [InlineData("layers.1.weight", 1)]
    [InlineData("regex:layers[.]1", 1)]
    [InlineData("regex:^MatMul_y$", 1)]
    [InlineData("*", 0)]
    [InlineData("model.onnx", 0)]
    [InlineData("m*.onnx", 0)]
    public void Layers_are_excluded_by_patterns_for_nodes_weights_and_files(string pattern, int quantised)
    {
        _folder.Write("model/model.onnx", Graph);
        _folder.Write("model/other.onnx", Graph);
        var quantizer = new ModelQuantizer(new QuantizationOptions { Exclude = [pattern] });
        if (pattern == "*")
        {
            Assert.Contains("4 × excluded by *", Assert.Throws<QuantizationException>(() => quantizer.Quantize(_folder.At("model"))).Message, StringComparison.Ordinal);
            return;
        }

        QuantizationResult result = quantizer.Quantize(_folder.At("model"));
        Assert.Equal(quantised, result.Graphs[0].QuantizedLayers);
        Assert.All(result.Graphs[0].Layers, layer => Assert.True(layer.KeptBecause is null || layer.KeptBecause == $"excluded by {pattern}"));
    }

    [Theory]
    [InlineData("layers.?", "layers.0.weight")] // the whole name counts
    [InlineData("/layers/0/out", "MatMul_/layers.0/out")]
    [InlineData("modle.onnx", "model.onnx")]
    [InlineData("regex:^nothing$", "MatMul_y")]
    public void A_pattern_that_matches_nothing_lists_names_that_are_near(string pattern, string near)
    {
        _folder.Write("model/model.onnx", Graph);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new ModelQuantizer(new QuantizationOptions { Exclude = [pattern] }).Quantize(_folder.At("model")));
        Assert.Contains($"\"{pattern}\" matches no layer", exception.Message, StringComparison.Ordinal);
        Assert.Contains(near, exception.Message, StringComparison.Ordinal);
        Assert.Equal(["model"], Directory.GetFileSystemEntries(_folder.Root).Select(Path.GetFileName));
    }

    private sealed class Reports(Action<QuantizationProgress> report) : IProgress<QuantizationProgress>
    {
        public List<QuantizationProgress> All { get; } = [];

        public void Report(QuantizationProgress value)
        {
            All.Add(value);
            report(value);
        }
    }
}
