namespace Swictation.Stt.Quantization;

/// <summary>A field of a message of the model: what is written for it depends on where tensors are put.</summary>
internal abstract class MessagePart
{
    public abstract Piece ToPiece(TensorPlacement placement);
}
