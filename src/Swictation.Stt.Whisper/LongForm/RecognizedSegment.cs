namespace Swictation.Stt.Whisper;

/// <summary>A segment of a recording as it was recognised. Immutable.</summary>
/// <param name="Window">The window it was found in.</param>
/// <param name="Start">Where it starts, in seconds from the start of the audio.</param>
/// <param name="End">Where it ends, in seconds from the start of the audio.</param>
/// <param name="Tokens">The tokens, timestamps included.</param>
/// <param name="LogProbabilities">The log-probability of each.</param>
/// <param name="Words">The words, numbered by the segment's text tokens.</param>
/// <param name="WordsAreInterpolated">Whether the words' times are estimates.</param>
/// <param name="Result">What the window was decoded to.</param>
internal sealed record RecognizedSegment(
    SeekWindow Window, double Start, double End, int[] Tokens, float[] LogProbabilities, IReadOnlyList<WordTiming> Words, bool WordsAreInterpolated, WindowResult Result);
