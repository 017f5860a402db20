using Swictation.Stt.Audio;

namespace Swictation.Host.Tests;

/// <summary>Audio for the command to hear.</summary>
internal static class TestAudio
{
    /// <summary>Reads a sample recording.</summary>
    public static float[] Read(string sample) => AudioReader.ReadAll(BuiltCommand.Sample(sample));

    /// <summary>Makes uniform noise.</summary>
    public static float[] Noise(Random random, double seconds, float level)
    {
        var samples = new float[(int)(seconds * 16000)];
        foreach (ref float sample in samples.AsSpan())
            sample = level * ((2 * random.NextSingle()) - 1);
        return samples;
    }

    /// <summary>Writes 16-bit mono of 16 kHz.</summary>
    public static void WriteWav(string path, ReadOnlySpan<float> samples) => WriteWav(path, samples, 16000, 1);

    /// <summary>Writes 16-bit samples, the same in each channel.</summary>
    public static void WriteWav(string path, ReadOnlySpan<float> samples, int rate, int channels)
    {
        var interleaved = new float[samples.Length * channels];
        for (int i = 0; i < interleaved.Length; i++)
            interleaved[i] = samples[i / channels];
        using WavWriter writer = WavWriter.Create(path, new AudioFormat(rate, channels, SampleEncoding.Pcm16));
        writer.Write(interleaved);
        writer.Complete();
    }

    /// <summary>Converts to raw 16-bit little-endian.</summary>
    public static byte[] ToRaw(ReadOnlySpan<float> samples)
    {
        var bytes = new byte[2 * samples.Length];
        for (int i = 0; i < samples.Length; i++)
            BitConverter.TryWriteBytes(bytes.AsSpan(2 * i), (short)Math.Clamp(MathF.Round(samples[i] * 32768), -32768, 32767));
        return bytes;
    }
}
