namespace Swictation.Stt.Onnx.Tests.Support;

/// <summary>Runs sessions on fixed numbers.</summary>
internal static class SessionRun
{
    /// <summary>Runs a session with its free dimensions at one size, and returns its floating-point outputs.</summary>
    public static float[] Run(InferenceSession session, int size)
    {
        OrtValue[] inputs = [.. session.Inputs.Select(node => Make(node, size))];
        var outputs = new OrtValue?[session.Outputs.Count];
        session.Run(inputs, outputs);
        float[] result = [.. outputs.Where(static o => o!.ElementType == TensorElementType.Float).SelectMany(static o => o!.Span<float>().ToArray())];
        foreach (OrtValue? value in inputs.Concat(outputs))
            value!.Dispose();
        return result;
    }

    private static OrtValue Make(NodeMetadata node, int size)
    {
        long[] shape = [.. node.Dimensions.Select((d, axis) => d > 0 ? d : axis == 0 && node.Dimensions.Count > 2 ? 1 : node.ElementType == TensorElementType.Int64 ? 1 : size)];
        int count = (int)shape.Aggregate(1L, static (product, d) => product * d);
        return node.ElementType switch
        {
            TensorElementType.Float => OrtValue.FromMemory<float>(Enumerable.Range(0, count).Select(static i => MathF.Sin(i)).ToArray(), shape),
            TensorElementType.Int64 => OrtValue.FromMemory<long>(Enumerable.Repeat((long)size, count).ToArray(), shape),
            _ => throw new InvalidOperationException(node.ToString()),
        };
    }
}
