using System.Text;

namespace Swictation.Stt.Audio.Tests;

/// <summary>Puts WAV files together by hand, right ones and wrong ones.</summary>
internal static class WavBytes
{
    public static byte[] Make(int tag, int channels, int rate, int bits, byte[] data, uint? dataSize = null, uint? riffSize = null, byte[]? before = null)
    {
        byte[] format = Format(tag, channels, rate, bits);
        return Riff("RIFF", riffSize, [.. before ?? [], .. Chunk("fmt ", format), .. Chunk("data", data, dataSize)]);
    }

    public static byte[] Pcm16(int channels, int rate, params short[] samples) => Make(1, channels, rate, 16, Shorts(samples));

    public static byte[] Shorts(params short[] samples) => samples.SelectMany(BitConverter.GetBytes).ToArray();

    public static byte[] Floats(params float[] samples) => samples.SelectMany(BitConverter.GetBytes).ToArray();

    public static byte[] Format(int tag, int channels, int rate, int bits)
    {
        int align = channels * ((bits + 7) / 8);
        return [.. U16(tag), .. U16(channels), .. U32((uint)rate), .. U32((uint)(rate * align)), .. U16(align), .. U16(bits)];
    }

    public static byte[] Extensible(int subTag, int channels, int rate, int bits, int validBits)
    {
        byte[] guid = [.. U16(subTag), 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        return [.. Format(0xFFFE, channels, rate, bits), .. U16(22), .. U16(validBits), .. U32(0), .. guid];
    }

    public static byte[] Chunk(string name, byte[] body, uint? size = null) =>
        [.. Encoding.ASCII.GetBytes(name), .. U32(size ?? (uint)body.Length), .. body, .. body.Length % 2 == 1 ? new byte[1] : []];

    public static byte[] Riff(string name, uint? size, byte[] chunks) =>
        [.. Encoding.ASCII.GetBytes(name), .. U32(size ?? (uint)(chunks.Length + 4)), .. "WAVE"u8, .. chunks];

    public static byte[] U16(int value) => BitConverter.GetBytes((ushort)value);

    public static byte[] U32(uint value) => BitConverter.GetBytes(value);

    public static WavReader Open(byte[] bytes) => new(new MemoryStream(bytes), "test.wav");

    public static float[] ReadAll(IFrameSource source, int blockFrames = 1000)
    {
        List<float> all = [];
        float[] block = new float[blockFrames * source.Format.Channels];
        int frames;
        while ((frames = source.ReadFrames(block)) > 0)
            all.AddRange(block.AsSpan(0, frames * source.Format.Channels));
        return [.. all];
    }
}
