namespace Swictation.Stt.Whisper;

/// <summary>An attention head of the decoder.</summary>
/// <param name="Layer">The decoder layer, from 0.</param>
/// <param name="Head">The head in its layer, from 0.</param>
internal readonly record struct AttentionHead(int Layer, int Head);
