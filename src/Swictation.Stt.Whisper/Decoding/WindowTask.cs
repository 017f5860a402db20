namespace Swictation.Stt.Whisper;

/// <summary>A window that is to be decoded.</summary>
/// <param name="Window">The window.</param>
/// <param name="Prompt">What is fed before the first token is sampled.</param>
/// <param name="StartPosition">Where in it the start of the transcript is.</param>
internal sealed record WindowTask(SeekWindow Window, int[] Prompt, int StartPosition);
