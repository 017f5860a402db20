namespace Swictation.Stt.TestSupport;

/// <summary>One transcription that a <see cref="ScriptedEngine"/> is asked for.</summary>
/// <param name="Number">Its number, counted from 1 over all streams and threads. Empty audio is not counted.</param>
/// <param name="Start">The position of the first sample.</param>
/// <param name="Length">The number of samples.</param>
/// <param name="CancellationToken">The caller's token.</param>
public readonly record struct ScriptedCall(int Number, long Start, int Length, CancellationToken CancellationToken)
{
    /// <summary>Gets the position after the last sample.</summary>
    public long End => Start + Length;
}
