using Google.Protobuf;

namespace Swictation.Stt.Quantization;

/// <summary>A field of a protobuf message, and where it lies.</summary>
/// <param name="Number">The field's number.</param>
/// <param name="Type">How the value is coded.</param>
/// <param name="Whole">The field with its tag: what is copied where it is not changed.</param>
/// <param name="Content">The bytes of a value that has a length; of any other, the value's own.</param>
/// <param name="Value">A number's bits.</param>
internal readonly record struct WireField(int Number, WireFormat.WireType Type, FileRange Whole, FileRange Content, ulong Value)
{
    public bool HasLength => Type == WireFormat.WireType.LengthDelimited;
}
