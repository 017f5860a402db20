using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization.Tests.Graphs;

public sealed class BadInputTests : IDisposable
{
    private static readonly byte[] Model = new OnnxModelWriter(new OnnxGraphWriter("g")
        .Input("x", TensorElementType.Float, "t", 64)
        .Output("y", TensorElementType.Float, "t", 32)
        .Constant("w", TensorElementType.Float, TestGraph.Noise(64 * 32, 1), 64, 32)
        .Constant("v", TensorElementType.Float, TestGraph.Noise(32 * 32, 1), 32, 32)
        .Node("MatMul", ["x", "w"], ["h"])
        .Node("MatMul", ["h", "v"], ["y"])).ToArray();

    /// <summary>A model with a branch and every kind of layer, so that damage can hit all that is read of them.</summary>
    private static readonly byte[] Varied = new OnnxModelWriter(new OnnxGraphWriter("g")
        .Input("x", TensorElementType.Float, "t", 8)
        .Input("ids", TensorElementType.Int64, "t")
        .Input("which", TensorElementType.Bool, 1)
        .Output("y", TensorElementType.Float)
        .Constant("w", TensorElementType.Float16, new Half[64], 8, 8)
        .Constant("r", TensorElementType.Float, new float[64], 1, 8, 8)
        .Constant("k", TensorElementType.Float, new float[64], 4, 2, 8)
        .Node("Cast", ["w"], ["c"], OnnxGraphWriter.Attribute("to", 1))
        .Node("Transpose", ["c"], ["ct"], OnnxGraphWriter.Attribute("perm", [1, 0]))
        .Node("Gemm", ["x", "ct", "c"], ["a"], OnnxGraphWriter.Attribute("transB", 1), new ProtoWriter().Text(1, "alpha").Single(2, 2).Number(20, 1))
        .Node("Gather", ["c", "ids"], ["b"])
        .Node("LSTM", ["b", "r", "r"], ["l"], OnnxGraphWriter.Attribute("hidden_size", 2))
        .Node("Conv", ["l", "k"], ["d"])
        .Node("If", ["which"], ["y"], OnnxGraphWriter.Attribute("then_branch", new OnnxGraphWriter("then").Output("e", TensorElementType.Float).Node("MatMul", ["x", "ct"], ["e"])))).ToArray();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<byte[]> NoModels() => [.. new byte[][]
    {
        [],
        [0],
        [.. "version https://git-lfs.github.com/spec/v1\noid sha256:"u8],
        [.. "<!DOCTYPE html><html>Not found</html>"u8],
        [.. Enumerable.Repeat((byte)0xFF, 100)],
        new ProtoWriter().Number(1, 8).ToArray(), // a format and nothing in it
        new ProtoWriter().Number(1, 8).Message(7, new ProtoWriter()).ToArray(), // no operators
    }];

    [Theory]
    [MemberData(nameof(NoModels))]
    public void What_is_no_model_is_told_by_its_name(byte[] bytes)
    {
        string path = _folder.Write("wrong.onnx", bytes);
        Assert.Contains(path, Assert.Throws<ModelIntegrityException>(() => Quantize(path)).Message, StringComparison.Ordinal);
        AssertNothingWritten();
    }

    [Fact]
    public void A_model_that_is_cut_short_is_never_quantised()
    {
        for (int length = 0; length < Model.Length - 30; length += 97)
        {
            string path = _folder.Write("cut.onnx", Model.AsSpan(0, length));
            Assert.Throws<ModelIntegrityException>(() => Quantize(path));
        }

        AssertNothingWritten();
    }

    [Fact]
    public void Whole_the_same_models_are_quantised_altogether()
    {
        var options = new QuantizationOptions { MinimumElements = 1, Embeddings = true, Convolutions = true };
        foreach ((byte[] model, int layers) in new[] { (Model, 2), (Varied, 5) })
        {
            QuantizedGraph graph = Assert.Single(new ModelQuantizer(options).Quantize(_folder.Write("model.onnx", model), _folder.At("out.onnx")).Graphs);
            Assert.Equal((layers, layers), (graph.QuantizedLayers, graph.Layers.Count));
            File.Delete(_folder.At("out.onnx"));
        }
    }

    [Property(MaxTest = 800)]
    public Property A_damaged_model_is_quantised_or_refused_and_nothing_else() => Prop.ForAll(
        (from model in Gen.Elements(Model, Varied)
         from count in Gen.Choose(1, 8)
         from at in Gen.ArrayOf(Gen.Choose(0, model.Length - 1), count)
         from value in Gen.ArrayOf(Gen.Choose(0, 255), count)
         from format in Gen.Elements(QuantizationFormat.Int8, QuantizationFormat.Int4)
         select (model, at.Zip(value).ToArray(), format)).ToArbitrary(),
        sample =>
        {
            (byte[] model, (int, int)[] damage, QuantizationFormat format) = sample;
            byte[] bytes = [.. model];
            foreach ((int at, int value) in damage)
                bytes[at] = (byte)value;
            string path = _folder.Write("damaged.onnx", bytes);
            try
            {
                var options = new QuantizationOptions { Format = format, MinimumElements = 1, Embeddings = true, Convolutions = true };
                File.Delete(new ModelQuantizer(options).Quantize(path, _folder.At("out.onnx")).Output);
            }
            catch (SttException)
            {
                AssertNothingWritten();
            }
        });

