using System.Numerics;
using System.Runtime.InteropServices;

namespace Swictation.Stt.Audio.Features;

/// <summary>Whisper's compression of the dynamic range.</summary>
internal static class WhisperRange
{
    private const float Range = 8;

    /// <summary>Gets the greatest number, or <paramref name="greatest"/> where that is greater; NaN wins.</summary>
    public static float Max(ReadOnlySpan<float> row, float greatest)
    {
        Vector<float> greatestOfLanes = new(greatest);
        int i = 0;
        for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
            greatestOfLanes = Vector.Max(greatestOfLanes, Vector.LoadUnsafe(ref MemoryMarshal.GetReference(row), (nuint)i));
        for (int lane = 0; lane < Vector<float>.Count; lane++)
            greatest = MathF.Max(greatest, greatestOfLanes[lane]);
        for (; i < row.Length; i++)
            greatest = MathF.Max(greatest, row[i]);
        return greatest;
    }

    /// <summary>Replaces every number x by (max(x, greatest - 8) + 4) / 4.</summary>
    public static void Compress(Span<float> row, float greatest)
    {
        Vector<float> floor = new(greatest - Range);
        int i = 0;
        for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            ref float start = ref MemoryMarshal.GetReference(row);
            Vector<float> value = Vector.Max(Vector.LoadUnsafe(ref start, (nuint)i), floor);
            ((value + new Vector<float>(4)) * 0.25f).StoreUnsafe(ref start, (nuint)i);
        }

        for (; i < row.Length; i++)
            row[i] = (MathF.Max(row[i], greatest - Range) + 4) * 0.25f;
    }
}
