namespace Swictation.Stt.Parakeet;

/// <summary>A word as a run of tokens: what the seams between windows are mended with.</summary>
/// <param name="First">The index of its first token.</param>
/// <param name="Count">How many tokens it has.</param>
/// <param name="Start">Where it starts, in samples.</param>
/// <param name="End">Where it ends, in samples.</param>
/// <param name="Text">Its text; empty where it has nothing that can be seen.</param>
internal readonly record struct WordSpan(int First, int Count, long Start, long End, string Text)
{
    public long Middle => (Start + End) / 2;
}
