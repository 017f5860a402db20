namespace Swictation.Stt.Evaluation;

/// <summary>Says what became of a word of the reference, or where a recognised word came from.</summary>
public enum EditKind
{
    /// <summary>The word was recognised.</summary>
    Match,

    /// <summary>Another word was recognised in its place.</summary>
    Substitution,

    /// <summary>A word of the reference was not recognised.</summary>
    Deletion,

    /// <summary>A word was recognised that the reference lacks.</summary>
    Insertion,
}
