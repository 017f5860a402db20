namespace Swictation.Stt.Transform.Corrections;

/// <summary>One piece of corrected text and the words that it came from.</summary>
/// <param name="FirstWord">The first word, counted from 0. Words are what white space separates.</param>
/// <param name="WordCount">How many words.</param>
/// <param name="Start">Where the piece begins in the corrected text; the white space in front of it belongs to no piece.</param>
/// <param name="Length">Its length in characters, with the punctuation around it.</param>
/// <param name="Entry">The entry that wrote it, as an index into <see cref="CorrectionLexicon.Entries"/>; -1 where nothing was replaced.</param>
/// <param name="Score">The score of a fuzzy entry; 1 for an exact one and where nothing was replaced.</param>
public readonly record struct CorrectionPiece(int FirstWord, int WordCount, int Start, int Length, int Entry, float Score)
{
    /// <summary>Gets a value indicating whether an entry wrote the piece.</summary>
    public bool IsReplaced => Entry >= 0;
}
