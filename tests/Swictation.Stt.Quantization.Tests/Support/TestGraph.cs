using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization.Tests.Support;

/// <summary>Writes small graphs, quantises them and runs both.</summary>
internal sealed class TestGraph : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestGraph(OnnxGraphWriter graph)
        : this(new OnnxModelWriter(graph).ToArray())
    {
    }

    public TestGraph(byte[] model) => Source = _folder.Write("model.onnx", model);

    public string Source { get; }

    public string Output { get; private set; } = string.Empty;

    public string At(string name) => _folder.At(name);

    public static float[] Noise(int count, int seed, float scale = 1)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = (float)(random.NextDouble() * 2 - 1) * scale;
        return values;
    }

    public QuantizedGraph Quantize(QuantizationOptions options)
    {
        Output = _folder.At($"out-{Guid.NewGuid():N}.onnx");
        return Assert.Single(new ModelQuantizer(options with { MinimumElements = 1 }).Quantize(Source, Output).Graphs);
    }

    /// <summary>Lists the operators of the quantised graph and those inside it, in order.</summary>
    public string[] Operators()
    {
        using OnnxModel model = OnnxReader.Open(Output);
        return [.. model.Graph.WithSubgraphs().SelectMany(static graph => graph.Nodes).Select(static node => node.OpType)];
    }

    public OnnxTensor[] Tensors(OnnxModel model) => [.. model.Graph.WithSubgraphs().SelectMany(static graph => graph.Initializers)];

    public byte[] Bytes(string tensor)
    {
        using OnnxModel model = OnnxReader.Open(Output);
        return Tensors(model).Single(candidate => candidate.Name == tensor).Stored!.Value.ToArray();
    }

    public float[] Floats(string tensor) => MemoryMarshal.Cast<byte, float>(Bytes(tensor)).ToArray();

    /// <summary>Runs the original and the quantised graph on the same inputs.</summary>
    public (float[] Original, float[] Quantized) Run(params Func<OrtValue>[] inputs) => (Run(Source, inputs), Run(Output, inputs));

    /// <summary>Runs both and gives the ratio of the result to the error in decibels.</summary>
    public double SignalToNoise(params Func<OrtValue>[] inputs)
    {
        (float[] original, float[] quantized) = Run(inputs);
        return Compare(original, quantized);
    }

    public static double Compare(float[] original, float[] quantized)
    {
        Assert.Equal(original.Length, quantized.Length);
        double signal = original.Sum(static value => (double)value * value);
        double noise = original.Zip(quantized, static (a, b) => (double)(a - b) * (a - b)).Sum();
        Assert.True(double.IsFinite(noise), "A result is no number.");
        return noise == 0 ? double.PositiveInfinity : 10 * Math.Log10(signal / noise);
    }

    public static float[] Run(string path, params Func<OrtValue>[] inputs)
    {
        using var session = InferenceSession.FromFile(path, new SessionOptions { IntraOpThreads = 1 });
        OrtValue[] values = [.. inputs.Select(static make => make())];
        var outputs = new OrtValue?[session.Outputs.Count];
        try
        {
            session.Run(values, outputs);
            return outputs[0]!.Span<float>().ToArray();
        }
        finally
        {
            foreach (OrtValue? value in values.Concat(outputs))
                value?.Dispose();
        }
    }

    public static Func<OrtValue> Input(float[] values, params long[] shape) => () => OrtValue.FromMemory<float>(values, shape);

    public static Func<OrtValue> Input(long[] values, params long[] shape) => () => OrtValue.FromMemory<long>(values, shape);

    public static Func<OrtValue> Input(bool[] values, params long[] shape) => () => OrtValue.FromMemory<bool>(values, shape);

    public void Dispose() => _folder.Dispose();
}
