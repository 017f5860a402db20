namespace Swictation.Stt.Onnx;

/// <summary>How much a <see cref="GraphCache"/> holds. A snapshot.</summary>
/// <param name="Entries">The number of graphs.</param>
/// <param name="Bytes">What their files take together.</param>
public readonly record struct GraphCacheUsage(int Entries, long Bytes);
