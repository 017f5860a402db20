namespace Swictation.Stt.Quantization;

/// <summary>A graph (<c>GraphProto</c>): of the model, or of a branch or loop inside it.</summary>
internal sealed class OnnxGraph(int field) : MessagePart
{
    /// <summary>Gets the fields in order: nodes, initializers, and the rest as it is.</summary>
    public List<MessagePart> Items { get; set; } = [];

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    /// <summary>Gets names that are in use besides those of nodes, inputs and initializers: descriptions of values, sparse initializers.</summary>
    public List<string> OtherNames { get; } = [];

    public IEnumerable<OnnxNode> Nodes => Items.OfType<OnnxNode>();

    public IEnumerable<OnnxTensor> Initializers => Items.OfType<OnnxTensor>();

    /// <summary>Lists this graph and all inside it.</summary>
    public IEnumerable<OnnxGraph> WithSubgraphs() => Nodes.SelectMany(static node => node.Subgraphs).SelectMany(static graph => graph.WithSubgraphs()).Prepend(this);

    public override Piece ToPiece(TensorPlacement placement) =>
        new FieldPiece(field, new SequencePiece([.. Items.Select(item => item.ToPiece(placement))]));
}
