namespace Swictation.Stt.TestSupport;

/// <summary>Writes an ONNX model (<c>ModelProto</c>) around a graph.</summary>
public sealed class OnnxModelWriter(OnnxGraphWriter graph)
{
    public string Producer { get; init; } = "tests";

    public string Description { get; init; } = string.Empty;

    public long Version { get; init; }

    public (string Key, string Value)[] Metadata { get; init; } = [];

    public byte[] ToArray()
    {
        var model = new ProtoWriter()
            .Number(1, 8) // the version of the file format
            .Text(2, Producer)
            .Number(5, Version)
            .Text(6, Description)
            .Message(7, graph.Proto)
            .Message(8, new ProtoWriter().Text(1, string.Empty).Number(2, 17)); // the version of the operators
        foreach ((string key, string value) in Metadata)
            model.Message(14, OnnxGraphWriter.Entry(key, value));
        return model.ToArray();
    }
}
