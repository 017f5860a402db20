namespace Swictation.Stt.Quantization;

/// <summary>Makes nodes.</summary>
internal static class NodeFactory
{
    /// <summary>Makes a node.</summary>
    /// <param name="operation">Its operator.</param>
    /// <param name="name">Its name.</param>
    /// <param name="inputs">What it reads; empty texts for what is left out.</param>
    /// <param name="outputs">What it gives.</param>
    /// <param name="domain">The operator's domain.</param>
    /// <param name="attributes">Its attributes, coded as fields of a node: see <see cref="Attribute(string, long)"/>.</param>
    public static OnnxNode Create(
        string operation, string name, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, string domain = OnnxNode.DefaultDomain, params ReadOnlySpan<byte[]> attributes)
    {
        var message = new MessageBuilder();
        foreach (string input in inputs)
            message.Text(OnnxFields.NodeInput, input);
        foreach (string output in outputs)
            message.Text(OnnxFields.NodeOutput, output);
        message.Text(OnnxFields.NodeName, name).Text(OnnxFields.NodeOpType, operation);
        foreach (byte[] attribute in attributes)
            message.Coded(attribute);
        if (domain != OnnxNode.DefaultDomain)
            message.Text(OnnxFields.NodeDomain, domain);
        return new OnnxNode
        {
            Name = name,
            OpType = operation,
            Domain = domain,
            Inputs = inputs,
            Outputs = outputs,
            Whole = new FieldPiece(OnnxFields.GraphNode, new BytesPiece(message.ToArray())),
        };
    }

    /// <summary>Codes a whole number.</summary>
    public static byte[] Attribute(string name, long value) => new MessageBuilder()
        .Message(OnnxFields.NodeAttribute, new MessageBuilder()
            .Text(OnnxFields.AttributeName, name)
            .Number(OnnxFields.AttributeInt, value)
            .Number(OnnxFields.AttributeType, OnnxFields.AttributeTypeInt))
        .ToArray();

    /// <summary>Copies the attributes of a node.</summary>
    public static byte[] Attributes(OnnxNode node) => [.. node.Attributes.SelectMany(static attribute => attribute.Whole.ToArray())];
}
