namespace Swictation.Stt.Vad;

/// <summary>Says how a recording is cut into stretches of speech: the parameters of <c>get_speech_timestamps</c> in Silero's <c>utils_vad.py</c>. Immutable.</summary>
public sealed record SpeechTimestampsOptions
{
    /// <summary>Gets the probability from which a window counts as speech (<c>threshold</c>).</summary>
    /// <value>The default is <see langword="null"/>: <see cref="IVoiceActivityDetector.RecommendedThreshold"/>, or 0.5 where only probabilities are given. Above 0, below 1.</value>
    public float? Threshold { get; init; }

    /// <summary>Gets the probability below which a window counts as silence (<c>neg_threshold</c>). In between, what was the case before goes on.</summary>
    /// <value>The default is <see langword="null"/>: 0.15 below <see cref="Threshold"/>, and at least 0.01. From 0 to <see cref="Threshold"/>.</value>
    public float? ExitThreshold { get; init; }

    /// <summary>Gets what a segment must be longer than to be kept (<c>min_speech_duration_ms</c>). One that was cut at the greatest length is kept anyway.</summary>
    /// <value>The default is 0.25 s. At least 0.</value>
    public TimeSpan MinSpeech { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets the greatest length of a segment, padding included (<c>max_speech_duration_s</c>).</summary>
    /// <value>The default is <see langword="null"/>: as long as it is. More than 0.</value>
    public TimeSpan? MaxSpeech { get; init; }

    /// <summary>Gets the silence that ends a segment (<c>min_silence_duration_ms</c>).</summary>
    /// <value>The default is 0.1 s. At least 0.</value>
    public TimeSpan MinSilence { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets what is added on either side of a segment; where two are closer than twice that, they share what is between (<c>speech_pad_ms</c>).</summary>
    /// <value>The default is 0.03 s. At least 0.</value>
    public TimeSpan Padding { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>Gets what a silence must be longer than for a segment of the greatest length to be cut there (<c>min_silence_at_max_speech</c>).</summary>
    /// <value>The default is 0.098 s. At least 0.</value>
    public TimeSpan MinSilenceAtMaxSpeech { get; init; } = TimeSpan.FromMilliseconds(98);

    /// <summary>Gets a value indicating whether a segment of the greatest length is cut in its longest silence, and not in its last (<c>use_max_poss_sil_at_max_speech</c>).</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool CutAtLongestSilence { get; init; } = true;

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        SpeechThresholds.Check(Threshold, nameof(Threshold));
        SpeechThresholds.CheckExit(ExitThreshold, Threshold ?? 1, nameof(ExitThreshold));
        CheckNotNegative(MinSpeech, nameof(MinSpeech));
        CheckNotNegative(MinSilence, nameof(MinSilence));
        CheckNotNegative(Padding, nameof(Padding));
        CheckNotNegative(MinSilenceAtMaxSpeech, nameof(MinSilenceAtMaxSpeech));
        if (MaxSpeech is { } most && most <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(MaxSpeech), most, "The greatest length must be more than 0; null for no limit.");
    }

    private static void CheckNotNegative(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 0.");
    }
}
