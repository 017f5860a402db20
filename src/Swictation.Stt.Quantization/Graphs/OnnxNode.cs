namespace Swictation.Stt.Quantization;

/// <summary>A node (<c>NodeProto</c>).</summary>
internal sealed class OnnxNode : MessagePart
{
    public const string DefaultDomain = "";

    public required string Name { get; init; }

    public required string OpType { get; init; }

    /// <summary>Gets the operator's domain; that of ONNX itself is empty.</summary>
    public string Domain { get; init; } = DefaultDomain;

    public required IReadOnlyList<string> Inputs { get; init; }

    public required IReadOnlyList<string> Outputs { get; init; }

    public IReadOnlyList<OnnxAttribute> Attributes { get; init; } = [];

    /// <summary>Gets the node as it is coded.</summary>
    public required Piece Whole { get; init; }

    /// <summary>Gets the fields one by one.</summary>
    public IReadOnlyList<MessagePart> Parts { get; init; } = [];

    public IEnumerable<OnnxGraph> Subgraphs => Attributes.SelectMany(static attribute => attribute.Graphs);

    /// <summary>Gets what a person calls the node.</summary>
    public string Label => Name.Length > 0 ? Name : Outputs.FirstOrDefault(static output => output.Length > 0) ?? OpType;

    public string Input(int index) => index < Inputs.Count ? Inputs[index] : string.Empty;

    public OnnxAttribute? Attribute(string name) => Attributes.FirstOrDefault(attribute => attribute.Name == name);

    public override Piece ToPiece(TensorPlacement placement) => Attributes.Any(static attribute => attribute.MayChange)
        ? new FieldPiece(OnnxFields.GraphNode, new SequencePiece([.. Parts.Select(part => part.ToPiece(placement))]))
        : Whole;
}
