namespace Swictation.Stt.Evaluation;

/// <summary>Represents one position of an alignment: a word of the reference beside the recognised one.</summary>
/// <param name="Kind">What happened here.</param>
/// <param name="Reference">The word of the reference; <see langword="null"/> of an insertion.</param>
/// <param name="Hypothesis">The recognised word; <see langword="null"/> of a deletion.</param>
public readonly record struct AlignedPair(EditKind Kind, string? Reference, string? Hypothesis);
