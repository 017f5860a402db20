using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization;

/// <summary>Finds the layers of a graph, and decides what is quantised.</summary>
internal sealed class LayerFinder(OnnxModel model, QuantizationOptions options)
{
    private static readonly HashSet<string> QuantizedOperators = new(StringComparer.Ordinal)
    {
        "MatMulInteger", "ConvInteger", "DynamicQuantizeLinear", "QuantizeLinear", "DequantizeLinear", "QLinearMatMul", "QLinearConv", "QGemm", "MatMulNBits", "MatMulFpQ4",
        "MatMulBnb4", "MatMulIntegerToFloat", "DynamicQuantizeMatMul", "DynamicQuantizeLSTM", "GatherBlockQuantized", "QAttention", "QMoE",
    };

    /// <summary>Lists all layers, those that stay as they are with the reason.</summary>
    /// <exception cref="ModelLayoutException">The model is quantised already.</exception>
    public List<Layer> Find()
    {
        var layers = new List<Layer>();
        foreach (GraphScope scope in new GraphScope(model.Graph).WithInner())
        {
            foreach (OnnxNode node in scope.Graph.Nodes)
            {
                if (QuantizedOperators.Contains(node.OpType))
                {
                    throw new ModelLayoutException(
                        $"{model.Path} is quantised already: it has the operator {node.OpType} ({node.Label}). Quantise the 32-bit export that it was made of.", model.Path);
                }

                if (node.Domain == OnnxNode.DefaultDomain && node.Outputs.Count > 0 && Describe(scope, node) is { } layer)
                    layers.Add(layer);
            }
        }

        return layers;
    }

    private Layer? Describe(GraphScope scope, OnnxNode node)
    {
        LayerKind kind;
        int[] inputs;
        switch (node.OpType)
        {
            case "MatMul" or "Gemm":
                (kind, inputs) = (LayerKind.Product, [1]);
                break;
            case "LSTM":
                (kind, inputs) = (LayerKind.Recurrent, [1, 2]);
                break;
            case "Gather":
                (kind, inputs) = (LayerKind.Embedding, [0]);
                break;
            case "Conv":
                (kind, inputs) = (LayerKind.Convolution, [1]);
                break;
            default:
                return null;
        }

        ConstantWeight[] weights = [.. inputs.Select(index => ConstantWeight.Find(scope, node.Input(index), model.IrVersion)).OfType<ConstantWeight>()];
        if (weights.Length < inputs.Length || !Array.TrueForAll(weights, static weight => IsReal(weight.ReadAs) && IsReal(weight.Tensor.ElementType)))
            return null; // computed, or shapes and indices: no weights
        var layer = new Layer { Scope = scope, Node = node, Kind = kind, Weights = weights };
        layer.KeptBecause = Unsuited(layer) ?? Unwanted(layer);
        return layer;
    }

    private static bool IsReal(TensorElementType type) =>
        type is TensorElementType.Float or TensorElementType.Float16 or TensorElementType.BFloat16 or TensorElementType.Double;

    /// <summary>Says why a layer cannot be quantised.</summary>
    private static string? Unsuited(Layer layer)
    {
        foreach (ConstantWeight weight in layer.Weights)
        {
            if (weight.ReadAs != TensorElementType.Float)
                return $"computes in {weight.ReadAs}";
            if (weight.Tensor.Stored is null || weight.Tensor.ElementType == TensorElementType.Double)
                return "the weight is not stored as plain 32-bit or 16-bit numbers";
            if (weight.Tensor.Dimensions.Any(static dimension => dimension is < 1 or > int.MaxValue))
                return "the weight is empty";
        }

        IReadOnlyList<long> shape = layer.Weights[0].Tensor.Dimensions;
        bool isTurned = layer.Weights.Any(static weight => weight.IsTransposed);
        OnnxNode node = layer.Node;
        return layer.Kind switch
        {
            LayerKind.Product when shape.Count != 2 => $"the weight has {shape.Count} dimensions",
            LayerKind.Product when node.Attribute("transA") is { Int: not 0 } => "the other factor is transposed",
            LayerKind.Product when node.Attribute("alpha") is { Float: var alpha } && (alpha == 0 || !float.IsFinite(alpha)) => "its factor is 0 or no number",
            LayerKind.Embedding when shape.Count != 2 || isTurned || node.Attribute("axis") is { Int: not 0 } => "not rows of a table are looked up",
            LayerKind.Recurrent when isTurned || layer.Weights.Any(static weight => weight.Tensor.Dimensions.Count != 3) => "the weight has another shape than an LSTM's",
            LayerKind.Recurrent when node.Attribute("layout") is { Int: not 0 } => "its layout has the batch first",
            LayerKind.Convolution when shape.Count < 3 || isTurned => "the weight has another shape than a convolution's",
            LayerKind.Convolution when shape[1] == 1 => "a convolution with one channel a filter has too little to add up",
            _ => null,
        };
    }

    /// <summary>Says why a layer is not to be quantised.</summary>
    private string? Unwanted(Layer layer) => layer.Kind switch
    {
        _ when layer.Elements < options.MinimumElements => "too small to be worth it",
        LayerKind.Recurrent when !options.Recurrent => "LSTM layers are not wanted",
        LayerKind.Embedding when !options.Embeddings => "embeddings are only quantised when asked for",
        LayerKind.Convolution when !options.Convolutions => "convolutions are only quantised when asked for",
        _ => null,
    };
}
