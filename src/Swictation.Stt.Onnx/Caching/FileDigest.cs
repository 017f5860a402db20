using Microsoft.Win32.SafeHandles;

namespace Swictation.Stt.Onnx;

/// <summary>Digests files with <see cref="XxHash64"/>: whole, or by samples from all over a long one.</summary>
internal static class FileDigest
{
    /// <summary>Files up to here are digested whole: some milliseconds.</summary>
    public const long WholeFileLimit = 16 << 20;

    private const int BlockSize = 1 << 18;
    private const int Samples = 64;
    private const int SampleLength = 4096;

    /// <summary>Digests a file whole.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ulong OfWhole(SafeFileHandle file)
    {
        var hash = new XxHash64();
        var block = new byte[(int)Math.Clamp(RandomAccess.GetLength(file), 1, BlockSize)];
        int read;
        for (long at = 0; (read = RandomAccess.Read(file, block, at)) > 0; at += read)
            hash.Append(block.AsSpan(0, read));
        return hash.Finish();
    }

    /// <summary>Digests a file whole where it is short, else samples of it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ulong OfSamples(SafeFileHandle file)
    {
        long length = RandomAccess.GetLength(file);
        if (length <= WholeFileLimit)
            return OfWhole(file);
        var hash = new XxHash64();
        var sample = new byte[SampleLength];
        for (int i = 0; i < Samples; i++)
            hash.Append(sample.AsSpan(0, RandomAccess.Read(file, sample, (length - SampleLength) / (Samples - 1) * i)));
        return hash.Finish();
    }
}
