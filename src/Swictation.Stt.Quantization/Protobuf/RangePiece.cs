namespace Swictation.Stt.Quantization;

/// <summary>Bytes that are copied as they are.</summary>
internal sealed class RangePiece(FileRange range) : Piece
{
    public override long Length => range.Length;

    public override void Write(PieceWriter writer) => writer.Copy(range);
}
