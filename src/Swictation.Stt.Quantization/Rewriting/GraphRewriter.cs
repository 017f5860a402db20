using System.Runtime.InteropServices;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization;

/// <summary>Puts quantised operators in the place of layers. What no layer touches stays as it is, byte for byte.</summary>
internal sealed class GraphRewriter
{
    private readonly OnnxModel _model;
    private readonly QuantizationOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly UniqueNames _names;
    private readonly Dictionary<OnnxNode, Layer> _layers;
    private readonly Dictionary<OnnxGraph, List<OnnxTensor>> _added = [];
    private readonly Dictionary<(OnnxTensor, bool Transposed, float Factor, LayerKind), StoredWeight> _stored = [];
    private readonly Dictionary<(OnnxGraph, string), string[]> _activations = [];

    /// <summary>Initializes a new instance of the <see cref="GraphRewriter"/> class.</summary>
    /// <param name="model">The model, which is changed in place.</param>
    /// <param name="options">How to quantise.</param>
    /// <param name="layers">The model's layers; those without a reason to be kept are quantised.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public GraphRewriter(OnnxModel model, QuantizationOptions options, IEnumerable<Layer> layers, CancellationToken cancellationToken)
    {
        _model = model;
        _options = options;
        _cancellationToken = cancellationToken;
        _layers = layers.Where(static layer => layer.KeptBecause is null).ToDictionary(static layer => layer.Node);
        _names = new UniqueNames(model.Graph);
    }

    /// <summary>Gets whether an operator of ONNX Runtime's own was used.</summary>
    public bool UsesMicrosoftDomain { get; private set; }

    /// <summary>Changes the graph. Takes one pass over the weights of 8-bit layers, for their scales; none for those of 4 bits.</summary>
    public void Rewrite()
    {
        if (_model.IrVersion < OnnxModel.ConstantInitializers)
            DropConstantInputs(_model.Graph);
        foreach (OnnxGraph graph in _model.Graph.WithSubgraphs().ToArray())
        {
            var items = new List<MessagePart>(graph.Items.Count);
            foreach (MessagePart item in graph.Items)
            {
                if (item is OnnxNode node && _layers.TryGetValue(node, out Layer? layer))
                    Replace(layer, items);
                else
                    items.Add(item);
            }

            graph.Items = items;
        }

        foreach ((OnnxGraph graph, List<OnnxTensor> tensors) in _added)
            graph.Items.AddRange(tensors);
        UnusedConstants.Remove(_model.Graph, _layers.Values.SelectMany(static layer => layer.Weights).SelectMany(static weight => weight.Chain));
    }

    /// <summary>Makes of inputs that have a value what they are in old files: constants. The model is written in a newer version of the format.</summary>
    private static void DropConstantInputs(OnnxGraph graph)
    {
        HashSet<string> constants = new(graph.Initializers.Select(static tensor => tensor.Name), StringComparer.Ordinal);
        graph.Items.RemoveAll(item => item is GraphInput input && constants.Contains(input.Name));
    }

    private void Replace(Layer layer, List<MessagePart> items)
    {
        switch (layer.Kind)
        {
            case LayerKind.Product when _options.Format == QuantizationFormat.Int4:
                ReplaceBlockwise(layer, items);
                break;
            case LayerKind.Product:
                ReplaceProduct(layer, items);
                break;
            case LayerKind.Recurrent:
                ReplaceRecurrent(layer, items);
                break;
            case LayerKind.Embedding:
                ReplaceEmbedding(layer, items);
                break;
            default:
                ReplaceConvolution(layer, items);
                break;
        }
    }

    /// <summary>DynamicQuantizeLinear, MatMulInteger, Cast, Mul: the form that ONNX Runtime joins to one operator.</summary>
    private void ReplaceProduct(Layer layer, List<MessagePart> items)
    {
        OnnxNode node = layer.Node;
        ConstantWeight weight = layer.Weights[0];
        bool isTransposed = IsTransposed(layer);
        float factor = node.Attribute("alpha")?.Float ?? 1;
        var scheme = Int8Scheme.ForProducts(_options.WeightType, _options.ReduceRange);
        StoredWeight stored = Store(layer, weight, isTransposed, factor, () => StoreInt8(
            weight, [Matrix(weight, isTransposed)], scheme, factor, _options.PerChannel, isByRows: true, (rows, columns) =>
            {
                long[] scales = _options.PerChannel ? [columns] : [];
                return ([rows, columns], scales, scheme.ZeroPoint is null ? scales : []);
            }));
        string[] activation = QuantizeActivation(layer.Scope.Graph, node.Input(0), items);
        string integers = _names.Create(node.Outputs[0] + "_integer");
        items.Add(NodeFactory.Create("MatMulInteger", _names.Create(node.Label + "_quant"), [activation[0], stored.Names[0], activation[2], stored.Names[2]], [integers]));
        string product = ProductName(node);
        Rescale(node, integers, activation[1], stored.Names[1], product, items);
        AddBias(node, product, items);
    }

