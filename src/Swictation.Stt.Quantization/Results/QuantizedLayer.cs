namespace Swictation.Stt.Quantization;

/// <summary>Represents what became of a layer. Immutable.</summary>
public sealed record QuantizedLayer
{
    /// <summary>Gets the name of its node, or of its output where the node has none.</summary>
    public required string Name { get; init; }

    /// <summary>Gets its operator in the original: MatMul, Gemm, LSTM, Gather or Conv.</summary>
    public required string Operator { get; init; }

    /// <summary>Gets the name of its weight; of an LSTM's, the first.</summary>
    public required string Weight { get; init; }

    /// <summary>Gets how many elements its weights have.</summary>
    public required long Elements { get; init; }

    /// <summary>Gets how many bytes its weights took.</summary>
    public required long SourceBytes { get; init; }

    /// <summary>Gets how many bytes they take, with scales and zero points; where layers share a weight, each counts it.</summary>
    public required long Bytes { get; init; }

    /// <summary>Gets the ratio of the weights to what rounding them lost, in decibels; 6 more are half the error.</summary>
    /// <value>Of an LSTM, the worse of its two; infinite where nothing was lost; <see langword="null"/> where it was kept, or is all zeros.</value>
    public double? SignalToNoise { get; init; }

    /// <summary>Gets why it stayed as it is, or <see langword="null"/> where it was quantised.</summary>
    public string? KeptBecause { get; init; }
}
