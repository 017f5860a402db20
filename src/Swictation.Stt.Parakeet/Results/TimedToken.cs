namespace Swictation.Stt.Parakeet;

/// <summary>A decoded token placed in the recording, in samples from its start.</summary>
/// <param name="Id">The token's number.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="LogProbability">The natural logarithm of its probability.</param>
/// <param name="Confidence">Its confidence in [0, 1].</param>
internal readonly record struct TimedToken(int Id, long Start, long End, float LogProbability, float Confidence);
