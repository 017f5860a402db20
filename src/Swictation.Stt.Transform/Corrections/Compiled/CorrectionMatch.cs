namespace Swictation.Stt.Transform.Corrections;

/// <summary>What a lexicon says of the words at a place of a text.</summary>
/// <param name="WordCount">How many words it concerns; 0 where there is nothing to say.</param>
/// <param name="Entry">The entry; -1 where the words are left alone.</param>
/// <param name="Score">The score.</param>
/// <param name="Start">Where the replaced text begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct CorrectionMatch(int WordCount, int Entry, float Score, int Start, int End)
{
    /// <summary>Gets the match of words that a lexicon has nothing to say of.</summary>
    public static CorrectionMatch None => new(0, -1, 0f, 0, 0);
}
