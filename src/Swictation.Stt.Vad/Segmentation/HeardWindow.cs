namespace Swictation.Stt.Vad;

/// <summary>What was decided on a window.</summary>
/// <param name="Start">The position of its first sample.</param>
/// <param name="End">The position after its last sample; the last window of the audio may be short.</param>
/// <param name="Probability">The probability of speech.</param>
/// <param name="IsSpeech">Whether it counts as speech.</param>
internal readonly record struct HeardWindow(long Start, long End, float Probability, bool IsSpeech)
{
    public long Middle => Start + ((End - Start) / 2);
}
