using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Swictation.Stt.Audio.Features;

/// <summary>NeMo's per-feature normalisation of one row.</summary>
/// <remarks>
/// Sums are taken in double precision over eight interleaved partial sums whatever the hardware, so that results do not depend on it.
/// </remarks>
internal static class PerFeatureNormalizer
{
    /// <summary>NeMo adds this to the deviation, after the square root.</summary>
    private const double DeviationGuard = 1e-5;

    /// <summary>Subtracts the mean and divides by the deviation (of n - 1 degrees of freedom; 0 for one frame) plus 1e-5.</summary>
    public static void Run(Span<float> row)
    {
        if (row.IsEmpty)
            return;
        double mean = Sum(row) / row.Length;
        double deviation = row.Length == 1 ? 0 : Math.Sqrt(SumOfSquares(row, mean) / (row.Length - 1));
        Scale(row, mean, 1 / (deviation + DeviationGuard));
    }

    private static double Sum(ReadOnlySpan<float> row)
    {
        Vector256<double> low = default;
        Vector256<double> high = default;
        int i = 0;
        for (; i <= row.Length - 8; i += 8)
        {
            (Vector256<double> first, Vector256<double> second) = Load(row, i);
            low += first;
            high += second;
        }

        double sum = Vector256.Sum(low + high);
        for (; i < row.Length; i++)
            sum += row[i];
        return sum;
    }

    private static double SumOfSquares(ReadOnlySpan<float> row, double mean)
    {
        Vector256<double> centre = Vector256.Create(mean);
        Vector256<double> low = default;
        Vector256<double> high = default;
        int i = 0;
        for (; i <= row.Length - 8; i += 8)
        {
            (Vector256<double> first, Vector256<double> second) = Load(row, i);
            first -= centre;
            second -= centre;
            low += first * first;
            high += second * second;
        }

        double sum = Vector256.Sum(low + high);
        for (; i < row.Length; i++)
            sum += (row[i] - mean) * (row[i] - mean);
        return sum;
    }

    private static void Scale(Span<float> row, double mean, double factor)
    {
        Vector256<double> centre = Vector256.Create(mean);
        Vector256<double> scale = Vector256.Create(factor);
        int i = 0;
        for (; i <= row.Length - 8; i += 8)
        {
            (Vector256<double> first, Vector256<double> second) = Load(row, i);
            Vector256<float> result = Vector256.Narrow((first - centre) * scale, (second - centre) * scale);
            result.StoreUnsafe(ref MemoryMarshal.GetReference(row), (nuint)i);
        }

        for (; i < row.Length; i++)
            row[i] = (float)((row[i] - mean) * factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> First, Vector256<double> Second) Load(ReadOnlySpan<float> row, int index) =>
        Vector256.Widen(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(row), (nuint)index));
}
