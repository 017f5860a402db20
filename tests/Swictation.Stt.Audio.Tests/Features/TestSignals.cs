using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Swictation.Stt.Audio.Tests.Features;

/// <summary>Signals and reference features for the tests of this folder.</summary>
internal static class TestSignals
{
    /// <summary>Two sines and a little noise: the signal of the golden values.</summary>
    public static float[] Golden(int length = 16037)
    {
        float[] samples = new float[length];
        uint state = 1;
        for (int n = 0; n < length; n++)
        {
            state = unchecked((1664525 * state) + 1013904223);
            double value = (0.1 * Math.Sin(2 * Math.PI * 440 * n / 16000))
                + (0.05 * Math.Sin(2 * Math.PI * 1500 * n / 16000))
                + (0.01 * ((state / 2147483648.0) - 1));
            samples[n] = (float)value;
        }

        return samples;
    }

    /// <summary>White noise.</summary>
    public static float[] Noise(int length, int seed)
    {
        Random random = new(seed);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++)
            samples[i] = (random.NextSingle() * 2) - 1;
        return samples;
    }

    /// <summary>Reads a plain 16-bit mono WAV of the shared folder.</summary>
    public static float[] Recording(string name)
    {
        byte[] file = File.ReadAllBytes(SharedFiles.Path("audio", name + ".wav"));
        int at = 12;
        while (true)
        {
            int size = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            if (file.AsSpan(at, 4).SequenceEqual("data"u8))
            {
                ReadOnlySpan<short> pcm = MemoryMarshal.Cast<byte, short>(file.AsSpan(at + 8, size));
                float[] samples = new float[pcm.Length];
                for (int i = 0; i < samples.Length; i++)
                    samples[i] = pcm[i] / 32768f;
                return samples;
            }

            at += 8 + size;
        }
    }

    /// <summary>Reads a reference, [frames, mels].</summary>
    public static float[] Oracle(string name) =>
        MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(SharedFiles.Path("oracles", "mel", name))).ToArray();

    /// <summary>Finds the greatest difference between [mels, stride] and a reference [frames, mels].</summary>
    public static float MaximumError(ReadOnlySpan<float> features, int mels, int rowStride, ReadOnlySpan<float> reference)
    {
        float greatest = 0;
        for (int i = 0; i < reference.Length; i++)
        {
            float error = MathF.Abs(features[(i % mels * rowStride) + (i / mels)] - reference[i]);
            greatest = error <= greatest ? greatest : error;
        }

        return greatest;
    }

    /// <summary>All widths.</summary>
    public static TheoryData<string> Paths => ["Scalar", "Vector128", "Vector256", "Vector512"];
}
