namespace Swictation.Stt.Transform.Corrections;

/// <summary>Says what an entry of a dictionary of corrections is found in.</summary>
public enum CorrectionMatching
{
    /// <summary>In exactly its words.</summary>
    Exact,

    /// <summary>In its words and in what sounds or is spelled like them, up to a threshold: see <see cref="SoundAlike"/>.</summary>
    Fuzzy,
}
