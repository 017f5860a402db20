namespace Swictation.Stt.Parakeet;

/// <summary>The encoder's frames (or CTC scores) of one window.</summary>
/// <param name="Values">The valid frames, [count, width].</param>
/// <param name="Count">The number of valid frames; nothing past them is ever decoded.</param>
/// <param name="Width">The width of a frame.</param>
internal readonly record struct EncodedWindow(ReadOnlyMemory<float> Values, int Count, int Width);
