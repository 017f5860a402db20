namespace Swictation.Stt.Parakeet;

/// <summary>How a recording is cut into windows, in samples.</summary>
/// <param name="Longest">The longest window.</param>
/// <param name="Overlap">What two neighbouring windows share.</param>
/// <param name="SilenceRun">How long digital silence has to last to end a window for good.</param>
/// <param name="Margin">How much of such a silence is kept at each end of the speech.</param>
internal sealed record WindowSettings(int Longest, int Overlap, int SilenceRun, int Margin)
{
    /// <summary>The loudest sample that still is digital silence: one step of 16-bit audio.</summary>
    public const float SilenceLevel = 1.001f / 32768f;
}
