namespace Swictation.Stt;

/// <summary>What was thought of a candidate. Immutable.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Suits">Whether it can do what is asked on this machine.</param>
/// <param name="Score">How good it would be: the expected word error rate in per cent, with what its precision, its speed, its share of the memory and an unknown language cost; less is better.</param>
/// <param name="Reason">Why it does not suit, or what the score is made of.</param>
public sealed record ModelVerdict(ModelCandidate Candidate, bool Suits, double Score, string Reason);
