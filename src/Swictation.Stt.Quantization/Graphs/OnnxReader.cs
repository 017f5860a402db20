using Swictation.Stt.Onnx;

namespace Swictation.Stt.Quantization;

/// <summary>Reads a model but for its weights: those stay in the file, and are known by their place.</summary>
internal sealed class OnnxReader
{
    private const int DeepestNesting = 100; // of graphs in graphs; a limit for files that are no models

    private readonly SourceFile _file;
    private readonly WireReader _wire;
    private readonly ExternalFiles _external;

    private OnnxReader(SourceFile file, ExternalFiles external)
    {
        _file = file;
        _wire = new WireReader(file);
        _external = external;
    }

    /// <summary>Opens a model. What lies in the file beyond the model's own structure is copied later, so the file stays open.</summary>
    /// <exception cref="ModelNotFoundException">The file or its external data is missing.</exception>
    /// <exception cref="ModelIntegrityException">It is not an ONNX model, or is damaged.</exception>
    public static OnnxModel Open(string path)
    {
        SourceFile file = SourceFile.Open(Path.GetFullPath(path));
        var external = new ExternalFiles(file.Path);
        try
        {
            return new OnnxReader(file, external).ReadModel();
        }
        catch
        {
            file.Dispose();
            external.Dispose();
            throw;
        }
    }

    private OnnxModel ReadModel()
    {
        if (_file.Length == 0)
            throw new ModelIntegrityException($"The model file {_file.Path} is empty (0 bytes). Get it again.", _file.Path);
        var parts = new List<MessagePart>();
        var opsets = new Dictionary<string, long>(StringComparer.Ordinal);
        OnnxGraph? graph = null;
        long irVersion = 0;
        foreach (WireField field in _wire.Fields(new FileRange(_file, 0, _file.Length)))
        {
            switch (field.Number)
            {
                case OnnxFields.ModelIrVersion:
                    irVersion = (long)field.Value;
                    continue; // written anew
                case OnnxFields.ModelGraph when field.HasLength && graph is null:
                    parts.Add(graph = ReadGraph(field, 0));
                    continue;
                case OnnxFields.ModelOpsetImport when field.HasLength:
                    ReadOpset(field, opsets);
                    break;
            }

            parts.Add(new RawPart(field.Whole));
        }

        if (graph is null || irVersion < 1 || opsets.Count == 0)
            throw _wire.Malformed(0, "it holds no graph with a format and operator version");
        return new OnnxModel(_file, parts, graph, irVersion, opsets, _external);
    }

    private void ReadOpset(WireField field, Dictionary<string, long> opsets)
    {
        string domain = string.Empty;
        long version = 0;
        foreach (WireField entry in _wire.Fields(field.Content))
        {
            if (entry.Number == OnnxFields.OpsetDomain)
                domain = _wire.Text(entry);
            else if (entry.Number == OnnxFields.OpsetVersion)
                version = (long)entry.Value;
        }

        opsets[domain == "ai.onnx" ? OnnxNode.DefaultDomain : domain] = version;
    }

    private OnnxGraph ReadGraph(WireField message, int depth)
    {
        if (depth > DeepestNesting)
            throw _wire.Malformed(message.Whole.Offset, $"graphs are nested more than {DeepestNesting} deep");
        var graph = new OnnxGraph(message.Number);
        foreach (WireField field in _wire.Fields(message.Content))
        {
            switch (field.Number)
            {
                case OnnxFields.GraphNode when field.HasLength:
                    graph.Items.Add(ReadNode(field, depth));
                    continue;
                case OnnxFields.GraphInitializer when field.HasLength:
                    graph.Items.Add(ReadTensor(field));
                    continue;
                case OnnxFields.GraphInput:
                    graph.Inputs.Add(NameOf(field, OnnxFields.ValueInfoName));
                    graph.Items.Add(new GraphInput(graph.Inputs[^1], field.Whole));
                    continue;
                case OnnxFields.GraphOutput:
                    graph.Outputs.Add(NameOf(field, OnnxFields.ValueInfoName));
                    break;
                case OnnxFields.GraphValueInfo:
                    graph.OtherNames.Add(NameOf(field, OnnxFields.ValueInfoName));
                    break;
                case OnnxFields.GraphSparseInitializer:
                    foreach (WireField values in _wire.Fields(field.Content).Where(static part => part.Number == OnnxFields.SparseValues))
                        graph.OtherNames.Add(NameOf(values, OnnxFields.TensorName));
                    break;
            }

            graph.Items.Add(new RawPart(field.Whole));
        }

        return graph;
    }

    private string NameOf(WireField message, int field)
    {
        foreach (WireField part in _wire.Fields(message.Content))
        {
            if (part.Number == field)
                return _wire.Text(part);
        }

        return string.Empty;
    }

