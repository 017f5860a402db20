namespace Swictation.Stt.Whisper;

/// <summary>How the tokens of a window are searched for. Immutable.</summary>
/// <param name="Temperature">0 for the most probable tokens; above, tokens are drawn.</param>
/// <param name="BeamSize">The number of hypotheses at temperature 0; 1 for greedy decoding.</param>
/// <param name="Patience">How many times the beam size must have finished before the search ends.</param>
/// <param name="LengthPenalty">The exponent of the length penalty, or null to rank by the mean log-probability.</param>
/// <param name="BestOf">The number of independent draws above temperature 0.</param>
/// <param name="SampleLength">The most tokens sampled.</param>
/// <param name="Seed">What the draws start from.</param>
internal sealed record SearchSettings(
    float Temperature, int BeamSize, double Patience, double? LengthPenalty, int BestOf, int SampleLength, ulong Seed)
{
    /// <summary>Gets the most rows that a window takes.</summary>
    public int Rows => Temperature > 0 ? BestOf : Math.Max(1, BeamSize);
}
