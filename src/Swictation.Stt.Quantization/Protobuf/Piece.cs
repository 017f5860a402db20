namespace Swictation.Stt.Quantization;

/// <summary>
/// Bytes of a file that is to be written, known by their number before they are there: protobuf tells the length of a message before its
/// content, and no message is ever whole in memory.
/// </summary>
internal abstract class Piece
{
    public abstract long Length { get; }

    public abstract void Write(PieceWriter writer);
}
