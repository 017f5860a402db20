namespace Swictation.Stt.Whisper;

/// <summary>How a long recording is gone through. Immutable.</summary>
internal sealed record LongFormOptions
{
    /// <summary>Gets whether a window sees the text before it.</summary>
    /// <value>The default is <see langword="true"/>, as in the reference.</value>
    public bool ConditionOnPreviousText { get; init; } = true;

    /// <summary>Gets whether the initial prompt stays before every window.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool CarryInitialPrompt { get; init; }

    /// <summary>Gets whether words have times from attention, which then say where the next window starts.</summary>
    /// <value>The default is <see langword="false"/>. Interpolated times do not count: they know no silence.</value>
    public bool SeekByWords { get; init; }

    /// <summary>Gets the silence, in seconds, beside which anomalous words are taken for made up; needs <see cref="SeekByWords"/>.</summary>
    /// <value>The default is <see langword="null"/>: nothing is taken so.</value>
    public double? HallucinationSilence { get; init; }
}