    private void ReplaceBlockwise(Layer layer, List<MessagePart> items)
    {
        OnnxNode node = layer.Node;
        ConstantWeight weight = layer.Weights[0];
        bool isTransposed = IsTransposed(layer);
        float factor = node.Attribute("alpha")?.Float ?? 1;
        WeightMatrix matrix = Matrix(weight, isTransposed);
        StoredWeight stored = Store(layer, weight, isTransposed, factor, () => StoreBlockwise(weight, matrix, factor));
        string product = ProductName(node);
        items.Add(NodeFactory.Create(
            "MatMulNBits", _names.Create(node.Label + "_Q4"), [node.Input(0), .. stored.Names], [product], OnnxModel.MicrosoftDomain,
            NodeFactory.Attribute("K", matrix.Rows),
            NodeFactory.Attribute("N", matrix.Columns),
            NodeFactory.Attribute("accuracy_level", _options.AccuracyLevel),
            NodeFactory.Attribute("bits", 4),
            NodeFactory.Attribute("block_size", _options.BlockSize)));
        UsesMicrosoftDomain = true;
        AddBias(node, product, items);
    }

    private void ReplaceRecurrent(Layer layer, List<MessagePart> items)
    {
        OnnxNode node = layer.Node;
        StoredWeight[] stored = [.. layer.Weights.Select(weight => Store(layer, weight, true, 1, () =>
        {
            long directions = weight.Tensor.Dimensions[0];
            // ONNX Runtime takes the weights of an LSTM signed only, turned, and with a scale for each row of what they were.
            return StoreInt8(
                weight, Slices(weight), Int8Scheme.ForProducts(Int8WeightType.Int8, _options.ReduceRange), 1, perColumn: true, isByRows: true,
                (rows, columns) => ([directions, rows, columns], [directions, columns], [directions, columns]));
        }))];
        string[] inputs =
        [
            node.Input(0), stored[0].Names[0], stored[1].Names[0], node.Input(3), node.Input(4), node.Input(5), node.Input(6), node.Input(7),
            stored[0].Names[1], stored[0].Names[2], stored[1].Names[1], stored[1].Names[2],
        ];
        byte[] attributes = [.. node.Attributes.Where(static attribute => attribute.Name != "layout").SelectMany(static attribute => attribute.Whole.ToArray())];
        items.Add(NodeFactory.Create("DynamicQuantizeLSTM", _names.Create(node.Label + "_quant"), inputs, node.Outputs, OnnxModel.MicrosoftDomain, attributes));
        UsesMicrosoftDomain = true;
    }

    /// <summary>Looks up the integers of a row and its scale, and multiplies them.</summary>
    private void ReplaceEmbedding(Layer layer, List<MessagePart> items)
    {
        OnnxNode node = layer.Node;
        ConstantWeight weight = layer.Weights[0];
        StoredWeight stored = Store(layer, weight, true, 1, () => StoreInt8(
            weight, [Matrix(weight, isTransposed: true)], Int8Scheme.ForProducts(Int8WeightType.Int8, reduceRange: false), 1, perColumn: true, isByRows: false,
            (rows, columns) => ([columns, rows], [columns, 1], null)));
        string integers = _names.Create(node.Outputs[0] + "_integer");
        string real = _names.Create(node.Outputs[0] + "_real");
        string scale = _names.Create(node.Outputs[0] + "_scale");
        items.Add(NodeFactory.Create("Gather", _names.Create(node.Label + "_quant"), [stored.Names[0], node.Input(1)], [integers]));
        items.Add(NodeFactory.Create("Gather", _names.Create(node.Label + "_scale"), [stored.Names[1], node.Input(1)], [scale]));
        items.Add(Cast(node, integers, real));
        items.Add(NodeFactory.Create("Mul", _names.Create(node.Label + "_output_mul"), [real, scale], node.Outputs));
    }

