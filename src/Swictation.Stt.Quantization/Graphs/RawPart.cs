namespace Swictation.Stt.Quantization;

/// <summary>Fields that are written as they are.</summary>
internal sealed class RawPart(Piece piece) : MessagePart
{
    public RawPart(FileRange range)
        : this(new RangePiece(range))
    {
    }

    public override Piece ToPiece(TensorPlacement placement) => piece;
}
