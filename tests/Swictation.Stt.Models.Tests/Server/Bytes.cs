namespace Swictation.Stt.Models.Tests.Server;

/// <summary>Makes contents of files.</summary>
internal static class Bytes
{
    /// <summary>Makes bytes that differ from one seed to another.</summary>
    public static byte[] Make(int length, int seed = 1)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