    private void ReplaceConvolution(Layer layer, List<MessagePart> items)
    {
        OnnxNode node = layer.Node;
        ConstantWeight weight = layer.Weights[0];
        IReadOnlyList<long> shape = weight.Tensor.Dimensions;
        long[] perFilter = [shape[0], .. shape.Skip(2).Select(static _ => 1L)];
        StoredWeight stored = Store(layer, weight, true, 1, () => StoreInt8(
            weight, [Matrix(weight, isTransposed: true)], Int8Scheme.ForConvolutions(_options.ReduceRange), 1, _options.PerChannel, isByRows: false,
            (_, _) => ([.. shape], _options.PerChannel ? perFilter : [], [])));
        string[] activation = QuantizeActivation(layer.Scope.Graph, node.Input(0), items);
        string integers = _names.Create(node.Outputs[0] + "_integer");
        items.Add(NodeFactory.Create(
            "ConvInteger", _names.Create(node.Label + "_quant"), [activation[0], stored.Names[0], activation[2], stored.Names[2]], [integers], OnnxNode.DefaultDomain, NodeFactory.Attributes(node)));
        string bias = node.Input(2);
        string product = bias.Length == 0 ? node.Outputs[0] : _names.Create(node.Outputs[0] + "_product");
        Rescale(node, integers, activation[1], stored.Names[1], product, items);
        if (bias.Length == 0)
            return;
        string dimensions = AddTensor(layer.Scope.Graph, node.Label + "_bias_shape", TensorElementType.Int64, [perFilter.Length], [.. MemoryMarshal.AsBytes<long>(perFilter)]);
        string shaped = _names.Create(node.Outputs[0] + "_bias");
        items.Add(NodeFactory.Create("Reshape", _names.Create(node.Label + "_bias_reshape"), [bias, dimensions], [shaped]));
        items.Add(NodeFactory.Create("Add", _names.Create(node.Label + "_bias_add"), [product, shaped], node.Outputs));
    }

    private static bool IsTransposed(Layer layer) => layer.Weights[0].IsTransposed ^ (layer.Node.Attribute("transB") is { Int: not 0 });

    private string ProductName(OnnxNode node) => node.Input(2).Length == 0 ? node.Outputs[0] : _names.Create(node.Outputs[0] + "_product");

    private void AddBias(OnnxNode node, string product, List<MessagePart> items)
    {
        string bias = node.Input(2);
        if (bias.Length == 0)
            return;
        if (node.Attribute("beta") is { Float: not 1 and var beta })
        {
            string factor = AddTensor(_model.Graph, node.Label + "_beta", TensorElementType.Float, [], [.. MemoryMarshal.AsBytes<float>([beta])]);
            string scaled = _names.Create(node.Outputs[0] + "_bias");
            items.Add(NodeFactory.Create("Mul", _names.Create(node.Label + "_bias_mul"), [bias, factor], [scaled]));
            bias = scaled;
        }

        items.Add(NodeFactory.Create("Add", _names.Create(node.Label + "_bias_add"), [product, bias], node.Outputs));
    }

    private void Rescale(OnnxNode node, string integers, string activationScale, string weightScale, string output, List<MessagePart> items)
    {
        string real = _names.Create(node.Outputs[0] + "_real");
        string scales = _names.Create(node.Outputs[0] + "_scales");
        items.Add(Cast(node, integers, real));
        items.Add(NodeFactory.Create("Mul", _names.Create(node.Label + "_scales_mul"), [activationScale, weightScale], [scales]));
        items.Add(NodeFactory.Create("Mul", _names.Create(node.Label + "_output_mul"), [real, scales], [output]));
    }

    private OnnxNode Cast(OnnxNode node, string from, string to) =>
        NodeFactory.Create("Cast", _names.Create(node.Label + "_cast"), [from], [to], OnnxNode.DefaultDomain, NodeFactory.Attribute("to", (long)TensorElementType.Float));

    /// <summary>Rounds a computed value to 8 bits, once for all layers of a graph that read it: the integers, their scale, their zero point.</summary>
    private string[] QuantizeActivation(OnnxGraph graph, string name, List<MessagePart> items)
    {
        if (_activations.TryGetValue((graph, name), out string[]? known))
            return known;
        string[] outputs = [_names.Create(name + "_quantized"), _names.Create(name + "_scale"), _names.Create(name + "_zero_point")];
        items.Add(NodeFactory.Create("DynamicQuantizeLinear", _names.Create(name + "_QuantizeLinear"), [name], outputs));
        return _activations[(graph, name)] = outputs;
    }

    /// <summary>Stores a weight, once for all layers that read it alike.</summary>
    private StoredWeight Store(Layer layer, ConstantWeight weight, bool isTransposed, float factor, Func<StoredWeight> store)
    {
        (OnnxTensor, bool, float, LayerKind) key = (weight.Tensor, isTransposed, factor, layer.Kind);
        if (!_stored.TryGetValue(key, out StoredWeight? stored))
            _stored[key] = stored = store();
        layer.Errors.Add(stored.Error);
        layer.QuantizedBytes += stored.Bytes;
        return stored;
    }

