namespace Swictation.Stt.Onnx;

/// <summary>What a model file says of itself. Immutable.</summary>
public sealed record ModelMetadata
{
    /// <summary>Gets the name of the program that wrote the model; may be empty.</summary>
    public required string Producer { get; init; }

    /// <summary>Gets the name of the graph; may be empty.</summary>
    public required string GraphName { get; init; }

    /// <summary>Gets the description; may be empty.</summary>
    public required string Description { get; init; }

    /// <summary>Gets the version number that the producer gave.</summary>
    public required long Version { get; init; }

    /// <summary>Gets the producer's own entries.</summary>
    public required IReadOnlyDictionary<string, string> Custom { get; init; }
}
