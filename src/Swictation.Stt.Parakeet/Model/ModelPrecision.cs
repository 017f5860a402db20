namespace Swictation.Stt.Parakeet;

/// <summary>Says which of a model's files to take where it has more than one precision.</summary>
public enum ModelPrecision
{
    /// <summary>Floating point where it is there, else int8: int8 saves memory, and loses accuracy on audio over about 20 s.</summary>
    Auto,

    /// <summary>Floating point (32 or 16 bits).</summary>
    Float,

    /// <summary>Dynamically quantised to 8 bits (<c>….int8.onnx</c> or <c>…_int8.onnx</c>).</summary>
    Int8,
}