    private StoredWeight StoreInt8(
        ConstantWeight weight,
        WeightMatrix[] matrices,
        Int8Scheme scheme,
        float factor,
        bool perColumn,
        bool isByRows,
        Func<int, int, (long[] Data, long[] Scales, long[]? Zeros)> shapes)
    {
        Int8Weights integers = Int8Weights.Fit(matrices, scheme, perColumn, isByRows, _cancellationToken);
        (long[] dataShape, long[] scaleShape, long[]? zeroShape) = shapes(matrices[0].Rows, matrices[0].Columns);
        OnnxGraph graph = weight.Owner.Graph;
        byte[] scales = [.. MemoryMarshal.AsBytes<float>([.. integers.Scales.Select(scale => scale * factor)])];
        byte[] zeros = zeroShape is null ? [] : zeroShape.Length == 0 ? integers.ZeroPointBytes()[..1] : integers.ZeroPointBytes();
        var names = new List<string>
        {
            AddTensor(graph, weight.Name + "_quantized", integers.ElementType, dataShape, integers.Data),
            AddTensor(graph, weight.Name + "_scale", TensorElementType.Float, scaleShape, scales),
        };
        if (zeroShape is not null)
            names.Add(AddTensor(graph, weight.Name + "_zero_point", integers.ElementType, zeroShape, zeros));
        return new StoredWeight([.. names], integers.Error, integers.Data.Length + scales.Length + zeros.Length);
    }

    private StoredWeight StoreBlockwise(ConstantWeight weight, WeightMatrix matrix, float factor)
    {
        var blocks = new BlockwiseWeights(matrix, _options.BlockSize, _options.Symmetric, factor);
        OnnxGraph graph = weight.Owner.Graph;
        var names = new List<string>
        {
            AddTensor(graph, weight.Name + "_Q4", TensorElementType.UInt8, [matrix.Columns, blocks.Blocks, _options.BlockSize / 2], blocks.Data),
            AddTensor(graph, weight.Name + "_scales", TensorElementType.Float, [(long)matrix.Columns * blocks.Blocks], blocks.Scales),
        };
        if (!_options.Symmetric)
            names.Add(AddTensor(graph, weight.Name + "_zero_points", TensorElementType.UInt8, [blocks.ZeroPoints.Length], blocks.ZeroPoints));
        return new StoredWeight([.. names], blocks.Error, blocks.Data.Length + blocks.Scales.Length + (_options.Symmetric ? 0 : blocks.ZeroPoints.Length));
    }

    private string AddTensor(OnnxGraph graph, string name, TensorElementType type, long[] shape, byte[] data) =>
        AddTensor(graph, name, type, shape, new BytesPiece(data));

    private string AddTensor(OnnxGraph graph, string name, TensorElementType type, long[] shape, Piece data)
    {
        string unique = _names.Create(name);
        if (!_added.TryGetValue(graph, out List<OnnxTensor>? tensors))
            _added[graph] = tensors = [];
        tensors.Add(OnnxTensor.Create(unique, type, shape, data));
        return unique;
    }

    /// <summary>Sees a weight as a matrix; of more dimensions than two, all but the first are one.</summary>
    private static WeightMatrix Matrix(ConstantWeight weight, bool isTransposed)
    {
        OnnxTensor tensor = weight.Tensor;
        int lines = (int)tensor.Dimensions[0];
        int length = checked((int)(tensor.ElementCount / lines));
        return new WeightMatrix(weight.Name, tensor.Stored!.Value, tensor.ElementType, isTransposed ? length : lines, isTransposed ? lines : length, isTransposed);
    }

    /// <summary>Sees an LSTM's weight as a matrix for each direction.</summary>
    private static WeightMatrix[] Slices(ConstantWeight weight)
    {
        OnnxTensor tensor = weight.Tensor;
        FileRange stored = tensor.Stored!.Value;
        int columns = (int)tensor.Dimensions[1];
        int rows = (int)tensor.Dimensions[2];
        long length = (long)rows * columns * ElementSizes.Of(tensor.ElementType);
        return [.. Enumerable.Range(0, (int)tensor.Dimensions[0]).Select(direction => new WeightMatrix(
            weight.Name, stored with { Offset = stored.Offset + direction * length, Length = length }, tensor.ElementType, rows, columns, isTransposed: true))];
    }

    /// <param name="Names">The names of the integers, the scales and the zero points, where there are any.</param>
    /// <param name="Error">What was lost.</param>
    /// <param name="Bytes">How many bytes they take.</param>
    private sealed record StoredWeight(string[] Names, WeightError Error, long Bytes);
}
