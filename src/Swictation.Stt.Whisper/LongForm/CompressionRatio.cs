using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Measures how much a text repeats itself: its length in UTF-8 by its length compressed with zlib (openai/whisper, <c>utils.py</c>).
/// The reference compresses with zlib at level 6; .NET with zlib-ng, whose level 9 comes nearest: of 594 texts 574 had the same length,
/// the others differed by up to 1.7 %, none across the threshold of 2.4. (Its level 6 agrees on 211 and differs by up to 11 %.)
/// </summary>
internal static class CompressionRatio
{
    private static readonly ZLibCompressionOptions Options = new() { CompressionLevel = 9 };

    /// <summary>Measures a text.</summary>
    /// <returns>The ratio; 0 for empty text.</returns>
    public static double Of(string text)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            int length = Encoding.UTF8.GetBytes(text, bytes);
            using var counter = new CountingStream();
            using (var zlib = new ZLibStream(counter, Options, leaveOpen: true))
                zlib.Write(bytes, 0, length);
            return length == 0 ? 0 : (double)length / counter.Length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
