namespace Swictation.Stt.Benchmarks.Peers;

/// <summary>What a peer says of itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="OnnxRuntime">The version of its ONNX Runtime.</param>
/// <param name="Node">The version of Node.js.</param>
internal sealed record PeerInfo(string Name, string Version, string OnnxRuntime, string Node);
