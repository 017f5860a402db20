namespace Swictation.Stt.Whisper;

/// <summary>What an export gives as cross-attention.</summary>
internal enum AttentionKind
{
    /// <summary>The scores before the softmax, as the reference takes them.</summary>
    Scores,

    /// <summary>The weights after the softmax over all positions, as Hugging Face's models give them. Cut to the window's content and
    /// normalised again they are the softmax of the scores cut so.</summary>
    Weights,
}
