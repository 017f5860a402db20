using Google.Protobuf;

namespace Swictation.Stt.Quantization;

/// <summary>Builds a small protobuf message in memory.</summary>
internal sealed class MessageBuilder
{
    private readonly List<byte> _bytes = [];

    public MessageBuilder Number(int field, long value) =>
        Append(field, WireFormat.WireType.Varint, CodedOutputStream.ComputeInt64Size(value), coded => coded.WriteInt64(value));

    public MessageBuilder Text(int field, string value) =>
        Append(field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeStringSize(value), coded => coded.WriteString(value));

    public MessageBuilder Message(int field, MessageBuilder message)
    {
        int length = message._bytes.Count;
        Append(field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeLengthSize(length), coded => coded.WriteLength(length));
        _bytes.AddRange(message._bytes);
        return this;
    }

    /// <summary>Appends fields that are coded already.</summary>
    public MessageBuilder Coded(ReadOnlySpan<byte> fields)
    {
        _bytes.AddRange(fields);
        return this;
    }

    public byte[] ToArray() => [.. _bytes];

    private MessageBuilder Append(int field, WireFormat.WireType type, int size, Action<CodedOutputStream> write)
    {
        var bytes = new byte[CodedOutputStream.ComputeTagSize(field) + size];
        using var coded = new CodedOutputStream(bytes);
        coded.WriteTag(field, type);
        write(coded);
        return Coded(bytes);
    }
}
