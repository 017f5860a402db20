namespace Swictation.Stt.Vad;

/// <summary>What a <see cref="VadIterator"/> has noticed. Immutable.</summary>
/// <param name="Kind">Whether speech has started or ended.</param>
/// <param name="Position">Where, in samples, with padding.</param>
public readonly record struct VadEvent(VadEventKind Kind, long Position);
