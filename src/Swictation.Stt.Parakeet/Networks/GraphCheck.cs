using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>Says what is wrong where a graph is not what its file name promises.</summary>
internal static class GraphCheck
{
    public static void Signature(InferenceSession session, int inputs, int outputs, string expected)
    {
        if (session.Inputs.Count < inputs || session.Outputs.Count < outputs)
        {
            throw new ModelLayoutException(
                $"{session.ModelPath} is not the expected graph: it should take {expected}, but it takes [{string.Join("; ", session.Inputs)}] " +
                $"and gives [{string.Join("; ", session.Outputs)}]. It may belong to another layout; get the model's files from one source.",
                session.ModelPath);
        }
    }

    public static void Type(InferenceSession session, int input, TensorElementType expected)
    {
        NodeMetadata node = session.Inputs[input];
        if (node.ElementType != expected)
        {
            throw new ModelLayoutException(
                $"{session.ModelPath} takes {node} where elements of type {expected} were expected. It is an export of another kind; get a NeMo export.",
                session.ModelPath);
        }
    }

    public static ModelLayoutException Unknown(InferenceSession session, string what) =>
        new($"{session.ModelPath} does not say {what}: it takes [{string.Join("; ", session.Inputs)}]. It is not an export that this engine knows; get one of a NeMo model.", session.ModelPath);

    public static OrtValue Zeros(params ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long dimension in shape)
            count *= dimension;
        return OrtValue.FromMemory<float>(new float[count], shape);
    }

    /// <summary>Runs a graph once and gives the shape of its first output.</summary>
    public static long[] OutputShape(InferenceSession session, ReadOnlySpan<OrtValue> inputs)
    {
        var results = new OrtValue?[session.Outputs.Count];
        try
        {
            session.Run(inputs, results);
            long[] shape = results[0]!.GetShape();
            if (results[0]!.ElementType != TensorElementType.Float || shape.Length == 0)
                throw new ModelLayoutException($"{session.ModelPath} gives {session.Outputs[0]} where 32-bit numbers were expected.", session.ModelPath);
            return shape;
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelLayoutException(
                $"{session.ModelPath} does not fit the other files of its model: {exception.NativeMessage} Get all files from one source.", session.ModelPath, exception);
        }
        finally
        {
            foreach (OrtValue? result in results)
                result?.Dispose();
        }
    }
}
