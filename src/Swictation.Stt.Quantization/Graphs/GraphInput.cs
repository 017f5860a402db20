namespace Swictation.Stt.Quantization;

/// <summary>The declaration of a graph's input.</summary>
internal sealed class GraphInput(string name, FileRange whole) : MessagePart
{
    public string Name => name;

    public override Piece ToPiece(TensorPlacement placement) => new RangePiece(whole);
}
