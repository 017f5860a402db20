using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;

namespace Swictation.Stt.Quantization;

/// <summary>
/// Walks the fields of protobuf messages in a file without reading what it passes over. Google.Protobuf's <see cref="CodedInputStream"/>
/// reads the values of fields that it skips, and a model's weights are such values.
/// </summary>
/// <remarks>Not safe for concurrent use.</remarks>
internal sealed class WireReader(SourceFile file)
{
    private const int LongestVarint = 10;

    private readonly byte[] _window = new byte[1 << 16];
    private long _windowStart;
    private int _windowLength;

    /// <summary>Lists the fields of a message in order.</summary>
    /// <exception cref="ModelIntegrityException">The bytes are no protobuf message.</exception>
    public IEnumerable<WireField> Fields(FileRange message)
    {
        long position = message.Offset;
        while (position < message.End)
        {
            WireField field = Read(position, message.End);
            yield return field;
            position = field.Whole.End;
        }
    }

    public string Text(WireField field)
    {
        if (!field.HasLength || field.Content.Length > int.MaxValue / 2)
            throw Malformed(field.Whole.Offset, "a text was expected");
        return Encoding.UTF8.GetString(field.Content.ToArray());
    }

    /// <summary>Appends the numbers of a repeated field, which may be packed or not.</summary>
    public void Numbers(WireField field, List<long> numbers)
    {
        if (!field.HasLength)
        {
            numbers.Add((long)field.Value);
            return;
        }

        for (long position = field.Content.Offset; position < field.Content.End;)
            numbers.Add((long)Varint(ref position, field.Content.End));
    }

    public ModelIntegrityException Malformed(long position, string why) => new(
        $"The model file {file.Path} is not an ONNX model, or is damaged: {why} at byte {position}. Get it again, whole (a Git LFS pointer is not the file).", file.Path);

    private WireField Read(long start, long end)
    {
        long position = start;
        ulong tag = Varint(ref position, end);
        int number = (int)(tag >> 3);
        if (tag > uint.MaxValue || number == 0)
            throw Malformed(start, "a field has no valid number");
        var type = (WireFormat.WireType)(tag & 7);
        long content = position;
        ulong value = 0;
        switch (type)
        {
            case WireFormat.WireType.Varint:
                value = Varint(ref position, end);
                break;
            case WireFormat.WireType.Fixed64:
                value = BinaryPrimitives.ReadUInt64LittleEndian(Bytes(position, 8, end));
                position += 8;
                break;
            case WireFormat.WireType.Fixed32:
                value = BinaryPrimitives.ReadUInt32LittleEndian(Bytes(position, 4, end));
                position += 4;
                break;
            case WireFormat.WireType.LengthDelimited:
                ulong length = Varint(ref position, end);
                content = position;
                if (length > (ulong)(end - position))
                    throw Malformed(start, $"a field of {length} bytes does not fit the {end - position} that are left");
                position += (long)length;
                break;
            default:
                throw Malformed(start, $"a field has the unknown type {(int)type}");
        }

        return new WireField(number, type, new FileRange(file, start, position - start), new FileRange(file, content, position - content), value);
    }

    private ulong Varint(ref long position, long end)
    {
        ReadOnlySpan<byte> bytes = Window(position, (int)Math.Min(LongestVarint, end - position));
        ulong value = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                position += i + 1;
                return value;
            }
        }

        throw Malformed(position, "a number does not end");
    }

    private ReadOnlySpan<byte> Bytes(long position, int count, long end) =>
        end - position >= count ? Window(position, count) : throw Malformed(position, "a number is cut off");

    private ReadOnlySpan<byte> Window(long position, int count)
    {
        if (position < _windowStart || position + count > _windowStart + _windowLength)
        {
            int wanted = (int)Math.Min(_window.Length, file.Length - position);
            file.Read(position, _window.AsSpan(0, wanted));
            (_windowStart, _windowLength) = (position, wanted);
        }

        return _window.AsSpan((int)(position - _windowStart), count);
    }
}
