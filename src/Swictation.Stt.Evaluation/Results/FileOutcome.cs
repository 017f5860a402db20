namespace Swictation.Stt.Evaluation;

/// <summary>Says how a recording counts.</summary>
public enum FileOutcome
{
    /// <summary>It was recognised and counts.</summary>
    Recognized,

    /// <summary>It could not be recognised; it counts as if nothing had been: every word is a deletion.</summary>
    Failed,

    /// <summary>Its reference is empty once normalised; what was recognised in it counts nowhere.</summary>
    EmptyReference,
}
