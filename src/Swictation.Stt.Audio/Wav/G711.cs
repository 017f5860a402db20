namespace Swictation.Stt.Audio;

/// <summary>Holds the expansion of ITU-T G.711 as tables of 256 samples in [-1, 1).</summary>
/// <remarks>
/// The tables are computed from the segments of the Recommendation, scaled to 16 bits as in its reference software (ITU-T G.191,
/// <c>alaw_expand</c> and <c>ulaw_expand</c>): A-law ends at ±32256, µ-law at ±32124.
/// </remarks>
internal static class G711
{
    private static readonly float[] ALawTable = Build(ExpandALaw);
    private static readonly float[] MuLawTable = Build(ExpandMuLaw);

    public static ReadOnlySpan<float> ALaw => ALawTable;

    public static ReadOnlySpan<float> MuLaw => MuLawTable;

    private static float[] Build(Func<int, int> expand)
    {
        float[] table = new float[256];
        for (int code = 0; code < table.Length; code++)
            table[code] = expand(code) / 32768f;
        return table;
    }

    private static int ExpandALaw(int code)
    {
        // Even bits are inverted on the line.
        code ^= 0x55;
        int segment = (code >> 4) & 7;
        int magnitude = ((code & 0x0F) << 4) + 8;
        if (segment > 0)
            magnitude = (magnitude + 0x100) << (segment - 1);
        return (code & 0x80) != 0 ? magnitude : -magnitude;
    }

    private static int ExpandMuLaw(int code)
    {
        code = ~code;
        int magnitude = ((((code & 0x0F) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
        return (code & 0x80) != 0 ? -magnitude : magnitude;
    }
}
