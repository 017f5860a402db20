using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization.Tests.Graphs;

/// <summary>Weights in files beside the model, and memory that does not grow with them.</summary>
public sealed class ExternalDataTests : IDisposable
{
    private const int K = 64;
    private const int N = 32;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(QuantizationFormat.Int8)]
    [InlineData(QuantizationFormat.Int4)]
    public void External_data_is_read_and_written_and_one_file_becomes_two_where_it_would_be_too_large(QuantizationFormat format)
    {
        string source = WriteModel("model/model.onnx", "model.onnx.data", [.. MemoryMarshal.AsBytes<float>(TestGraph.Noise(K * N + 512, 1))]);
        var options = new QuantizationOptions { Format = format };
        QuantizationResult inline = new ModelQuantizer(options).Quantize(_folder.At("model"), _folder.At("inline"));
        QuantizationResult external = new ModelQuantizer(options with { ExternalDataThreshold = 0 }).Quantize(_folder.At("model"), _folder.At("external"));
        string name = Assert.Single(inline.Graphs).Name;
        Assert.Equal([name], Directory.GetFiles(inline.Output).Select(Path.GetFileName));
        Assert.Equal([name, name + ".data"], Directory.GetFiles(external.Output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(inline.CopiedFiles);
        Assert.Equal(new FileInfo(source).Length + (K * N + 512) * 4, inline.SourceBytes);
        Assert.Equal(Directory.GetFiles(external.Output).Sum(static file => new FileInfo(file).Length), external.Bytes);
        using (OnnxModel model = OnnxReader.Open(Path.Combine(external.Output, name)))
            Assert.All(model.Graph.Initializers.Where(static tensor => tensor.IsExternal), static tensor => Assert.Equal(0, tensor.Stored!.Value.Offset % 4096));

        Func<OrtValue> input = TestGraph.Input(TestGraph.Noise(3 * K, 2), 3, K);
        float[] expected = TestGraph.Run(Path.Combine(inline.Output, name), input);
        Assert.Equal(expected, TestGraph.Run(Path.Combine(external.Output, name), input));
        Assert.True(TestGraph.Compare(TestGraph.Run(source, input), expected) > 18);
    }

    [Fact]
    public void A_file_that_is_quantised_alone_takes_its_external_data_along_under_its_own_name()
    {
        string source = WriteModel("model.onnx", "weights.bin", [.. MemoryMarshal.AsBytes<float>(TestGraph.Noise(K * N + 512, 1))]);
        new ModelQuantizer(new QuantizationOptions { ExternalDataThreshold = 0 }).Quantize(source, _folder.At("out", "small.onnx"));
        Assert.Equal(["small.onnx", "small.onnx.data"], Directory.GetFiles(_folder.At("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(3 * N, TestGraph.Run(_folder.At("out", "small.onnx"), TestGraph.Input(TestGraph.Noise(3 * K, 2), 3, K)).Length);
    }

    [Fact]
    public void External_data_that_is_missing_or_cut_short_or_elsewhere_is_told()
    {
        string source = WriteModel("model.onnx", "weights.bin", new byte[(K * N + 512) * 4]);
        File.WriteAllBytes(_folder.At("weights.bin"), new byte[100]);
        ModelIntegrityException cut = Assert.Throws<ModelIntegrityException>(() => new ModelQuantizer().Quantize(source, _folder.At("out.onnx")));
        Assert.Contains("ends at byte 100", cut.Message, StringComparison.Ordinal);
        Assert.Equal(_folder.At("weights.bin"), cut.Path);
        File.Delete(_folder.At("weights.bin"));
        Assert.Equal(_folder.At("weights.bin"), Assert.Throws<ModelNotFoundException>(() => new ModelQuantizer().Quantize(source, _folder.At("out.onnx"))).Path);

        foreach (string location in new[] { "../secret.bin", _folder.At("secret.bin"), "a/../../secret.bin" })
        {
            string hostile = WriteModel("inside/hostile.onnx", location, null);
            Assert.Contains("outside", Assert.Throws<ModelIntegrityException>(() => new ModelQuantizer().Quantize(hostile, _folder.At("out.onnx"))).Message, StringComparison.Ordinal);
        }

        Assert.False(Path.Exists(_folder.At("out.onnx")));
    }

    [Theory]
    [InlineData(QuantizationFormat.Int8, true)]
    [InlineData(QuantizationFormat.Int8, false)]
    [InlineData(QuantizationFormat.Int4, true)]
    public void A_model_of_256_MiB_takes_less_than_a_tenth_of_that_in_memory(QuantizationFormat format, bool isTransposed)
    {
        const int Size = 4096;
        const int Layers = 3;
        const long Bytes = (long)Size * Size * 4; // 64 MiB each, and another 64 that no layer reads
        var graph = new OnnxGraphWriter("g");
        graph.Input("x", TensorElementType.Float, "t", Size).Output("y", TensorElementType.Float, "t", Size);
        string last = "x";
        for (int layer = 0; layer < Layers; layer++)
        {
            string next = layer == Layers - 1 ? "y" : $"h{layer}";
            graph.ExternalConstant($"w{layer}", TensorElementType.Float, "big.data", layer * Bytes, Bytes, Size, Size);
            graph.Node("Gemm", [last, $"w{layer}"], [next], OnnxGraphWriter.Attribute("transB", isTransposed ? 1 : 0));
            last = next;
        }

        graph.ExternalConstant("kept", TensorElementType.Float, "big.data", Layers * Bytes, Bytes, Size, Size);
        string source = _folder.Write("big.onnx", new OnnxModelWriter(graph).ToArray());
        using (FileStream data = File.Create(_folder.At("big.data")))
        {
            data.SetLength((Layers + 1) * Bytes); // zeros that take no room on the disk
            data.Position = (Size + 2) * sizeof(float);
            data.Write(MemoryMarshal.AsBytes<float>([-3]));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        QuantizationResult result = new ModelQuantizer(new QuantizationOptions { Format = format, ExternalDataThreshold = 0 }).Quantize(source, _folder.At("small.onnx"));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 24 << 20, $"{allocated >> 20} MiB were allocated for a model of {result.SourceBytes >> 20} MiB.");
        Assert.True(result.SourceBytes > 256 << 20);
        Assert.InRange(result.Bytes, Bytes, Bytes * (format == QuantizationFormat.Int8 ? 18 : 15) / 10);

        using OnnxModel model = OnnxReader.Open(result.Output);
        OnnxTensor tensor = model.Graph.Initializers.Single(static tensor => tensor.Name is "w0_quantized" or "w0_Q4");
        byte[] integers = tensor.Stored!.Value.ToArray();
        byte zero = (byte)(format == QuantizationFormat.Int8 ? 0 : 0x88);
        (int row, int column) = isTransposed ? (2, 1) : (1, 2);
        int at = format == QuantizationFormat.Int8 ? row * Size + column : (column * Size + row) / 2;
        Assert.Equal(unchecked((byte)(format == QuantizationFormat.Int8 ? -64 : row % 2 == 0 ? 0x80 : 0x08)), integers[at]);
        Assert.Equal(integers.Length - 1, integers.Count(value => value == zero));
    }

    private string WriteModel(string name, string location, byte[]? data)
    {
        OnnxGraphWriter graph = new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", K)
            .Output("y", TensorElementType.Float, "t", N)
            .ExternalConstant("kept", TensorElementType.Float, location, 0, 512 * 4, 512)
            .ExternalConstant("w", TensorElementType.Float, location, 512 * 4, K * N * 4, K, N)
            .Node("MatMul", ["x", "w"], ["y"]);
        string path = _folder.Write(name, new OnnxModelWriter(graph).ToArray());
        if (data is not null)
            File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(path)!, location), data);
        return path;
    }
}
