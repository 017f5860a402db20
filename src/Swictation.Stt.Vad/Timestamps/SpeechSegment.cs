namespace Swictation.Stt.Vad;

/// <summary>A stretch of a recording in which somebody speaks. Immutable.</summary>
/// <param name="Start">The position of its first sample.</param>
/// <param name="End">The position after its last sample.</param>
public readonly record struct SpeechSegment(long Start, long End)
{
    /// <summary>Gets the number of samples.</summary>
    public long Length => End - Start;
}
