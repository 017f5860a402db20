namespace Swictation.Stt.Quantization;

/// <summary>The 8-bit integers of <see cref="QuantizationFormat.Int8"/>.</summary>
public enum Int8WeightType
{
    /// <summary>Signed, with 0 for 0.</summary>
    Int8,

    /// <summary>Unsigned, from the least to the greatest weight, with a zero point.</summary>
    UInt8,
}
