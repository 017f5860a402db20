namespace Swictation.Stt.Benchmarks.Soak;

/// <summary>A sentence in a loop of audio.</summary>
/// <param name="Text">What is said.</param>
/// <param name="Start">Where the recording starts, in seconds from the start of the loop.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct SoakSentence(string Text, double Start, double End);
