namespace Swictation.Stt.Onnx.Tests.Support;

/// <summary>The demonstration model's graphs, as real models to run.</summary>
internal static class TinyEn
{
    public static string DecoderPath { get; } = Repository.Path("models", "tiny-en", "onnx-asr", "decoder_joint-model.onnx");

    public static string EncoderPath { get; } = Repository.Path("models", "tiny-en", "onnx-asr", "encoder-model.onnx");

    /// <summary>Runs one step of the decoder on fixed numbers.</summary>
    public static float[] Decode(InferenceSession session)
    {
        OrtValue[] inputs = Inputs(session);
        var outputs = new OrtValue?[session.Outputs.Count];
        session.Run(inputs, outputs);
        float[] result = [.. outputs.Where(o => o!.ElementType == TensorElementType.Float).SelectMany(o => o!.Span<float>().ToArray())];
        foreach (OrtValue? value in inputs.Concat(outputs))
            value!.Dispose();
        return result;
    }

    /// <summary>Makes inputs of the declared types, with every free dimension 1.</summary>
    public static OrtValue[] Inputs(InferenceSession session) => [.. session.Inputs.Select(Make)];

    private static OrtValue Make(NodeMetadata node)
    {
        long[] shape = [.. node.Dimensions.Select(d => Math.Max(d, 1))];
        int count = (int)shape.Aggregate(1L, (product, d) => product * d);
        return node.ElementType switch
        {
            TensorElementType.Float => OrtValue.FromMemory<float>(Enumerable.Range(0, count).Select(i => MathF.Sin(i)).ToArray(), shape),
            TensorElementType.Int32 => OrtValue.FromMemory<int>(Enumerable.Repeat(1, count).ToArray(), shape),
            TensorElementType.Int64 => OrtValue.FromMemory<long>(Enumerable.Repeat(1L, count).ToArray(), shape),
            _ => throw new InvalidOperationException(node.ToString()),
        };
    }
}
