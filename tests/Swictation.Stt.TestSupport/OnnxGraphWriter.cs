using System.Runtime.InteropServices;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.TestSupport;

/// <summary>Writes an ONNX graph (<c>GraphProto</c>).</summary>
public sealed class OnnxGraphWriter
{
    private readonly ProtoWriter _graph = new();

    public OnnxGraphWriter(string name) => _graph.Text(2, name);

    public ProtoWriter Proto => _graph;

    public OnnxGraphWriter Input(string name, TensorElementType type, params GraphDimension[] shape)
    {
        _graph.Message(11, ValueInfo(name, TensorType(type, shape)));
        return this;
    }

    public OnnxGraphWriter Output(string name, TensorElementType type, params GraphDimension[] shape)
    {
        _graph.Message(12, ValueInfo(name, TensorType(type, shape)));
        return this;
    }

    /// <summary>Declares an output that is a sequence of tensors, which is not a tensor itself.</summary>
    public OnnxGraphWriter SequenceOutput(string name, TensorElementType type)
    {
        var sequence = new ProtoWriter().Message(4, new ProtoWriter().Message(1, new ProtoWriter().Message(1, new ProtoWriter().Number(1, (long)type))));
        _graph.Message(12, ValueInfo(name, sequence));
        return this;
    }

    public OnnxGraphWriter Node(string operation, string[] inputs, string[] outputs, params ProtoWriter[] attributes)
    {
        var node = new ProtoWriter();
        foreach (string input in inputs)
            node.Text(1, input);
        foreach (string output in outputs)
            node.Text(2, output);
        node.Text(3, $"{operation}_{outputs[0]}").Text(4, operation);
        foreach (ProtoWriter attribute in attributes)
            node.Message(5, attribute);
        _graph.Message(1, node);
        return this;
    }

    public OnnxGraphWriter Constant<T>(string name, TensorElementType type, T[] values, params long[] shape)
        where T : unmanaged
    {
        ProtoWriter tensor = Tensor(name, type, shape).Bytes(9, MemoryMarshal.AsBytes<T>(values));
        _graph.Message(5, tensor);
        return this;
    }

    /// <summary>Declares a constant whose elements lie in another file.</summary>
    public OnnxGraphWriter ExternalConstant(string name, TensorElementType type, string file, long offset, long length, params long[] shape)
    {
        ProtoWriter tensor = Tensor(name, type, shape)
            .Message(13, Entry("location", file))
            .Message(13, Entry("offset", offset.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .Message(13, Entry("length", length.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .Number(14, 1);
        _graph.Message(5, tensor);
        return this;
    }

    public static ProtoWriter Attribute(string name, long value) => new ProtoWriter().Text(1, name).Number(3, value).Number(20, 2);

    public static ProtoWriter Attribute(string name, params ReadOnlySpan<long> values)
    {
        ProtoWriter attribute = new ProtoWriter().Text(1, name).Number(20, 7);
        foreach (long value in values)
            attribute.Number(8, value);
        return attribute;
    }

    public static ProtoWriter Attribute(string name, OnnxGraphWriter graph) => new ProtoWriter().Text(1, name).Message(6, graph.Proto).Number(20, 5);

    internal static ProtoWriter Entry(string key, string value) => new ProtoWriter().Text(1, key).Text(2, value);

    private static ProtoWriter Tensor(string name, TensorElementType type, long[] shape)
    {
        var tensor = new ProtoWriter();
        foreach (long dimension in shape)
            tensor.Number(1, dimension);
        return tensor.Number(2, (long)type).Text(8, name);
    }

    private static ProtoWriter ValueInfo(string name, ProtoWriter type) => new ProtoWriter().Text(1, name).Message(2, type);

    private static ProtoWriter TensorType(TensorElementType type, GraphDimension[] shape)
    {
        var dimensions = new ProtoWriter();
        foreach (GraphDimension dimension in shape)
            dimensions.Message(1, dimension.Name is null ? new ProtoWriter().Number(1, dimension.Value) : new ProtoWriter().Text(2, dimension.Name));
        return new ProtoWriter().Message(1, new ProtoWriter().Number(1, (long)type).Message(2, dimensions));
    }
}
