namespace Swictation.Stt.Quantization;

/// <summary>A node that has weights, and what is to become of it.</summary>
internal sealed class Layer
{
    public required GraphScope Scope { get; init; }

    public required OnnxNode Node { get; init; }

    public required LayerKind Kind { get; init; }

    /// <summary>Gets its weights: one, or an LSTM's two.</summary>
    public required IReadOnlyList<ConstantWeight> Weights { get; init; }

    /// <summary>Gets or sets why it stays as it is; null where it is quantised.</summary>
    public string? KeptBecause { get; set; }

    /// <summary>Gets the errors of its weights, once it was rewritten.</summary>
    public List<WeightError> Errors { get; } = [];

    /// <summary>Gets or sets how many bytes its weights take, scales included, once it was rewritten.</summary>
    public long QuantizedBytes { get; set; }

    public long SourceBytes => Weights.Sum(static weight => weight.Tensor.ByteLength);

    public long Elements => Weights.Sum(static weight => weight.Tensor.ElementCount);

    public string WeightName => Weights[0].Name;

    public IEnumerable<string> Names => Weights.Select(static weight => weight.Name).Prepend(Node.Label);
}
