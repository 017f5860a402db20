namespace Swictation.Stt.Parakeet;

/// <summary>One token as a decoder emitted it.</summary>
/// <param name="Id">The token's number.</param>
/// <param name="Frame">The encoder frame at which it was emitted.</param>
/// <param name="Duration">Its length in encoder frames: the model's for TDT, 0 for RNNT, the length of the run for CTC.</param>
/// <param name="LogProbability">The natural logarithm of its probability among the tokens and the blank.</param>
/// <param name="Confidence">Its confidence in [0, 1].</param>
internal readonly record struct DecodedToken(int Id, int Frame, int Duration, float LogProbability, float Confidence);
