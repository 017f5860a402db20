using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization.Tests.Arithmetic;

public sealed class BlockwiseTests
{
    [Fact]
    public void The_element_farthest_from_0_becomes_minus_8_and_the_first_of_two_is_the_lower_half()
    {
        var weights = new float[18 * 2]; // two columns of 18: a block of 16 and one of 2
        (weights[0], weights[2], weights[4]) = (4, -3, 1); // the first column begins 4, -3, 1
        (weights[32], weights[34]) = (-0.5f, 0.25f); // its second block
        (weights[1], weights[3]) = (-8, 8); // the second column
        using TestGraph graph = Product(weights, 18, 2);
        graph.Quantize(new QuantizationOptions { Format = QuantizationFormat.Int4, BlockSize = 16 });
        Assert.Equal([4 / -8f, -0.5f / -8, -8 / -8f, 0], graph.Floats("w_scales"));
        byte[] packed = graph.Bytes("w_Q4");
        Assert.Equal(2 * 2 * 8, packed.Length);
        Assert.Equal([0xE0, 0x86, 0x88], packed[..3]); // 4 → 0, -3 → 6 + 8, 1 → -2 + 8
        Assert.Equal([0xC0, 0x88], packed[8..10]); // -0.5 → 0, 0.25 → 12
        Assert.Equal([0xF0, 0x88], packed[16..18]); // of two as far the least counts: -8 → 0, 8 → 16, cut to 15
        Assert.DoesNotContain(graph.Operators(), static name => name == "MatMul");
    }

    [Fact]
    public void Zero_points_are_two_in_a_byte_and_span_from_the_least_to_the_greatest()
    {
        var weights = new float[48];
        (weights[0], weights[1]) = (-1, 2); // scale 3 / 15, zero 5
        (weights[16], weights[17]) = (3, 6); // scale 6 / 15, zero 0
        weights[32] = -3; // scale 3 / 15, zero 15
        using TestGraph graph = Product(weights, 48, 1);
        graph.Quantize(new QuantizationOptions { Format = QuantizationFormat.Int4, BlockSize = 16, Symmetric = false });
        Assert.Equal([0.2f, 0.4f, 0.2f], graph.Floats("w_scales"));
        Assert.Equal([0x05, 0x8F], graph.Bytes("w_zero_points")); // there is no fourth block
        byte[] packed = graph.Bytes("w_Q4");
        Assert.Equal([0xF0, 0x55], packed[..2]);
        Assert.Equal([0xF8, 0x00], packed[8..10]); // 3 / 0.4 = 7.5, away from 0
        Assert.Equal([0xF0, 0xFF], packed[16..18]);
    }

    [Property(MaxTest = 60)]
    public Property Products_are_those_of_the_weights_that_were_stored_and_those_are_near() => Prop.ForAll(
        Cases().ToArbitrary(),
        static sample =>
        {
            (int batch, int rows, int k, int n, int seed, QuantizationOptions options) = sample;
            float[] weights = TestGraph.Noise(k * n, seed, 0.3f);
            float[] input = TestGraph.Noise(batch * rows * k, seed + 1, 2);
            using TestGraph graph = Product(weights, k, n);
            graph.Quantize(options with { AccuracyLevel = 1 });
            float[] stored = Dequantize(graph, k, n, options, weights);
            float[] actual = graph.Run(TestGraph.Input(input, batch, rows, k)).Quantized;
            for (int row = 0; row < batch * rows; row++)
            {
                for (int column = 0; column < n; column++)
                    Assert.Equal(Enumerable.Range(0, k).Sum(i => (double)input[row * k + i] * stored[i * n + column]), actual[row * n + column], 2e-4);
            }

            // With the other factor rounded as well, results are near those.
            graph.Quantize(options);
            float[] rounded = graph.Run(TestGraph.Input(input, batch, rows, k)).Quantized;
            Assert.True(TestGraph.Compare(actual, rounded) > 25, $"{TestGraph.Compare(actual, rounded):F1} dB");
        });

    private static Gen<(int Batch, int Rows, int K, int N, int Seed, QuantizationOptions Options)> Cases() =>
        from batch in Gen.Choose(1, 3)
        from rows in Gen.Choose(1, 5)
        from k in Gen.Choose(1, 300)
        from n in Gen.Choose(1, 40)
        from seed in Gen.Choose(0, 100000)
        from block in Gen.Elements(16, 32, 64, 128)
        from symmetric in Gen.Elements(true, false)
        select (batch, rows, k, n, seed, new QuantizationOptions { Format = QuantizationFormat.Int4, BlockSize = block, Symmetric = symmetric });

    /// <summary>Turns what was stored back into numbers, written from the operator's description, and holds it against the weights.</summary>
    private static float[] Dequantize(TestGraph graph, int k, int n, QuantizationOptions options, float[] weights)
    {
        byte[] packed = graph.Bytes("w_Q4");
        float[] scales = graph.Floats("w_scales");
        byte[]? zeros = options.Symmetric ? null : graph.Bytes("w_zero_points");
        int blocks = (k + options.BlockSize - 1) / options.BlockSize;
        var values = new float[k * n];
        for (int column = 0; column < n; column++)
        {
            for (int row = 0; row < k; row++)
            {
                int block = row / options.BlockSize;
                int within = row % options.BlockSize;
                byte both = packed[(column * blocks + block) * options.BlockSize / 2 + within / 2];
                int zero = zeros is null ? 8 : zeros[column * ((blocks + 1) / 2) + block / 2] >> (block % 2 * 4) & 15;
                float scale = scales[column * blocks + block];
                float value = ((both >> (within % 2 * 4) & 15) - zero) * scale;
                values[row * n + column] = value;
                // Half a step, and another half where the end of the range is cut off or the zero point was rounded.
                Assert.True(Math.Abs(value - weights[row * n + column]) <= Math.Abs(scale) * 1.0001f);
            }
        }

        return values;
    }

    private static TestGraph Product(float[] weights, int k, int n) => new(new OnnxGraphWriter("g")
        .Input("x", TensorElementType.Float, "b", "t", k)
        .Output("y", TensorElementType.Float, "b", "t", n)
        .Constant("w", TensorElementType.Float, weights, k, n)
        .Node("MatMul", ["x", "w"], ["y"]));
}
