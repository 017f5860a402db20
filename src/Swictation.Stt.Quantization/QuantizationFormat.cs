namespace Swictation.Stt.Quantization;

/// <summary>What weights become.</summary>
public enum QuantizationFormat
{
    /// <summary>
    /// 8-bit integers, with the other factor of each product rounded to 8 bits as it comes (dynamic quantisation: DynamicQuantizeLinear and
    /// MatMulInteger of ONNX). A quarter of 32-bit weights.
    /// </summary>
    Int8,

    /// <summary>4-bit integers in blocks that share a scale (MatMulNBits of ONNX Runtime). About a sixth of 32-bit weights.</summary>
    Int4,
}