    private OnnxNode ReadNode(WireField message, int depth)
    {
        string name = string.Empty;
        string operation = string.Empty;
        string domain = string.Empty;
        var inputs = new List<string>();
        var outputs = new List<string>();
        var attributes = new List<OnnxAttribute>();
        var parts = new List<MessagePart>();
        foreach (WireField field in _wire.Fields(message.Content))
        {
            switch (field.Number)
            {
                case OnnxFields.NodeInput:
                    inputs.Add(_wire.Text(field));
                    break;
                case OnnxFields.NodeOutput:
                    outputs.Add(_wire.Text(field));
                    break;
                case OnnxFields.NodeName:
                    name = _wire.Text(field);
                    break;
                case OnnxFields.NodeOpType:
                    operation = _wire.Text(field);
                    break;
                case OnnxFields.NodeDomain:
                    domain = _wire.Text(field);
                    break;
                case OnnxFields.NodeAttribute when field.HasLength:
                    OnnxAttribute attribute = ReadAttribute(field, depth);
                    attributes.Add(attribute);
                    parts.Add(attribute);
                    continue;
            }

            parts.Add(new RawPart(field.Whole));
        }

        return new OnnxNode
        {
            Name = name,
            OpType = operation,
            Domain = domain == "ai.onnx" ? OnnxNode.DefaultDomain : domain,
            Inputs = inputs,
            Outputs = outputs,
            Attributes = attributes,
            Whole = new RangePiece(message.Whole),
            Parts = parts,
        };
    }

    private OnnxAttribute ReadAttribute(WireField message, int depth)
    {
        string name = string.Empty;
        long number = 0;
        float real = 0;
        var numbers = new List<long>();
        var graphs = new List<OnnxGraph>();
        var parts = new List<MessagePart>();
        OnnxTensor? tensor = null;
        foreach (WireField field in _wire.Fields(message.Content))
        {
            switch (field.Number)
            {
                case OnnxFields.AttributeName:
                    name = _wire.Text(field);
                    break;
                case OnnxFields.AttributeFloat:
                    real = BitConverter.UInt32BitsToSingle((uint)field.Value);
                    break;
                case OnnxFields.AttributeInt:
                    number = (long)field.Value;
                    break;
                case OnnxFields.AttributeInts:
                    _wire.Numbers(field, numbers);
                    break;
                case OnnxFields.AttributeTensor when field.HasLength:
                    parts.Add(tensor = ReadTensor(field));
                    continue;
                case OnnxFields.AttributeGraph or OnnxFields.AttributeGraphs when field.HasLength:
                    graphs.Add(ReadGraph(field, depth + 1));
                    parts.Add(graphs[^1]);
                    continue;
            }

            parts.Add(new RawPart(field.Whole));
        }

        return new OnnxAttribute
        {
            Name = name,
            Whole = message.Whole,
            Int = number,
            Float = real,
            Ints = numbers,
            Tensor = tensor,
            Graphs = graphs,
            Parts = parts,
        };
    }

    private OnnxTensor ReadTensor(WireField message)
    {
        string name = string.Empty;
        var dimensions = new List<long>();
        var type = TensorElementType.Undefined;
        var head = new List<Piece>();
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        FileRange? data = null;
        FileRange? floats = null;
        bool isExternal = false;
        bool isPlain = true;
        foreach (WireField field in _wire.Fields(message.Content))
        {
            switch (field.Number)
            {
                case OnnxFields.TensorName:
                    name = _wire.Text(field);
                    continue;
                case OnnxFields.TensorRawData when field.HasLength:
                    data = field.Content;
                    continue;
                case OnnxFields.TensorExternalData when field.HasLength:
                    ReadEntry(field, entries);
                    continue;
                case OnnxFields.TensorDataLocation:
                    isExternal = field.Value == 1;
                    continue;
                case OnnxFields.TensorFloatData when field.HasLength && floats is null:
                    floats = field.Content; // packed floats are coded as they are in memory
                    continue;
                case OnnxFields.TensorFloatData:
                    isPlain = false; // one by one, each with its tag
                    break;
                case OnnxFields.TensorDims:
                    _wire.Numbers(field, dimensions);
                    break;
                case OnnxFields.TensorDataType:
                    type = (TensorElementType)(int)field.Value;
                    break;
            }

            head.Add(new RangePiece(field.Whole));
        }

        var shape = new OnnxTensor { Field = message.Number, Name = name, Dimensions = dimensions, ElementType = type, Head = head };
        long? expected = ElementSizes.Of(type) is > 0 and var size && shape.ElementCount is >= 0 and var count ? size * count : null;
        if (isExternal)
            data = _external.Locate(name, entries, expected);
        else if (data is null && isPlain && type == TensorElementType.Float)
            data = floats;
        if (data is { } range && expected is { } bytes && range.Length != bytes)
        {
            throw new ModelIntegrityException(
                $"The model {_file.Path} is damaged: the tensor {name} of shape [{string.Join(", ", dimensions)}] takes {bytes} bytes, but has {range.Length}. Get it again.", _file.Path);
        }

        return new OnnxTensor
        {
            Field = message.Number,
            Name = name,
            Dimensions = dimensions,
            ElementType = type,
            Whole = message.Whole,
            Head = head,
            Data = data is { } stored ? new RangePiece(stored) : null,
            Stored = data,
            IsExternal = isExternal,
        };
    }

    private void ReadEntry(WireField message, Dictionary<string, string> entries)
    {
        string key = string.Empty;
        string value = string.Empty;
        foreach (WireField field in _wire.Fields(message.Content))
        {
            if (field.Number == OnnxFields.EntryKey)
                key = _wire.Text(field);
            else if (field.Number == OnnxFields.EntryValue)
                value = _wire.Text(field);
        }

        entries[key] = value;
    }
}
