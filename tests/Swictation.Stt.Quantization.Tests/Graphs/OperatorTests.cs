using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization.Tests.Graphs;

/// <summary>Every operator that is rewritten, in the shapes in which exporters write it, against the original in ONNX Runtime.</summary>
public sealed class OperatorTests
{
    private const int K = 48;
    private const int N = 24;

    private static readonly float[] W = TestGraph.Noise(K * N, 11);
    private static readonly float[] X = TestGraph.Noise(5 * K, 12);
    private static readonly QuantizationOptions Eight = new();
    private static readonly QuantizationOptions Four = new() { Format = QuantizationFormat.Int4 };

    public static TheoryData<QuantizationFormat> Formats() => [QuantizationFormat.Int8, QuantizationFormat.Int4];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Gemm_is_taken_apart_with_its_bias_its_factors_and_its_transposed_weight(QuantizationFormat format)
    {
        using var graph = new TestGraph(new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", K)
            .Output("y", TensorElementType.Float, "t", N)
            .Constant("w", TensorElementType.Float, W, N, K)
            .Constant("c", TensorElementType.Float, TestGraph.Noise(N, 13, 5), N)
            .Node("Gemm", ["x", "w", "c"], ["y"], OnnxGraphWriter.Attribute("transB", 1), Real("alpha", 0.5f), Real("beta", -2)));
        graph.Quantize(Eight with { Format = format });
        Assert.DoesNotContain("Gemm", graph.Operators());
        Assert.True(graph.SignalToNoise(TestGraph.Input(X, 5, K)) > (format == QuantizationFormat.Int8 ? 35 : 25));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_weight_in_16_bits_that_is_cast_or_turned_on_its_way_is_found_and_what_cast_it_goes(QuantizationFormat format)
    {
        Half[] halves = [.. W.Select(static value => (Half)value)];
        using var graph = new TestGraph(new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", K)
            .Output("y", TensorElementType.Float, "t", N)
            .Constant("w", TensorElementType.Float16, halves, N, K)
            .Node("Cast", ["w"], ["w32"], OnnxGraphWriter.Attribute("to", 1))
            .Node("Transpose", ["w32"], ["wt"], OnnxGraphWriter.Attribute("perm", [1, 0]))
            .Node("Identity", ["wt"], ["wi"])
            .Node("MatMul", ["x", "wi"], ["y"]));
        graph.Quantize(Eight with { Format = format });
        string[] operators = graph.Operators();
        Assert.DoesNotContain("Transpose", operators);
        Assert.DoesNotContain("Identity", operators);
        Assert.Equal(format == QuantizationFormat.Int8 ? 1 : 0, operators.Count(static name => name == "Cast")); // of the integers
        using OnnxModel model = OnnxReader.Open(graph.Output);
        Assert.DoesNotContain(graph.Tensors(model), static tensor => tensor.Name == "w");
        Assert.True(graph.SignalToNoise(TestGraph.Input(X, 5, K)) > (format == QuantizationFormat.Int8 ? 33 : 20));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Brain_floats_and_float_data_and_the_values_of_Constant_nodes_are_weights_too(QuantizationFormat format)
    {
        ushort[] brain = [.. W.Select(static value => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16))];
        ProtoWriter value = new ProtoWriter().Number(1, N).Number(1, N).Number(2, 1).Bytes(4, MemoryMarshal.AsBytes<float>(TestGraph.Noise(N * N, 14)));
        ProtoWriter attribute = new ProtoWriter().Text(1, "value").Message(5, value).Number(20, 4);
        using var graph = new TestGraph(new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", K)
            .Output("y", TensorElementType.Float, "t", N)
            .Constant("w", TensorElementType.BFloat16, brain, K, N)
            .Node("Cast", ["w"], ["w32"], OnnxGraphWriter.Attribute("to", 1))
            .Node("Constant", [], ["v"], attribute)
            .Node("MatMul", ["x", "w32"], ["h"])
            .Node("MatMul", ["h", "v"], ["y"]));
        QuantizedGraph result = graph.Quantize(Eight with { Format = format });
        Assert.Equal(2, result.QuantizedLayers);
        Assert.DoesNotContain("Constant", graph.Operators());
        Assert.True(graph.SignalToNoise(TestGraph.Input(X, 5, K)) > (format == QuantizationFormat.Int8 ? 30 : 18));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_weight_that_two_products_read_is_stored_once_and_their_input_is_rounded_once(QuantizationFormat format)
    {
        using var graph = new TestGraph(new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", K)
            .Output("y", TensorElementType.Float, "t", N)
            .Constant("w", TensorElementType.Float, W, K, N)
            .Node("MatMul", ["x", "w"], ["a"])
            .Node("MatMul", ["x", "w"], ["b"])
            .Node("Add", ["a", "b"], ["y"]));
        graph.Quantize(Eight with { Format = format });
        using OnnxModel model = OnnxReader.Open(graph.Output);
        Assert.Equal(format == QuantizationFormat.Int8 ? 3 : 2, graph.Tensors(model).Length);
        Assert.Equal(format == QuantizationFormat.Int8 ? 1 : 0, graph.Operators().Count(static name => name == "DynamicQuantizeLinear"));
        Assert.True(graph.SignalToNoise(TestGraph.Input(X, 5, K)) > 20);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Weights_of_branches_are_found_inside_and_outside_of_them(QuantizationFormat format)
    {
        OnnxGraphWriter then = new OnnxGraphWriter("then").Output("a", TensorElementType.Float, "t", N).Node("MatMul", ["x", "w"], ["a"]);
        OnnxGraphWriter otherwise = new OnnxGraphWriter("else")
            .Output("b", TensorElementType.Float, "t", N)
            .Constant("inner", TensorElementType.Float, TestGraph.Noise(N * N, 15), N, N)
            .Node("MatMul", ["x", "w"], ["h"])
            .Node("MatMul", ["h", "inner"], ["b"]);
        using var graph = new TestGraph(new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", K)
            .Input("which", TensorElementType.Bool, 1)
            .Output("y", TensorElementType.Float, "t", N)
            .Constant("w", TensorElementType.Float, W, K, N)
            .Node("If", ["which"], ["y"], OnnxGraphWriter.Attribute("then_branch", then), OnnxGraphWriter.Attribute("else_branch", otherwise)));
        QuantizedGraph result = graph.Quantize(Eight with { Format = format });
        Assert.Equal(3, result.QuantizedLayers);
        Assert.DoesNotContain("MatMul", graph.Operators());
        using OnnxModel model = OnnxReader.Open(graph.Output);
        Assert.Single(graph.Tensors(model), static tensor => tensor.Name is "w_quantized" or "w_Q4");
        Assert.DoesNotContain(graph.Tensors(model), static tensor => tensor.Name is "w" or "inner");
        foreach (bool which in new[] { true, false })
            Assert.True(graph.SignalToNoise(TestGraph.Input(X, 5, K), TestGraph.Input([which], 1)) > 18);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Weights_of_loops_are_found_outside_of_them(QuantizationFormat format)
    {
        OnnxGraphWriter body = new OnnxGraphWriter("body")
            .Input("i", TensorElementType.Int64)
            .Input("go", TensorElementType.Bool)
            .Input("state", TensorElementType.Float, "t", N)
            .Output("goes", TensorElementType.Bool)
            .Output("next", TensorElementType.Float, "t", N)
            .Node("Identity", ["go"], ["goes"])
            .Node("MatMul", ["state", "w"], ["product"])
            .Node("Tanh", ["product"], ["next"]);
        using var graph = new TestGraph(new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", N)
            .Output("y", TensorElementType.Float, "t", N)
            .Constant("times", TensorElementType.Int64, [3L])
            .Constant("w", TensorElementType.Float, TestGraph.Noise(N * N, 24, 0.4f), N, N)
            .Node("Loop", ["times", "", "x"], ["y"], OnnxGraphWriter.Attribute("body", body)));
        graph.Quantize(Eight with { Format = format });
        Assert.DoesNotContain("MatMul", graph.Operators());
        Assert.True(graph.SignalToNoise(TestGraph.Input(TestGraph.Noise(2 * N, 25), 2, N)) > 18);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_table_that_is_looked_up_and_multiplied_by_stays_for_looking_up_unless_that_is_asked_for(QuantizationFormat format)
    {
        using var graph = new TestGraph(new OnnxGraphWriter("g")
            .Input("ids", TensorElementType.Int64, "t")
            .Output("y", TensorElementType.Float, "t", K)
            .Constant("table", TensorElementType.Float, TestGraph.Noise(K * N, 16), K, N)
            .Node("Gather", ["table", "ids"], ["h"])
            .Node("Transpose", ["table"], ["turned"])
            .Node("MatMul", ["h", "turned"], ["y"]));
        QuantizedGraph kept = graph.Quantize(Eight with { Format = format });
        Assert.Equal(["Gather", "MatMul"], kept.Layers.Select(static layer => layer.Operator));
        Assert.Contains("asked for", kept.Layers[0].KeptBecause, StringComparison.Ordinal);
        Assert.Contains("Gather", graph.Operators());
        Func<OrtValue> ids = TestGraph.Input([3, 0, 47, -1], 4);
        Assert.True(graph.SignalToNoise(ids) > 18);

        Assert.Equal(2, graph.Quantize(Eight with { Format = format, Embeddings = true }).QuantizedLayers);
        using OnnxModel model = OnnxReader.Open(graph.Output);
        Assert.DoesNotContain(graph.Tensors(model), static tensor => tensor.Name == "table");
        Assert.True(graph.SignalToNoise(ids) > 18);
    }

    [Theory]
    [InlineData("forward", 1)]
    [InlineData("bidirectional", 2)]
    public void An_LSTM_becomes_one_with_8_bits_in_both_formats(string direction, int directions)
    {
        const int Hidden = 32;
        const int Inputs = 20;
        ProtoWriter text = new ProtoWriter().Text(1, "direction").Text(4, direction).Number(20, 3);
        using var graph = new TestGraph(new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", 1, Inputs)
            .Output("y", TensorElementType.Float, "t", directions, 1, Hidden)
            .Constant("w", TensorElementType.Float, TestGraph.Noise(directions * 4 * Hidden * Inputs, 17), directions, 4 * Hidden, Inputs)
            .Constant("r", TensorElementType.Float, TestGraph.Noise(directions * 4 * Hidden * Hidden, 18, 0.3f), directions, 4 * Hidden, Hidden)
            .Constant("b", TensorElementType.Float, TestGraph.Noise(directions * 8 * Hidden, 19), directions, 8 * Hidden)
            .Node("LSTM", ["x", "w", "r", "b"], ["y"], OnnxGraphWriter.Attribute("hidden_size", Hidden), text));
        foreach (QuantizationOptions options in new[] { Eight, Four })
        {
            Assert.NotNull(Assert.Single(graph.Quantize(options).Layers).SignalToNoise);
            Assert.Equal(["DynamicQuantizeLSTM"], graph.Operators());
            Assert.True(graph.SignalToNoise(TestGraph.Input(TestGraph.Noise(6 * Inputs, 20), 6, 1, Inputs)) > 30);
        }

        Assert.Contains("not wanted", Assert.Throws<QuantizationException>(() => graph.Quantize(Eight with { Recurrent = false })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true, 1)]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 2)]
    public void Convolutions_of_one_and_two_dimensions_are_quantised_when_asked_for(bool perChannel, bool hasBias, int dimensions)
    {
        long[] kernel = [.. Enumerable.Repeat(3L, dimensions)];
        GraphDimension[] shape = [1, 8, .. Enumerable.Repeat((GraphDimension)10, dimensions)];
        int elements = 4 * 8 * (int)Math.Pow(3, dimensions);
        OnnxGraphWriter writer = new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, shape)
            .Output("y", TensorElementType.Float)
            .Constant("w", TensorElementType.Float, TestGraph.Noise(elements, 21), [4, 8, .. kernel])
            .Constant("b", TensorElementType.Float, TestGraph.Noise(4, 22, 3), 4)
            .Node(
                "Conv", hasBias ? ["x", "w", "b"] : ["x", "w"], ["y"], OnnxGraphWriter.Attribute("kernel_shape", kernel), OnnxGraphWriter.Attribute("strides", [.. Enumerable.Repeat(2L, dimensions)]),
                OnnxGraphWriter.Attribute("pads", [.. Enumerable.Repeat(1L, 2 * dimensions)]));
        using var graph = new TestGraph(writer);
        Assert.Contains("asked for", Assert.Throws<QuantizationException>(() => graph.Quantize(Eight)).Message, StringComparison.Ordinal);
        graph.Quantize(Eight with { Convolutions = true, PerChannel = perChannel });
        Assert.Contains("ConvInteger", graph.Operators());
        int count = 8 * (int)Math.Pow(10, dimensions);
        Assert.True(graph.SignalToNoise(TestGraph.Input(TestGraph.Noise(count, 23), [1, 8, .. Enumerable.Repeat(10L, dimensions)])) > 33);
    }

    [Fact]
    public void A_single_row_without_a_dimension_of_its_own_runs()
    {
        using var graph = new TestGraph(new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, K)
            .Output("y", TensorElementType.Float, N)
            .Constant("w", TensorElementType.Float, W, K, N)
            .Node("MatMul", ["x", "w"], ["y"]));
        foreach (QuantizationOptions options in new[] { Eight, Four })
        {
            graph.Quantize(options);
            Assert.True(graph.SignalToNoise(TestGraph.Input(X[..K], K)) > 18);
        }
    }

    [Fact]
    public void A_batch_and_an_empty_input_run()
    {
        using var graph = new TestGraph(new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "b", "t", K)
            .Output("y", TensorElementType.Float, "b", "t", N)
            .Constant("w", TensorElementType.Float, W, K, N)
            .Node("MatMul", ["x", "w"], ["y"]));
        foreach (QuantizationOptions options in new[] { Eight, Four })
        {
            graph.Quantize(options);
            Assert.Empty(graph.Run(TestGraph.Input(Array.Empty<float>(), 1, 0, K)).Quantized);
            Assert.Equal(4 * N, graph.Run(TestGraph.Input(X[..(4 * K)], 2, 2, K)).Quantized.Length);
        }
    }

    [Fact]
    public void What_is_computed_is_no_weight()
    {
        using var graph = new TestGraph(new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", K)
            .Output("y", TensorElementType.Float, "t", "t")
            .Node("Transpose", ["x"], ["xt"])
            .Node("MatMul", ["x", "xt"], ["y"]));
        Assert.Contains("no products with constant weights", Assert.Throws<QuantizationException>(() => graph.Quantize(Eight)).Message, StringComparison.Ordinal);
    }

    private static ProtoWriter Real(string name, float value) =>
        new ProtoWriter().Text(1, name).Single(2, value).Number(20, 1);
}
