namespace Swictation.Stt.Quantization;

/// <summary>Represents a model that was quantised. Immutable.</summary>
public sealed record QuantizationResult
{
    /// <summary>Gets the original: a directory or a file, as a full path.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the quantised model: a directory or a file, as a full path.</summary>
    public required string Output { get; init; }

    /// <summary>Gets what weights became.</summary>
    public required QuantizationFormat Format { get; init; }

    /// <summary>Gets the graphs, in the order of their names.</summary>
    public required IReadOnlyList<QuantizedGraph> Graphs { get; init; }

    /// <summary>Gets the other files, which were copied as they are: names from the model's directory.</summary>
    public required IReadOnlyList<string> CopiedFiles { get; init; }

    /// <summary>Gets the size of the original graphs in bytes.</summary>
    public long SourceBytes => Graphs.Sum(static graph => graph.SourceBytes);

    /// <summary>Gets the size of the quantised graphs in bytes.</summary>
    public long Bytes => Graphs.Sum(static graph => graph.Bytes);
}
