using System.Numerics.Tensors;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>What the layouts' decoders have in common: the checks of their graphs, and numbers of 16 bits.</summary>
internal static class DecoderGraph
{
    /// <summary>Throws where tokens and logits are not of types that a stepper writes and reads.</summary>
    public static void CheckTypes(InferenceSession session, NodeMetadata tokens, NodeMetadata logits)
    {
        if (tokens.ElementType is not (TensorElementType.Int64 or TensorElementType.Int32) || !IsNumber(logits) || logits.Dimensions.Count != 3)
            throw Unknown(session, $"{tokens} and {logits}, where whole numbers [batch, tokens] and numbers [batch, tokens, vocabulary] were expected");
    }

    /// <summary>Whether an input or output holds 32-bit or 16-bit numbers.</summary>
    public static bool IsNumber(NodeMetadata node) => node.ElementType is TensorElementType.Float or TensorElementType.Float16;

    public static ModelLayoutException Unknown(InferenceSession session, string what) =>
        new($"{session.ModelPath} is not the expected decoder: it has {what}. It may belong to another layout; get the model's files from one source.", session.ModelPath);

    /// <summary>Converts a tensor of 32-bit or 16-bit numbers.</summary>
    /// <returns>A new tensor, or null where it has that type already.</returns>
    public static OrtValue? Convert(OrtValue value, TensorElementType type)
    {
        if (value.ElementType == type)
            return null;
        OrtValue converted = OrtValue.Create(type, value.ElementCount);
        if (type == TensorElementType.Float)
            TensorPrimitives.ConvertToSingle(value.Span<Half>(), converted.Span<float>());
        else
            TensorPrimitives.ConvertToHalf(value.Span<float>(), converted.Span<Half>());
        return converted;
    }
}
