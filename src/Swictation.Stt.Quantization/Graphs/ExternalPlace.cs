using System.Globalization;

namespace Swictation.Stt.Quantization;

/// <summary>Where a tensor's elements lie in the file beside the model.</summary>
internal sealed record ExternalPlace(string FileName, long Offset, long Length)
{
    public byte[] ToFields() => new MessageBuilder()
        .Message(OnnxFields.TensorExternalData, Entry("location", FileName))
        .Message(OnnxFields.TensorExternalData, Entry("offset", Offset.ToString(CultureInfo.InvariantCulture)))
        .Message(OnnxFields.TensorExternalData, Entry("length", Length.ToString(CultureInfo.InvariantCulture)))
        .Number(OnnxFields.TensorDataLocation, 1)
        .ToArray();

    private static MessageBuilder Entry(string key, string value) =>
        new MessageBuilder().Text(OnnxFields.EntryKey, key).Text(OnnxFields.EntryValue, value);
}
