namespace Swictation.Stt;

/// <summary>Says how speech is found in a recording. Immutable; the defaults rather keep noise than lose a word.</summary>
public sealed record RecordingOptions
{
    /// <summary>Gets the probability from which a window of the detector counts as speech. It counts as speech until the probability is 0.15 lower.</summary>
    /// <value>
    /// The default is 0.5 for every detector, as in Silero's own tools. Above 0, below 1. Lower values keep more: of speech that is hard to hear, and of
    /// noise, on which some engines invent words. Live speech needs a lower one with some detectors; here padding and short silences cover what a
    /// window misses, and quiet recordings are made louder for the detector.
    /// </value>
    public float Threshold { get; init; } = 0.5f;

    /// <summary>Gets the silence that is left out; shorter ones stay with the speech around them.</summary>
    /// <value>The default is 2 s, as in faster-whisper. At least twice <see cref="Padding"/>, at most 60 s.</value>
    public TimeSpan MinSilence { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets how much of a silence that is left out stays on each side of the speech, so that soft sounds are not lost.</summary>
    /// <value>The default is 0.4 s, as in faster-whisper. From 0 to 5 s.</value>
    public TimeSpan Padding { get; init; } = TimeSpan.FromSeconds(0.4);

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (!(Threshold > 0 && Threshold < 1))
            throw new ArgumentOutOfRangeException(nameof(Threshold), Threshold, "The threshold must be above 0 and below 1.");
        if (Padding < TimeSpan.Zero || Padding > TimeSpan.FromSeconds(5))
            throw new ArgumentOutOfRangeException(nameof(Padding), Padding, "The padding must be from 0 to 5 s.");
        if (MinSilence < 2 * Padding || MinSilence > TimeSpan.FromSeconds(60))
            throw new ArgumentOutOfRangeException(nameof(MinSilence), MinSilence, "The silence that is left out must last at least twice the padding, and at most 60 s.");
    }
}
