using System.Text;

namespace Swictation.Stt.Whisper.Tests;

/// <summary>
/// Changes an ONNX model without knowing more of it than names: renames values, adds outputs, and makes 32-bit inputs and outputs 16-bit
/// ones. Makes exports of kinds that the shared files lack.
/// </summary>
internal sealed class OnnxSurgeon
{
    private const int Graph = 7, NodeField = 1, InputField = 11, OutputField = 12;
    private readonly List<Field> _model;
    private readonly List<Field> _graph;

    public OnnxSurgeon(string path)
    {
        _model = Parse(File.ReadAllBytes(path));
        _graph = Parse(_model.Single(static field => field.Number == Graph).Bytes);
    }

    /// <summary>Makes a value that nodes compute an output of the graph.</summary>
    public OnnxSurgeon Expose(string value, string output)
    {
        Rename(value, output);
        var tensor = new ProtoWriter().Number(1, 1); // of 32-bit numbers, of any shape
        _graph.Add(new Field(OutputField, new ProtoWriter().Text(1, output).Message(2, new ProtoWriter().Message(1, tensor)).ToArray()));
        return this;
    }

    /// <summary>Adds an entry to what the model says of itself.</summary>
    public OnnxSurgeon AddMetadata(string key, string value)
    {
        _model.Add(new Field(14, new ProtoWriter().Text(1, key).Text(2, value).ToArray()));
        return this;
    }

    /// <summary>Makes all 32-bit inputs and outputs 16-bit ones; the graph inside keeps its precision.</summary>
    public OnnxSurgeon NarrowPorts()
    {
        foreach ((int index, string name) in Ports(InputField))
        {
            Rename(name, name + "_wide");
            _graph[index] = Narrow(_graph[index]);
            _graph.Add(Cast(name, name + "_wide", 1));
        }

        foreach ((int index, string name) in Ports(OutputField))
        {
            Rename(name, name + "_wide");
            _graph[index] = Narrow(_graph[index]);
            _graph.Add(Cast(name + "_wide", name, 10));
        }

        return this;
    }

    /// <summary>Gives the outputs of the nodes of an operation, in order.</summary>
    public IReadOnlyList<string> OutputsOf(string operation) =>
        [.. _graph.Where(static field => field.Number == NodeField).Select(static field => Parse(field.Bytes))
            .Where(node => node.Any(field => field.Number == 4 && field.Text == operation))
            .Select(static node => node.First(static field => field.Number == 2).Text)];

    public void Save(string path)
    {
        byte[] graph = Write(_graph);
        File.WriteAllBytes(path, Write([.. _model.Select(field => field.Number == Graph ? field with { Bytes = graph } : field)]));
    }

    private static Field Cast(string from, string to, int type) => new(
        NodeField,
        new ProtoWriter().Text(1, from).Text(2, to).Text(3, "cast_" + to).Text(4, "Cast")
            .Message(5, new ProtoWriter().Text(1, "to").Number(3, type).Number(20, 2)).ToArray());

    /// <summary>Changes the type of a port's elements: field 1 of the tensor type, in the type, in the port.</summary>
    private static Field Narrow(Field port)
    {
        List<Field> fields = Parse(port.Bytes);
        int at = fields.FindIndex(static field => field.Number == 2);
        List<Field> type = Parse(fields[at].Bytes);
        List<Field> tensor = Parse(type[0].Bytes);
        tensor[0] = tensor[0] with { Number64 = 10 };
        type[0] = type[0] with { Bytes = Write(tensor) };
        fields[at] = fields[at] with { Bytes = Write(type) };
        return port with { Bytes = Write(fields) };
    }

    private static byte[] Write(IReadOnlyList<Field> fields)
    {
        var writer = new ProtoWriter();
        foreach (Field field in fields)
        {
            if (field.IsNumber)
                writer.Number(field.Number, field.Number64);
            else
                writer.Bytes(field.Number, field.Bytes);
        }

        return writer.ToArray();
    }

    private static List<Field> Parse(byte[] bytes)
    {
        var fields = new List<Field>();
        int at = 0;
        while (at < bytes.Length)
        {
            ulong key = Varint(bytes, ref at);
            if ((key & 7) == 0)
            {
                fields.Add(new Field((int)(key >> 3), [], IsNumber: true, (long)Varint(bytes, ref at)));
                continue;
            }

            Assert.Equal(2UL, key & 7); // floats are only deeper than this looks
            int length = (int)Varint(bytes, ref at);
            fields.Add(new Field((int)(key >> 3), bytes[at..(at + length)]));
            at += length;
        }

        return fields;
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    private List<(int Index, string Name)> Ports(int number)
    {
        var ports = new List<(int, string)>();
        for (int i = 0; i < _graph.Count; i++)
        {
            if (_graph[i].Number != number)
                continue;
            List<Field> port = Parse(_graph[i].Bytes);
            Field type = Parse(port.Single(static field => field.Number == 2).Bytes)[0];
            if (Parse(type.Bytes)[0].Number64 == 1)
                ports.Add((i, port.Single(static field => field.Number == 1).Text));
        }

        return ports;
    }

    private void Rename(string from, string to)
    {
        for (int i = 0; i < _graph.Count; i++)
        {
            if (_graph[i].Number != NodeField)
                continue;
            List<Field> node = Parse(_graph[i].Bytes);
            for (int k = 0; k < node.Count; k++)
            {
                if (node[k].Number is 1 or 2 && node[k].Text == from)
                    node[k] = node[k] with { Bytes = Encoding.UTF8.GetBytes(to) };
            }

            _graph[i] = _graph[i] with { Bytes = Write(node) };
        }
    }

    private sealed record Field(int Number, byte[] Bytes, bool IsNumber = false, long Number64 = 0)
    {
        public string Text => Encoding.UTF8.GetString(Bytes);
    }
}
