using System.Numerics;
using System.Runtime.InteropServices;

namespace Swictation.Stt.Whisper;

/// <summary>The running median over seven values that smooths cross-attention over time (openai/whisper, <c>timing.py</c>, <c>median_filter</c>).</summary>
internal static class MedianFilter
{
    /// <summary>How many values the median is taken of.</summary>
    public const int Width = 7;

    private const int Half = Width / 2;

    /// <summary>Gets how much scratch memory a row needs.</summary>
    public static int ScratchLength(int length) => length + (2 * Half) + Vector<float>.Count;

    /// <summary>Filters a row in place; its ends are continued by reflection about the outermost values. A row of three values or fewer stays.</summary>
    /// <param name="row">The values, without NaN.</param>
    /// <param name="scratch">Memory of <see cref="ScratchLength"/> values.</param>
    public static void Apply(Span<float> row, Span<float> scratch)
    {
        int length = row.Length;
        if (length <= Half)
            return;
        row.CopyTo(scratch[Half..]);
        for (int i = 1; i <= Half; i++)
        {
            scratch[Half - i] = row[i];
            scratch[Half + length - 1 + i] = row[length - 1 - i];
        }

        scratch[(length + (2 * Half))..].Clear(); // what the last vector reads beyond the row
        Span<float> result = stackalloc float[Vector<float>.Count];
        for (int i = 0; i < length; i += Vector<float>.Count)
        {
            Vector<float> median = Median(scratch[i..]);
            if (length - i >= Vector<float>.Count)
            {
                median.CopyTo(row[i..]);
            }
            else
            {
                median.CopyTo(result);
                result[..(length - i)].CopyTo(row[i..]);
            }
        }
    }

    /// <summary>The medians of as many neighbouring windows as a vector has elements, by a sorting network of 13 exchanges (Devillard, "Fast median search", 1998).</summary>
    private static Vector<float> Median(ReadOnlySpan<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(values[..(Vector<float>.Count + Width - 1)]);
        Vector<float> a = Vector.LoadUnsafe(ref first, 0);
        Vector<float> b = Vector.LoadUnsafe(ref first, 1);
        Vector<float> c = Vector.LoadUnsafe(ref first, 2);
        Vector<float> d = Vector.LoadUnsafe(ref first, 3);
        Vector<float> e = Vector.LoadUnsafe(ref first, 4);
        Vector<float> f = Vector.LoadUnsafe(ref first, 5);
        Vector<float> g = Vector.LoadUnsafe(ref first, 6);
        Order(ref a, ref f);
        Order(ref a, ref d);
        Order(ref b, ref g);
        Order(ref c, ref e);
        Order(ref a, ref b);
        Order(ref d, ref f);
        Order(ref c, ref g);
        Order(ref c, ref d);
        Order(ref d, ref g);
        Order(ref e, ref f);
        Order(ref b, ref e);
        Order(ref b, ref d);
        Order(ref d, ref e);
        return d;
    }

    private static void Order(ref Vector<float> low, ref Vector<float> high) => (low, high) = (Vector.Min(low, high), Vector.Max(low, high));
}
