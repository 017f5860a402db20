using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization;

/// <summary>A constant that an operator reads: an initializer or the value of a Constant node, cast to 32 bits or turned on the way perhaps.</summary>
internal sealed record ConstantWeight
{
    public required OnnxTensor Tensor { get; init; }

    /// <summary>Gets the name of the value.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the graph that has it.</summary>
    public required GraphScope Owner { get; init; }

    /// <summary>Gets whether the operator reads it transposed.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>Gets the type that the operator reads.</summary>
    public required TensorElementType ReadAs { get; init; }

    /// <summary>Gets what is of no use once the operator does not read it any more: the constant, and the nodes that cast or turn it.</summary>
    public required IReadOnlyList<MessagePart> Chain { get; init; }

    /// <summary>Finds the constant behind a value; null where it is none.</summary>
    /// <param name="scope">Where the value is read.</param>
    /// <param name="name">Its name.</param>
    /// <param name="irVersion">The version of the model's format.</param>
    public static ConstantWeight? Find(GraphScope scope, string name, long irVersion)
    {
        const int LongestChain = 16; // a damaged model may go round in circles
        var chain = new List<MessagePart>();
        bool isTransposed = false;
        TensorElementType? readAs = null;
        while (name.Length > 0 && chain.Count < LongestChain)
        {
            (GraphScope owner, MessagePart? definition) = scope.Find(name);
            switch (definition)
            {
                case OnnxTensor tensor when irVersion < OnnxModel.ConstantInitializers || !owner.IsInput(name):
                    return Of(tensor, owner);
                case OnnxNode { Domain: OnnxNode.DefaultDomain } node:
                    if (node.OpType == "Constant" && node.Attribute("value")?.Tensor is { } value)
                    {
                        chain.Add(node);
                        return Of(value, owner);
                    }

                    if (node.OpType == "Cast")
                        readAs ??= (TensorElementType)(int)(node.Attribute("to")?.Int ?? 0);
                    else if (node.OpType == "Transpose" && node.Attribute("perm")?.Ints is null or [1, 0])
                        isTransposed = !isTransposed;
                    else if (node.OpType != "Identity")
                        return null;
                    chain.Add(node);
                    (scope, name) = (owner, node.Input(0));
                    break;
                default:
                    return null;
            }
        }

        return null;

        ConstantWeight Of(OnnxTensor tensor, GraphScope owner) => new()
        {
            Tensor = tensor,
            Name = name,
            Owner = owner,
            IsTransposed = isTransposed,
            ReadAs = readAs ?? tensor.ElementType,
            Chain = [.. chain, tensor],
        };
    }
}
