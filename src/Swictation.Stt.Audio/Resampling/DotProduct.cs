using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Swictation.Stt.Audio;

/// <summary>Multiplies and sums rows whose length is a multiple of 32.</summary>
/// <remarks>The order of the additions depends on the machine's vector width, never on where the samples lie in memory.</remarks>
internal static class DotProduct
{
    public static float Compute(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b[..a.Length]);
        return Vector256.IsHardwareAccelerated ? Wide(ref x, ref y, a.Length) : Narrow(ref x, ref y, a.Length);
    }

    private static float Wide(ref float x, ref float y, int length)
    {
        Vector256<float> s0 = Vector256<float>.Zero;
        Vector256<float> s1 = s0;
        Vector256<float> s2 = s0;
        Vector256<float> s3 = s0;
        for (nuint i = 0; i < (nuint)length; i += 32)
        {
            s0 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i), s0);
            s1 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref x, i + 8), Vector256.LoadUnsafe(ref y, i + 8), s1);
            s2 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref x, i + 16), Vector256.LoadUnsafe(ref y, i + 16), s2);
            s3 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref x, i + 24), Vector256.LoadUnsafe(ref y, i + 24), s3);
        }

        return Vector256.Sum(s0 + s1 + (s2 + s3));
    }

    private static float Narrow(ref float x, ref float y, int length)
    {
        Vector128<float> s0 = Vector128<float>.Zero;
        Vector128<float> s1 = s0;
        Vector128<float> s2 = s0;
        Vector128<float> s3 = s0;
        for (nuint i = 0; i < (nuint)length; i += 16)
        {
            s0 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref x, i), Vector128.LoadUnsafe(ref y, i), s0);
            s1 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref x, i + 4), Vector128.LoadUnsafe(ref y, i + 4), s1);
            s2 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref x, i + 8), Vector128.LoadUnsafe(ref y, i + 8), s2);
            s3 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref x, i + 12), Vector128.LoadUnsafe(ref y, i + 12), s3);
        }

        return Vector128.Sum(s0 + s1 + (s2 + s3));
    }
}
