using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization;

/// <summary>How many bytes elements take in <c>raw_data</c>.</summary>
internal static class ElementSizes
{
    /// <returns>The bytes of one element, or 0 where they are not known.</returns>
    public static int Of(TensorElementType type) => type switch
    {
        TensorElementType.Double or TensorElementType.Int64 or TensorElementType.UInt64 => 8,
        TensorElementType.Float or TensorElementType.Int32 or TensorElementType.UInt32 => 4,
        TensorElementType.Float16 or TensorElementType.BFloat16 or TensorElementType.Int16 or TensorElementType.UInt16 => 2,
        TensorElementType.Int8 or TensorElementType.UInt8 or TensorElementType.Bool => 1,
        _ => 0,
    };
}
