namespace Swictation.Stt.Parakeet;

/// <summary>A stretch of a recording that is recognised at once.</summary>
/// <param name="Start">Where it starts in the recording, in samples.</param>
/// <param name="Length">Its length in samples.</param>
/// <param name="ContinuesPrevious">Whether it overlaps the window before it, so that the two must be merged.</param>
internal readonly record struct AudioWindow(long Start, int Length, bool ContinuesPrevious)
{
    public long End => Start + Length;
}
