namespace Swictation.Stt.Evaluation;

/// <summary>Represents an error that was made several times.</summary>
/// <param name="Reference">The word said; <see langword="null"/> of an insertion.</param>
/// <param name="Hypothesis">The word recognised; <see langword="null"/> of a deletion.</param>
/// <param name="Count">How often.</param>
public readonly record struct WordConfusion(string? Reference, string? Hypothesis, int Count);
