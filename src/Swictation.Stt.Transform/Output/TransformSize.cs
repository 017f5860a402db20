namespace Swictation.Stt.Transform;

/// <summary>How much an utterance came to, or comes to where the destination is too small.</summary>
/// <param name="TextLength">The length of the text in UTF-16 code units.</param>
/// <param name="PieceCount">The number of pieces.</param>
public readonly record struct TransformSize(int TextLength, int PieceCount);
