namespace Swictation.Stt.Whisper;

/// <summary>A window's tokens as segments.</summary>
/// <param name="Segments">The segments in order.</param>
/// <param name="NextSeek">The frame where the next window starts; behind the window's start.</param>
/// <param name="EndsWithSingleTimestamp">Whether the tokens end with text and one timestamp: nothing is spoken after it.</param>
internal sealed record WindowSlices(List<WindowSegment> Segments, int NextSeek, bool EndsWithSingleTimestamp);
