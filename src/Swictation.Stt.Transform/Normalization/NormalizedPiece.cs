namespace Swictation.Stt.Transform.Normalization;

/// <summary>One piece of normalised text and the words that it came from.</summary>
/// <param name="FirstWord">The first word, counted from 0. Words are what white space separates.</param>
/// <param name="WordCount">How many words.</param>
/// <param name="Start">Where the piece begins in the normalised text; the white space in front of it belongs to no piece.</param>
/// <param name="Length">Its length in characters, with the punctuation around it.</param>
/// <param name="Kind">What the piece is.</param>
public readonly record struct NormalizedPiece(int FirstWord, int WordCount, int Start, int Length, NormalizationKind Kind);
