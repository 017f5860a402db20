namespace Swictation.Stt.Transform.Normalization;

/// <summary>A normalised text. Immutable.</summary>
/// <param name="Text">The text.</param>
/// <param name="Pieces">Its pieces in order, each with the words that it came from.</param>
public sealed record NormalizedText(string Text, IReadOnlyList<NormalizedPiece> Pieces);
