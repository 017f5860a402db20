namespace Swictation.Stt.Vad;

/// <summary>Says how live speech is cut into utterances. Immutable.</summary>
public sealed record SpeechSegmenterOptions
{
    /// <summary>Gets the probability from which a window counts as speech.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="IVoiceActivityDetector.RecommendedThreshold"/>. Above 0, below 1.</value>
    public float? Threshold { get; init; }

    /// <summary>Gets the probability below which a window counts as silence. In between, what was the case before goes on.</summary>
    /// <value>The default is <see langword="null"/>: 0.15 below <see cref="Threshold"/>, and at least 0.01. At most <see cref="Threshold"/>.</value>
    public float? ExitThreshold { get; init; }

    /// <summary>Gets how much speech makes an utterance; less is a click or a cough.</summary>
    /// <value>
    /// The default is 0.1 s, which is four windows of 32 ms: with Silero v6 and with tiny-vad that finds every word of 160 ms and more when it
    /// is spoken alone, and 0.25 s, as in Silero's <c>get_speech_timestamps</c>, misses half of those up to 0.4 s. From 0 to 5 s.
    /// </value>
    public TimeSpan MinSpeech { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>Gets the silence that ends an utterance.</summary>
    /// <value>The default is 0.8 s. From 0.05 to 30 s.</value>
    public TimeSpan MinSilence { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>Gets the greatest length of an utterance; a longer one is cut at the best pause.</summary>
    /// <value>The default is 20 s. From 1 s to 10 min, and at least <see cref="PreRoll"/> and <see cref="MinSpeech"/> together.</value>
    public TimeSpan MaxUtterance { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets how much audio before the first sound belongs to the utterance, so that soft first sounds are not lost.</summary>
    /// <value>The default is 0.3 s. From 0 to 5 s.</value>
    public TimeSpan PreRoll { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>Gets how much of the silence after the last sound belongs to the utterance.</summary>
    /// <value>The default is 0.3 s. From 0 to 5 s; no more than <see cref="MinSilence"/> is ever given.</value>
    public TimeSpan Tail { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        SpeechThresholds.Check(Threshold, nameof(Threshold));
        SpeechThresholds.CheckExit(ExitThreshold, Threshold ?? 1, nameof(ExitThreshold));
        Check(MinSpeech, 0, 5, nameof(MinSpeech));
        Check(MinSilence, 0.05, 30, nameof(MinSilence));
        Check(MaxUtterance, 1, 600, nameof(MaxUtterance));
        Check(PreRoll, 0, 5, nameof(PreRoll));
        Check(Tail, 0, 5, nameof(Tail));
        if (PreRoll + MinSpeech > MaxUtterance)
            throw new ArgumentOutOfRangeException(nameof(MaxUtterance), MaxUtterance, $"The greatest length must hold the pre-roll, {PreRoll}, and the least speech, {MinSpeech}; raise it or lower those.");
    }

    private static void Check(TimeSpan value, double least, double most, string name)
    {
        if (value.TotalSeconds < least || value.TotalSeconds > most)
            throw new ArgumentOutOfRangeException(name, value, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} must be from {least} s to {most} s."));
    }
}