    [Fact]
    public void A_model_that_is_quantised_already_is_refused()
    {
        string path = _folder.Write("model.onnx", Model);
        foreach (QuantizationFormat format in Enum.GetValues<QuantizationFormat>())
        {
            string quantised = new ModelQuantizer(new QuantizationOptions { Format = format }).Quantize(path, _folder.At(format + ".onnx")).Output;
            ModelLayoutException exception = Assert.Throws<ModelLayoutException>(() => Quantize(quantised));
            Assert.Contains("quantised already", exception.Message, StringComparison.Ordinal);
            Assert.Contains(format == QuantizationFormat.Int8 ? "MatMulInteger" : "MatMulNBits", exception.Message.Replace("DynamicQuantizeLinear", "MatMulInteger", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_model_that_computes_in_16_bits_or_with_old_operators_is_refused()
    {
        string half = _folder.Write("half.onnx", new OnnxModelWriter(new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float16, "t", 64)
            .Output("y", TensorElementType.Float16, "t", 32)
            .Constant("w", TensorElementType.Float16, new Half[64 * 32], 64, 32)
            .Node("MatMul", ["x", "w"], ["y"])).ToArray());
        Assert.Contains("32-bit export", Assert.Throws<ModelLayoutException>(() => Quantize(half)).Message, StringComparison.Ordinal);

        byte[] old = [.. Model];
        old[^1] = 10; // the version of the operators ends the file
        Assert.Contains("version 10", Assert.Throws<ModelLayoutException>(() => Quantize(_folder.Write("old.onnx", old))).Message, StringComparison.Ordinal);
        AssertNothingWritten();
    }

    [Fact]
    public void A_weight_with_NaN_is_refused()
    {
        foreach (QuantizationFormat format in Enum.GetValues<QuantizationFormat>())
        {
            float[] weights = TestGraph.Noise(64 * 33, 1);
            weights[^1] = format == QuantizationFormat.Int8 ? float.NaN : float.PositiveInfinity;
            string path = _folder.Write("nan.onnx", new OnnxModelWriter(new OnnxGraphWriter("g")
                .Input("x", TensorElementType.Float, "t", 64)
                .Output("y", TensorElementType.Float, "t", 33)
                .Constant("w", TensorElementType.Float, weights, 64, 33)
                .Node("MatMul", ["x", "w"], ["y"])).ToArray());
            ModelIntegrityException exception = Assert.Throws<ModelIntegrityException>(() => new ModelQuantizer(new QuantizationOptions { Format = format }).Quantize(path, _folder.At("out.onnx")));
            Assert.Contains("weight w", exception.Message, StringComparison.Ordinal);
            AssertNothingWritten();
        }
    }

    [Fact]
    public void A_tensor_that_is_longer_or_shorter_than_its_shape_is_refused()
    {
        string path = _folder.Write("short.onnx", new OnnxModelWriter(new OnnxGraphWriter("g")
            .Input("x", TensorElementType.Float, "t", 64)
            .Output("y", TensorElementType.Float, "t", 32)
            .Constant("w", TensorElementType.Float, new float[64 * 32 - 1], 64, 32)
            .Node("MatMul", ["x", "w"], ["y"])).ToArray());
        Assert.Contains("takes 8192 bytes, but has 8188", Assert.Throws<ModelIntegrityException>(() => Quantize(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        foreach ((QuantizationOptions options, string name) in new (QuantizationOptions, string)[]
        {
            (new() { Format = (QuantizationFormat)9 }, "Format"),
            (new() { WeightType = (Int8WeightType)9 }, "WeightType"),
            (new() { BlockSize = 48 }, "BlockSize"),
            (new() { AccuracyLevel = 5 }, "AccuracyLevel"),
            (new() { MinimumElements = 0 }, "MinimumElements"),
            (new() { ExternalDataThreshold = long.MaxValue }, "ExternalDataThreshold"),
            (new() { Exclude = [""] }, "pattern"),
            (new() { Exclude = ["regex:("] }, "pattern"),
            (new() { Exclude = null! }, "Exclude"),
        })
            Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(() => new ModelQuantizer(options)).ParamName);
    }

    private QuantizationResult Quantize(string path) => new ModelQuantizer().Quantize(path, _folder.At("out.onnx"));

    private void AssertNothingWritten() =>
        Assert.All(Directory.GetFileSystemEntries(_folder.Root), static path => Assert.False(Path.GetFileName(path).StartsWith("out", StringComparison.Ordinal) || path.EndsWith(".tmp", StringComparison.Ordinal), path));
}
