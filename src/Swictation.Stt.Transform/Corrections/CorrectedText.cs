namespace Swictation.Stt.Transform.Corrections;

/// <summary>A text with a dictionary applied. Immutable.</summary>
/// <param name="Text">The text.</param>
/// <param name="Pieces">Its pieces in order, each with the words that it came from.</param>
public sealed record CorrectedText(string Text, IReadOnlyList<CorrectionPiece> Pieces);
