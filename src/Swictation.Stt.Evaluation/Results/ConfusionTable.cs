namespace Swictation.Stt.Evaluation;

/// <summary>Represents which words a model mistakes for which, the most frequent first. Immutable.</summary>
public sealed record ConfusionTable
{
    /// <summary>Gets the words mistaken for others.</summary>
    public required IReadOnlyList<WordConfusion> Substitutions { get; init; }

    /// <summary>Gets the words not recognised.</summary>
    public required IReadOnlyList<WordConfusion> Deletions { get; init; }

    /// <summary>Gets the words recognised that were not said.</summary>
    public required IReadOnlyList<WordConfusion> Insertions { get; init; }
}
