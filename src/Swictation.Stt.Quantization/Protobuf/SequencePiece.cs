namespace Swictation.Stt.Quantization;

/// <summary>Pieces one after the other: the content of a message.</summary>
internal sealed class SequencePiece(IReadOnlyList<Piece> parts) : Piece
{
    public override long Length { get; } = parts.Sum(static part => part.Length);

    public override void Write(PieceWriter writer)
    {
        foreach (Piece part in parts)
            part.Write(writer);
    }
}
