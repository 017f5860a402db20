namespace Swictation.Stt.Transform.Engine;

/// <summary>Whether a sentence begins with the next word.</summary>
internal enum SentenceStart : byte
{
    No,
    Sentence,

    /// <summary>A quotation begins, inside a sentence.</summary>
    Quotation,
}
