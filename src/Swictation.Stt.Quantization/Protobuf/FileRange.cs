namespace Swictation.Stt.Quantization;

/// <summary>Bytes that lie in a file.</summary>
internal readonly record struct FileRange(SourceFile File, long Offset, long Length)
{
    public long End => Offset + Length;

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        File.Read(Offset, bytes);
        return bytes;
    }
}
