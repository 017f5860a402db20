namespace Swictation.Stt.Parakeet;

/// <summary>Says which of a model's files to take where it has more than one precision.</summary>
public enum ModelPrecision
{
    /// <summary>The first that is there, in the order of this list: int8 and 4 bits save memory, and int8 loses accuracy on audio over about 20 s.</summary>
    Auto,

    /// <summary>Floating point (32 or 16 bits).</summary>
    Float,

    /// <summary>Dynamically quantised to 8 bits (<c>….int8.onnx</c> or <c>…_int8.onnx</c>).</summary>
    Int8,

    /// <summary>4-bit integers in blocks, the rest floating point (<c>…_q4.onnx</c>).</summary>
    Q4,
}
