namespace Swictation.Stt.Transform.Corrections;

/// <summary>Tells that a file of corrections was loaded again, or could not be.</summary>
/// <param name="lexicon">The lexicon that counts now.</param>
/// <param name="error">Why the file was not loaded, where it was not.</param>
public sealed class CorrectionFileReloadedEventArgs(CorrectionLexicon lexicon, CorrectionFileException? error) : EventArgs
{
    /// <summary>Gets the lexicon that counts now: the last good one where the file is broken.</summary>
    public CorrectionLexicon Lexicon { get; } = lexicon;

    /// <summary>Gets why the file was not loaded, with its line; <see langword="null"/> where it was.</summary>
    public CorrectionFileException? Error { get; } = error;
}
