namespace Swictation.Stt.Benchmarks.Peers;

/// <summary>One file of a round.</summary>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Tokens">How many tokens were decoded, where that is known.</param>
internal sealed record PeerFile(double Milliseconds, int Tokens);
