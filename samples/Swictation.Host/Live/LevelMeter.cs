namespace Swictation.Host.Live;

/// <summary>Draws how loud the audio is, in plain characters: those of blocks and bars take two columns on some terminals.</summary>
internal static class LevelMeter
{
    /// <summary>The columns it takes.</summary>
    public const int Width = Cells + 2;

    private const int Cells = 10;
    private const float Quietest = -60; // dB: the noise of a quiet room

    /// <summary>Draws the meter: the root mean square as a bar, the peak as a mark; an exclamation mark where the audio clips.</summary>
    /// <param name="rms">The root mean square in dB relative to full scale.</param>
    /// <param name="peak">The peak in dB relative to full scale.</param>
    public static string Draw(float rms, float peak)
    {
        int bar = Cell(rms);
        int mark = Cell(peak) - 1;
        Span<char> cells = stackalloc char[Width];
        cells[0] = '[';
        cells[^1] = ']';
        for (int i = 0; i < Cells; i++)
            cells[i + 1] = i < bar ? '=' : i == mark ? '|' : ' ';
        if (peak >= -0.01f)
            cells[Cells] = '!';
        return new string(cells);
    }

    private static int Cell(float level) => (int)Math.Round(Math.Clamp((level - Quietest) / -Quietest, 0, 1) * Cells);
}
