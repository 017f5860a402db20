namespace Swictation.Stt.Transform.Corrections;

/// <summary>A part of a text's word that a lexicon may know: the word, or what is left of it without punctuation.</summary>
/// <param name="Start">Where the part begins in the text.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Id">Its number; -1 where the lexicon does not know it.</param>
internal readonly record struct WordForm(int Start, int End, int Id);
