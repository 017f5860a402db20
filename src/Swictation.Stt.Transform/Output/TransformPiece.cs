using Swictation.Stt.Transform.Corrections;
using Swictation.Stt.Transform.Normalization;

namespace Swictation.Stt.Transform;

/// <summary>A piece of output with the words it came from: about one for each word or command. Nothing in it is allocated for it.</summary>
public readonly record struct TransformPiece
{
    /// <summary>Gets what it is.</summary>
    public TransformPieceKind Kind { get; init; }

    /// <summary>Gets where its text begins in the destination, in UTF-16 code units.</summary>
    public int TextStart { get; init; }

    /// <summary>Gets how long its text is; 0 for all but <see cref="TransformPieceKind.Text"/>.</summary>
    public int TextLength { get; init; }

    /// <summary>Gets how many characters are taken back, counted as a reader counts them (grapheme clusters).</summary>
    public int BackspaceCount { get; init; }

    /// <summary>Gets the keys of <see cref="TransformPieceKind.Key"/>.</summary>
    public KeyChord Chord { get; init; }

    /// <summary>Gets the command of <see cref="TransformPieceKind.Command"/>.</summary>
    public string? Command { get; init; }

    /// <summary>Gets the first word of the utterance that it came from, counted from 0.</summary>
    public int FirstWord { get; init; }

    /// <summary>Gets how many words it came from; at least 1.</summary>
    public int WordCount { get; init; }

    /// <summary>Gets the rule that made it; <see langword="null"/> for words that no rule is for.</summary>
    public TransformRule? Rule { get; init; }

    /// <summary>Gets the entry of <see cref="TextTransformer.Corrections"/> that wrote it; <see langword="null"/> for what was not corrected.</summary>
    public CorrectionEntry? Correction { get; init; }

    /// <summary>Gets what it is where inverse text normalisation wrote it: see <see cref="TextTransformer.UsesInverseTextNormalization"/>.</summary>
    public NormalizationKind Normalization { get; init; }
}
