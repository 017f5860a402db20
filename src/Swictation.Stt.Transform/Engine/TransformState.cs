namespace Swictation.Stt.Transform.Engine;

/// <summary>What is carried from word to word, and from utterance to utterance.</summary>
internal struct TransformState
{
    /// <summary>How a text begins.</summary>
    public static readonly TransformState Initial = new() { Start = SentenceStart.Sentence };

    /// <summary>Whether a space belongs before what follows, unless that attaches.</summary>
    public bool WantsSpace;

    public SentenceStart Start;
    public LastOutput Last;
    public LetterCase Case;

    /// <summary>Whether spaces are left out until told otherwise.</summary>
    public bool NoSpaces;

    /// <summary>The quotations that are open, a bit for each sort.</summary>
    public uint OpenQuotes;

    /// <summary>The mark that a model put at the end of the utterance before; none where it was no single mark.</summary>
    public char ModelMark;

    /// <summary>Whether what was written last ends with a full stop of its own: "etc."</summary>
    public bool EndsWithStop;

    /// <summary>Whether a command wrote what was written last, so that a capital at the beginning of an utterance is only the model's.</summary>
    public bool IsByCommand;

    /// <summary>Whether the last word is a keyword, to which no bracket attaches.</summary>
    public bool IsKeyword;
}
