using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization.Tests.Graphs;

/// <summary>What is not quantised stays as it was.</summary>
public sealed class PreservationTests
{
    private const int Unknown = 1999; // a field that no version of the format has

    [Fact]
    public void Unknown_fields_and_untouched_nodes_and_tensors_are_copied_byte_for_byte()
    {
        byte[] secret = [9, 8, 7, 6, 5, 4, 3, 2, 1];
        ProtoWriter relu = new ProtoWriter().Text(1, "h").Text(2, "r").Text(3, "relu").Text(4, "Relu").Bytes(Unknown, secret);
        var other = new ProtoWriter().Number(1, 2).Number(2, 1).Number(Unknown, 77).Text(8, "other").Text(12, "a text about it").Bytes(9, new byte[8]);
        OnnxGraphWriter graph = new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", 4)
            .Output("y", TensorElementType.Float, "t", 2)
            .Constant("w", TensorElementType.Float, TestGraph.Noise(8, 1), 4, 2)
            .Node("MatMul", ["x", "w"], ["h"]);
        graph.Proto.Message(1, relu).Message(5, other).Bytes(Unknown, secret);
        graph.Node("Add", ["r", "other"], ["y"]);
        byte[] model = [.. new OnnxModelWriter(graph) { Metadata = [("key", "value")], Description = "all about it" }.ToArray(), .. new ProtoWriter().Bytes(Unknown, secret).ToArray()];
        using var test = new TestGraph(model);
        test.Quantize(new QuantizationOptions());
        byte[] written = File.ReadAllBytes(test.Output);
        foreach (byte[] part in new[]
        {
            new ProtoWriter().Message(1, relu).ToArray(),
            new ProtoWriter().Message(5, other).ToArray(),
            new ProtoWriter().Message(14, new ProtoWriter().Text(1, "key").Text(2, "value")).ToArray(),
            new ProtoWriter().Text(6, "all about it").ToArray(),
        })
            Assert.True(written.AsSpan().IndexOf(part) >= 0);
        Assert.Equal(3, Occurrences(written, new ProtoWriter().Bytes(Unknown, secret).ToArray()));
        Assert.True(test.SignalToNoise(TestGraph.Input(TestGraph.Noise(12, 2), 3, 4)) > 30);
    }

    [Fact]
    public void A_model_of_which_every_layer_but_one_is_kept_changes_nowhere_else()
    {
        const string Node = "MatMul_h";
        OnnxGraphWriter writer = new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", 4)
            .Output("y", TensorElementType.Float, "t", 2)
            .Constant("w", TensorElementType.Float, TestGraph.Noise(16, 1), 4, 4)
            .Constant("v", TensorElementType.Float, TestGraph.Noise(8, 2), 4, 2)
            .Node("MatMul", ["x", "w"], ["h"])
            .Node("MatMul", ["h", "v"], ["y"]);
        using var graph = new TestGraph(writer);
        QuantizedGraph result = graph.Quantize(new QuantizationOptions { Exclude = [Node] });
        Assert.Equal([$"excluded by {Node}", null], result.Layers.Select(static layer => layer.KeptBecause));
        Assert.Equal(
            ["MatMul", "DynamicQuantizeLinear", "MatMulInteger", "Cast", "Mul", "Mul"],
            graph.Operators());
        using OnnxModel before = OnnxReader.Open(graph.Source);
        using OnnxModel after = OnnxReader.Open(graph.Output);
        Assert.Equal(before.Graph.Nodes.First().Name, after.Graph.Nodes.First().Name);
        Assert.Equal(graph.Tensors(before)[0].Whole!.Value.ToArray(), graph.Tensors(after)[0].Whole!.Value.ToArray());
        Assert.DoesNotContain("com.microsoft", after.Opsets.Keys);
    }

    [Fact]
    public void Names_that_would_be_given_twice_are_made_unique()
    {
        using var graph = new TestGraph(new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", 4)
            .Output("y", TensorElementType.Float, "t", 4)
            .Constant("w", TensorElementType.Float, TestGraph.Noise(16, 1), 4, 4)
            .Constant("w_quantized", TensorElementType.Float, TestGraph.Noise(16, 2), 4, 4)
            .Node("MatMul", ["x", "w"], ["x_quantized"])
            .Node("MatMul", ["x_quantized", "w_quantized"], ["w_scale"])
            .Node("Identity", ["w_scale"], ["y"]));
        Assert.Equal(2, graph.Quantize(new QuantizationOptions()).QuantizedLayers);
        Assert.True(graph.SignalToNoise(TestGraph.Input(TestGraph.Noise(12, 2), 3, 4)) > 25);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(8, false)]
    public void An_initializer_that_is_an_input_is_a_constant_in_old_files_and_a_default_in_new_ones(long version, bool isConstant)
    {
        OnnxGraphWriter writer = new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", 4)
            .Input("w", TensorElementType.Float, 4, 4)
            .Output("y", TensorElementType.Float, "t", 4)
            .Constant("w", TensorElementType.Float, TestGraph.Noise(16, 1), 4, 4)
            .Node("MatMul", ["x", "w"], ["y"]);
        using var graph = new TestGraph(new ProtoWriter()
            .Number(1, version)
            .Message(7, writer.Proto)
            .Message(8, new ProtoWriter().Number(2, 13))
            .ToArray());
        if (!isConstant)
        {
            Assert.Throws<QuantizationException>(() => graph.Quantize(new QuantizationOptions()));
            return;
        }

        graph.Quantize(new QuantizationOptions());
        using OnnxModel model = OnnxReader.Open(graph.Output);
        Assert.Equal(["x"], model.Graph.Inputs);
        Assert.Equal(4, model.IrVersion);
        Assert.True(graph.SignalToNoise(TestGraph.Input(TestGraph.Noise(12, 2), 3, 4)) > 30);
    }

    [Fact]
    public void The_domain_of_ONNX_Runtime_is_imported_where_it_is_used_and_once()
    {
        OnnxGraphWriter writer = new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", 32)
            .Output("y", TensorElementType.Float, "t", 4)
            .Constant("w", TensorElementType.Float, TestGraph.Noise(128, 1), 32, 4)
            .Node("MatMul", ["x", "w"], ["y"]);
        byte[] model = new OnnxModelWriter(writer).ToArray();
        byte[] import = new ProtoWriter().Message(8, new ProtoWriter().Text(1, "com.microsoft").Number(2, 1)).ToArray();
        foreach (byte[] source in new[] { model, [.. model, .. import] })
        {
            using var graph = new TestGraph(source);
            graph.Quantize(new QuantizationOptions { Format = QuantizationFormat.Int4 });
            Assert.Equal(1, Occurrences(File.ReadAllBytes(graph.Output), import));
        }
    }

    private static int Occurrences(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> part)
    {
        int count = 0;
        for (int at = bytes.IndexOf(part); at >= 0; at = bytes.IndexOf(part))
        {
            count++;
            bytes = bytes[(at + part.Length)..];
        }

        return count;
    }
}
