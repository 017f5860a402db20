using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization.Tests.Arithmetic;

public sealed class Int8Tests
{
    private static readonly float[] Weights = [1, -8, 0, -2, 4, 0, 4, -1, 0]; // 3 × 3; the last column is all zeros

    [Fact]
    public void Signed_weights_have_a_scale_for_each_column_and_seven_bits_unless_told_otherwise()
    {
        using TestGraph graph = Product(Weights, 3, 3);
        graph.Quantize(new QuantizationOptions());
        Assert.Equal([4 / 64f, 8 / 64f, 1], graph.Floats("w_scale"));
        Assert.Equal([16, -64, 0, -32, 32, 0, 64, -8, 0], Signed(graph.Bytes("w_quantized")));
        Assert.Equal([0], graph.Bytes("w_zero_point"));

        graph.Quantize(new QuantizationOptions { ReduceRange = false, PerChannel = false });
        Assert.Equal([16f / 254], graph.Floats("w_scale"));
        Assert.Equal([16, -127, 0, -32, 64, 0, 64, -16, 0], Signed(graph.Bytes("w_quantized"))); // 1 / (16 / 254) = 15.875
    }

    [Fact]
    public void Unsigned_weights_span_from_the_least_to_the_greatest_with_a_zero_point()
    {
        using TestGraph graph = Product(Weights, 3, 3);
        graph.Quantize(new QuantizationOptions { WeightType = Int8WeightType.UInt8, ReduceRange = false, PerChannel = false });
        Assert.Equal([12f / 255], graph.Floats("w_scale"));
        Assert.Equal([170], graph.Bytes("w_zero_point")); // 8 / (12 / 255)
        Assert.Equal([191, 0, 170, 128, 255, 170, 255, 149, 170], graph.Bytes("w_quantized"));

        graph.Quantize(new QuantizationOptions { WeightType = Int8WeightType.UInt8 });
        Assert.Equal([42, 85, 0], graph.Bytes("w_zero_point")); // 2 / (6 / 127) = 42.3, 8 / (12 / 127) = 84.7, and a column of zeros
    }

    [Property(MaxTest = 60)]
    public Property Products_are_as_near_as_rounding_both_factors_allows() => Prop.ForAll(
        Cases().ToArbitrary(),
        static sample =>
        {
            (int batch, int rows, int k, int n, int seed, QuantizationOptions options) = sample;
            float[] weights = TestGraph.Noise(k * n, seed, 0.3f);
            float[] input = TestGraph.Noise(batch * rows * k, seed + 1, 2);
            using TestGraph graph = Product(weights, k, n);
            graph.Quantize(options);
            (float[] exact, float[] rounded) = graph.Run(TestGraph.Input(input, batch, rows, k));
            float[] scales = graph.Floats("w_scale");
            float inputScale = (Math.Max(input.Max(), 0) - Math.Min(input.Min(), 0)) / 255;
            for (int row = 0; row < batch * rows; row++)
            {
                for (int column = 0; column < n; column++)
                {
                    double bound = 1e-4;
                    float scale = scales[scales.Length == 1 ? 0 : column];
                    for (int i = 0; i < k; i++)
                    {
                        // Half a step for each factor, and another half where the zero point was rounded and the end of the range is cut off.
                        double weightError = options.WeightType == Int8WeightType.UInt8 ? scale : scale / 2;
                        bound += Math.Abs(input[row * k + i]) * weightError + inputScale * (Math.Abs(weights[i * n + column]) + weightError);
                    }

                    Assert.True(Math.Abs(exact[row * n + column] - rounded[row * n + column]) <= bound, $"{exact[row * n + column]} became {rounded[row * n + column]}; at most {bound} is rounding.");
                }
            }

            // The bound is for the worst case; errors of random signs are far below it.
            Assert.True(TestGraph.Compare(exact, rounded) > 22, $"{TestGraph.Compare(exact, rounded):F1} dB");
        });

    [Fact]
    public void What_ONNX_Runtime_computes_is_what_the_stored_numbers_say()
    {
        const int K = 37;
        const int N = 11;
        float[] input = TestGraph.Noise(5 * K, 3);
        using TestGraph graph = Product(TestGraph.Noise(K * N, 4), K, N);
        QuantizedLayer layer = Assert.Single(graph.Quantize(new QuantizationOptions()).Layers);
        sbyte[] integers = MemoryMarshal.Cast<byte, sbyte>(graph.Bytes("w_quantized")).ToArray();
        float[] scales = graph.Floats("w_scale");

        // DynamicQuantizeLinear, as the ONNX specification has it.
        float low = Math.Min(input.Min(), 0);
        float scale = (Math.Max(input.Max(), 0) - low) / 255;
        float zero = MathF.Round(Math.Clamp(-low / scale, 0, 255));
        int[] rounded = [.. input.Select(value => (int)Math.Clamp(MathF.Round(value / scale) + zero, 0, 255) - (int)zero)];
        var expected = new float[5 * N];
        for (int row = 0; row < 5; row++)
        {
            for (int column = 0; column < N; column++)
                expected[row * N + column] = Enumerable.Range(0, K).Sum(i => rounded[row * K + i] * integers[i * N + column]) * scale * scales[column];
        }

        float[] actual = graph.Run(TestGraph.Input(input, 1, 5, K)).Quantized;
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
        Assert.InRange(layer.SignalToNoise!.Value, 35, 45);
    }

    private static Gen<(int Batch, int Rows, int K, int N, int Seed, QuantizationOptions Options)> Cases() =>
        from batch in Gen.Choose(1, 3)
        from rows in Gen.Choose(1, 5)
        from k in Gen.Choose(1, 150)
        from n in Gen.Choose(1, 40)
        from seed in Gen.Choose(0, 100000)
        from type in Gen.Elements(Int8WeightType.Int8, Int8WeightType.UInt8)
        from perChannel in Gen.Elements(true, false)
        select (batch, rows, k, n, seed, new QuantizationOptions { WeightType = type, PerChannel = perChannel });

    private static int[] Signed(byte[] bytes) => [.. bytes.Select(static value => (int)(sbyte)value)];

    private static TestGraph Product(float[] weights, int k, int n) => new(new OnnxGraphWriter("g")
        .Input("x", TensorElementType.Float, "b", "t", k)
        .Output("y", TensorElementType.Float, "b", "t", n)
        .Constant("w", TensorElementType.Float, weights, k, n)
        .Node("MatMul", ["x", "w"], ["y"]));
}
