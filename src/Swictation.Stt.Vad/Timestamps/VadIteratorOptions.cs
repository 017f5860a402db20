namespace Swictation.Stt.Vad;

/// <summary>Says how a <see cref="VadIterator"/> decides: the parameters of <c>VADIterator</c> in Silero's <c>utils_vad.py</c>. Immutable.</summary>
public sealed record VadIteratorOptions
{
    /// <summary>Gets the probability from which a window counts as speech; it counts as silence below that less 0.15.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="IVoiceActivityDetector.RecommendedThreshold"/>. Above 0, below 1.</value>
    public float? Threshold { get; init; }

    /// <summary>Gets the silence that ends speech.</summary>
    /// <value>The default is 0.1 s. At least 0.</value>
    public TimeSpan MinSilence { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets by how much a start is put earlier and an end later.</summary>
    /// <value>The default is 0.03 s. At least 0.</value>
    public TimeSpan Padding { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        SpeechThresholds.Check(Threshold, nameof(Threshold));
        if (MinSilence < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(MinSilence), MinSilence, "The silence must be at least 0.");
        if (Padding < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(Padding), Padding, "The padding must be at least 0.");
    }
}
