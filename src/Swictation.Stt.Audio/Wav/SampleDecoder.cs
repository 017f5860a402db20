using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Swictation.Stt.Audio;

/// <summary>Turns stored samples into floats. Every conversion is the exact quotient, rounded once where float has too few bits.</summary>
internal static class SampleDecoder
{
    /// <summary>
    /// The greatest magnitude that is taken for audio. Some programs store integers up to 2^31 as floats without scaling them; beyond
    /// that a number is damage, and letting it through would make the filters and the spectra overflow.
    /// </summary>
    public const float MaxMagnitude = 4294967296f;

    /// <summary>Decodes as many samples as <paramref name="destination"/> holds.</summary>
    /// <returns>The index of the first sample that is not a finite number of sane size, or -1.</returns>
    public static int Decode(SampleEncoding encoding, ReadOnlySpan<byte> source, Span<float> destination)
    {
        switch (encoding)
        {
            case SampleEncoding.Pcm8:
                for (int i = 0; i < destination.Length; i++)
                    destination[i] = (source[i] - 128) * (1f / 128);
                return -1;
            case SampleEncoding.Pcm16:
                DecodePcm16(source, destination);
                return -1;
            case SampleEncoding.Pcm24:
                for (int i = 0; i < destination.Length; i++)
                {
                    int at = 3 * i;
                    int value = source[at] | (source[at + 1] << 8) | ((sbyte)source[at + 2] << 16);
                    destination[i] = value * (1f / 8388608);
                }

                return -1;
            case SampleEncoding.Pcm32:
                for (int i = 0; i < destination.Length; i++)
                    destination[i] = BinaryPrimitives.ReadInt32LittleEndian(source[(4 * i)..]) * (1f / 2147483648f);
                return -1;
            case SampleEncoding.Ieee32:
                if (BitConverter.IsLittleEndian)
                {
                    source[..(4 * destination.Length)].CopyTo(MemoryMarshal.AsBytes(destination));
                }
                else
                {
                    for (int i = 0; i < destination.Length; i++)
                        destination[i] = BinaryPrimitives.ReadSingleLittleEndian(source[(4 * i)..]);
                }

                return IndexOfInsane(destination);
            case SampleEncoding.Ieee64:
                for (int i = 0; i < destination.Length; i++)
                    destination[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(source[(8 * i)..]);
                return IndexOfInsane(destination);
            default:
                ReadOnlySpan<float> table = encoding == SampleEncoding.ALaw ? G711.ALaw : G711.MuLaw;
                for (int i = 0; i < destination.Length; i++)
                    destination[i] = table[source[i]];
                return -1;
        }
    }

    private static void DecodePcm16(ReadOnlySpan<byte> source, Span<float> destination)
    {
        int i = 0;
        if (Vector256.IsHardwareAccelerated && BitConverter.IsLittleEndian)
        {
            ReadOnlySpan<short> values = MemoryMarshal.Cast<byte, short>(source)[..destination.Length];
            Vector256<float> scale = Vector256.Create(1f / 32768);
            for (; i <= destination.Length - 16; i += 16)
            {
                (Vector256<int> low, Vector256<int> high) = Vector256.Widen(Vector256.Create(values.Slice(i, 16)));
                (Vector256.ConvertToSingle(low) * scale).CopyTo(destination.Slice(i, 8));
                (Vector256.ConvertToSingle(high) * scale).CopyTo(destination.Slice(i + 8, 8));
            }
        }

        for (; i < destination.Length; i++)
            destination[i] = BinaryPrimitives.ReadInt16LittleEndian(source[(2 * i)..]) * (1f / 32768);
    }

    private static int IndexOfInsane(ReadOnlySpan<float> samples)
    {
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            // A comparison with NaN is false, so "all at most the limit" refuses NaN and the infinities too.
            Vector256<float> limit = Vector256.Create(MaxMagnitude);
            while (i <= samples.Length - 8 && Vector256.LessThanOrEqualAll(Vector256.Abs(Vector256.Create(samples.Slice(i, 8))), limit))
                i += 8;
        }

        for (; i < samples.Length; i++)
        {
            if (!(MathF.Abs(samples[i]) <= MaxMagnitude))
                return i;
        }

        return -1;
    }
}
