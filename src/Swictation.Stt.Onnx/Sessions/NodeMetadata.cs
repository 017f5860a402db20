namespace Swictation.Stt.Onnx;

/// <summary>Describes one input or output of a model. Immutable.</summary>
public sealed record NodeMetadata
{
    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the type of the elements; <see cref="TensorElementType.Undefined"/> where it is not a tensor.</summary>
    public required TensorElementType ElementType { get; init; }

    /// <summary>Gets the dimensions; −1 where a dimension is free.</summary>
    public required IReadOnlyList<long> Dimensions { get; init; }

    /// <summary>Gets the names of the free dimensions, in the order of the dimensions; empty where a dimension is fixed or unnamed.</summary>
    public required IReadOnlyList<string> SymbolicDimensions { get; init; }

    /// <summary>Returns the name, type and shape, as in <c>audio_signal: Float[B, 80, T]</c>.</summary>
    /// <returns>The description.</returns>
    public override string ToString()
    {
        IEnumerable<string> shape = Dimensions.Select((dimension, i) =>
            dimension >= 0 ? dimension.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : SymbolicDimensions[i].Length > 0 ? SymbolicDimensions[i] : "?");
        return $"{Name}: {ElementType}[{string.Join(", ", shape)}]";
    }
}
