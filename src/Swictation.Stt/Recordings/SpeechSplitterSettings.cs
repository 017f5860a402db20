namespace Swictation.Stt;

/// <summary>How speech is cut from a recording; lengths in samples.</summary>
/// <param name="Threshold">The probability from which a window is speech.</param>
/// <param name="ExitThreshold">The probability below which it no longer is.</param>
/// <param name="MinSilence">The silence that is left out; shorter ones stay with the speech around them.</param>
/// <param name="Padding">How much of a silence that is left out stays on each side of the speech.</param>
/// <param name="Longest">The length from which a piece is cut at its best pause.</param>
/// <param name="Limit">The length at which it is cut where there is no pause at all.</param>
internal sealed record SpeechSplitterSettings(float Threshold, float ExitThreshold, int MinSilence, int Padding, int Longest, int Limit);
