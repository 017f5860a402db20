using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization;

/// <summary>A tensor (<c>TensorProto</c>): an initializer of a graph, or the value of a constant.</summary>
internal sealed class OnnxTensor : MessagePart
{
    /// <summary>Gets the number of the field that holds it.</summary>
    public required int Field { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<long> Dimensions { get; init; }

    public required TensorElementType ElementType { get; init; }

    /// <summary>Gets the tensor as it was read, or null where it is new.</summary>
    public FileRange? Whole { get; init; }

    /// <summary>Gets its fields but for the name and the elements.</summary>
    public required IReadOnlyList<Piece> Head { get; init; }

    /// <summary>Gets the elements, little-endian and row-major; null where they are coded otherwise, one by one.</summary>
    public Piece? Data { get; init; }

    /// <summary>Gets where the elements lie, or null where they are not in a file as they are in memory.</summary>
    public FileRange? Stored { get; init; }

    /// <summary>Gets whether the elements were read from another file than the model's.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Gets the number of elements; -1 where the dimensions make no sense.</summary>
    public long ElementCount
    {
        get
        {
            long count = 1;
            foreach (long dimension in Dimensions)
            {
                if (dimension < 0 || (dimension > 0 && count > long.MaxValue / 16 / dimension))
                    return -1;
                count *= dimension;
            }

            return count;
        }
    }

    /// <summary>Gets how many bytes its elements take, or as good as.</summary>
    public long ByteLength => Data?.Length ?? Whole?.Length ?? 0;

    /// <summary>Makes an initializer.</summary>
    public static OnnxTensor Create(string name, TensorElementType type, IReadOnlyList<long> dimensions, Piece data)
    {
        var head = new MessageBuilder();
        foreach (long dimension in dimensions)
            head.Number(OnnxFields.TensorDims, dimension);
        head.Number(OnnxFields.TensorDataType, (long)type);
        return new OnnxTensor
        {
            Field = OnnxFields.GraphInitializer,
            Name = name,
            Dimensions = dimensions,
            ElementType = type,
            Head = [new BytesPiece(head.ToArray())],
            Data = data,
        };
    }

    public override Piece ToPiece(TensorPlacement placement)
    {
        ExternalPlace? place = Field == OnnxFields.GraphInitializer && Data is not null ? placement.Place(Data) : null;
        if (Whole is { } whole && place is null && !IsExternal)
            return new RangePiece(whole); // as it was, byte for byte
        var parts = new List<Piece>(Head);
        if (Name.Length > 0)
            parts.Add(new BytesPiece(new MessageBuilder().Text(OnnxFields.TensorName, Name).ToArray()));
        parts.Add(place is null ? new FieldPiece(OnnxFields.TensorRawData, Data!) : new BytesPiece(place.ToFields()));
        return new FieldPiece(Field, new SequencePiece(parts));
    }
}
