namespace Swictation.Stt;

/// <summary>Says how the confidences of a word's tokens become that of the word.</summary>
public enum ConfidenceAggregation
{
    /// <summary>The smallest, as in NeMo: a word is as sure as its least sure part.</summary>
    Min,

    /// <summary>The arithmetic mean.</summary>
    Mean,

    /// <summary>The largest.</summary>
    Max,

    /// <summary>The product.</summary>
    Product,
}
