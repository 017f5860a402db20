using Google.Protobuf;

namespace Swictation.Stt.Quantization;

/// <summary>A field with a length: its tag, its length, its content.</summary>
internal sealed class FieldPiece(int number, Piece content) : Piece
{
    public override long Length { get; } =
        CodedOutputStream.ComputeTagSize(number) + CodedOutputStream.ComputeUInt64Size((ulong)content.Length) + content.Length;

    public override void Write(PieceWriter writer)
    {
        writer.WriteHead(number, content.Length);
        content.Write(writer);
    }
}
