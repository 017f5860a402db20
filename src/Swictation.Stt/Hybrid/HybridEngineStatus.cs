namespace Swictation.Stt;

/// <summary>Says what of a <see cref="HybridEngine"/> is loaded, and what loading has cost. A snapshot; immutable.</summary>
/// <param name="Primary">The primary.</param>
/// <param name="Fallback">The fallback.</param>
public sealed record HybridEngineStatus(EngineLoadStatus Primary, EngineLoadStatus Fallback);
