namespace Swictation.Stt.Quantization;

/// <summary>Bytes in memory.</summary>
internal sealed class BytesPiece(byte[] bytes) : Piece
{
    public override long Length => bytes.Length;

    public override void Write(PieceWriter writer) => writer.Write(bytes);
}
