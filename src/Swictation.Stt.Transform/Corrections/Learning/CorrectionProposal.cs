namespace Swictation.Stt.Transform.Corrections;

/// <summary>An entry that an edited text suggests.</summary>
/// <param name="Entry">The entry, which is exact: make it fuzzy where similar mishearings are to be mended too.</param>
/// <param name="Score">How much the two resemble each other: see <see cref="SoundAlike"/>.</param>
/// <param name="FirstWord">The first misheard word in the original, counted from 0.</param>
/// <param name="WordCount">How many words were misheard.</param>
public sealed record CorrectionProposal(CorrectionEntry Entry, float Score, int FirstWord, int WordCount);
