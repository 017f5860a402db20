namespace Swictation.Stt.Whisper;

/// <summary>The precision of a model's weights, as the names of its files tell it.</summary>
public enum WhisperPrecision
{
    /// <summary>The first that is there, in the order of this list.</summary>
    Auto,

    /// <summary>32-bit numbers: files without a suffix.</summary>
    Float,

    /// <summary>8-bit integers: <c>.int8</c>, <c>_int8</c> or <c>_quantized</c>.</summary>
    Int8,

    /// <summary>16-bit numbers: <c>_fp16</c>.</summary>
    Float16,

    /// <summary>4-bit integers in blocks, the rest 32-bit: <c>_q4</c>.</summary>
    Q4,

    /// <summary>4-bit integers in blocks, the rest 16-bit: <c>_q4f16</c>.</summary>
    Q4Float16,

    /// <summary>4-bit numbers of bitsandbytes: <c>_bnb4</c>.</summary>
    Bnb4,

    /// <summary>Unsigned 8-bit integers: <c>_uint8</c>.</summary>
    UInt8,
}
