namespace Swictation.Stt.Quantization;

/// <summary>An attribute of a node (<c>AttributeProto</c>).</summary>
internal sealed class OnnxAttribute : MessagePart
{
    public required string Name { get; init; }

    /// <summary>Gets the attribute as it is coded, with its tag in the node.</summary>
    public required FileRange Whole { get; init; }

    public long Int { get; init; }

    public float Float { get; init; }

    public IReadOnlyList<long> Ints { get; init; } = [];

    public OnnxTensor? Tensor { get; init; }

    public IReadOnlyList<OnnxGraph> Graphs { get; init; } = [];

    /// <summary>Gets the fields one by one.</summary>
    public required IReadOnlyList<MessagePart> Parts { get; init; }

    /// <summary>Gets whether it may have to be written otherwise than it was read.</summary>
    public bool MayChange => Graphs.Count > 0 || Tensor is { IsExternal: true };

    public override Piece ToPiece(TensorPlacement placement) => MayChange
        ? new FieldPiece(OnnxFields.NodeAttribute, new SequencePiece([.. Parts.Select(part => part.ToPiece(placement))]))
        : new RangePiece(Whole);
}
