namespace Swictation.Stt.Onnx;

/// <summary>Reads what a loaded model says of its inputs, outputs and itself.</summary>
internal sealed unsafe class SessionMetadataReader(OrtEnv env, nint session)
{
    private readonly OrtApi _api = env.Api;

    public NodeMetadata[] ReadInputs() => ReadNodes(_api.SessionGetInputCount, _api.SessionGetInputName, _api.SessionGetInputTypeInfo);

    public NodeMetadata[] ReadOutputs() => ReadNodes(_api.SessionGetOutputCount, _api.SessionGetOutputName, _api.SessionGetOutputTypeInfo);

    public ModelMetadata ReadModel()
    {
        nint metadata;
        _api.Check(_api.SessionGetModelMetadata(session, &metadata));
        using var owner = new OrtHandle(metadata, _api.ReleaseModelMetadata);
        byte* producer;
        byte* graph;
        byte* description;
        long version;
        _api.Check(_api.ModelMetadataGetProducerName(metadata, env.Allocator, &producer));
        _api.Check(_api.ModelMetadataGetGraphName(metadata, env.Allocator, &graph));
        _api.Check(_api.ModelMetadataGetDescription(metadata, env.Allocator, &description));
        _api.Check(_api.ModelMetadataGetVersion(metadata, &version));
        return new ModelMetadata
        {
            Producer = Take(producer),
            GraphName = Take(graph),
            Description = Take(description),
            Version = version,
            Custom = ReadCustom(metadata),
        };
    }

    private NodeMetadata[] ReadNodes(
        delegate* unmanaged<nint, nuint*, nint> getCount,
        delegate* unmanaged<nint, nuint, nint, byte**, nint> getName,
        delegate* unmanaged<nint, nuint, nint*, nint> getType)
    {
        nuint count;
        _api.Check(getCount(session, &count));
        var nodes = new NodeMetadata[(int)count];
        for (nuint i = 0; i < count; i++)
        {
            byte* name;
            nint type;
            _api.Check(getName(session, i, env.Allocator, &name));
            string text = Take(name);
            _api.Check(getType(session, i, &type));
            nodes[(int)i] = ReadNode(text, type);
        }

        return nodes;
    }

    private Dictionary<string, string> ReadCustom(nint metadata)
    {
        byte** keys;
        long count;
        _api.Check(_api.ModelMetadataGetCustomMetadataMapKeys(metadata, env.Allocator, &keys, &count));
        var entries = new Dictionary<string, string>((int)count, StringComparer.Ordinal);
        for (long i = 0; i < count; i++)
        {
            byte* value;
            _api.Check(_api.ModelMetadataLookupCustomMetadataMap(metadata, env.Allocator, keys[i], &value));
            string text = Take(value);
            entries[Take(keys[i])] = text;
        }

        if (keys is not null)
            _api.Check(_api.AllocatorFree(env.Allocator, keys));
        return entries;
    }

    private NodeMetadata ReadNode(string name, nint type)
    {
        using var owner = new OrtHandle(type, _api.ReleaseTypeInfo);
        nint tensor; // belongs to the type
        _api.Check(_api.CastTypeInfoToTensorInfo(type, &tensor));
        if (tensor == 0)
            return new NodeMetadata { Name = name, ElementType = TensorElementType.Undefined, Dimensions = [], SymbolicDimensions = [] };

        int elementType;
        nuint rank;
        _api.Check(_api.GetTensorElementType(tensor, &elementType));
        _api.Check(_api.GetDimensionsCount(tensor, &rank));
        var dimensions = new long[(int)rank];
        var names = new string[(int)rank];
        Span<nint> symbols = stackalloc nint[(int)rank];
        fixed (long* values = dimensions)
        fixed (nint* texts = symbols)
        {
            _api.Check(_api.GetDimensions(tensor, values, rank));
            _api.Check(_api.GetSymbolicDimensions(tensor, (byte**)texts, rank));
        }

        for (int i = 0; i < names.Length; i++)
            names[i] = Utf8.Read((byte*)symbols[i]); // belongs to the type
        return new NodeMetadata { Name = name, ElementType = (TensorElementType)elementType, Dimensions = dimensions, SymbolicDimensions = names };
    }

    /// <summary>Reads a text that ONNX Runtime allocated for us, and frees it.</summary>
    private string Take(byte* text)
    {
        if (text is null)
            return string.Empty;
        string result = Utf8.Read(text);
        _api.Check(_api.AllocatorFree(env.Allocator, text));
        return result;
    }
}
