namespace Swictation.Stt.Quantization;

/// <summary>Represents what became of one of a model's graphs. Immutable.</summary>
public sealed record QuantizedGraph
{
    /// <summary>Gets the name of the original's file, from the model's directory.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the name of the quantised file, from the new directory.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the size of the original in bytes, with its external data.</summary>
    public required long SourceBytes { get; init; }

    /// <summary>Gets the size in bytes, with external data.</summary>
    public required long Bytes { get; init; }

    /// <summary>Gets the layers in the order of the graph.</summary>
    public required IReadOnlyList<QuantizedLayer> Layers { get; init; }

    /// <summary>Gets how many layers were quantised.</summary>
    public int QuantizedLayers => Layers.Count(static layer => layer.KeptBecause is null);
}
