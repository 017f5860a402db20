namespace Swictation.Stt;

/// <summary>Says how to transcribe. Immutable; every default is what most users want.</summary>
/// <remarks>What only one kind of engine can do is in a record of its own that derives from this one; other engines read what they know.</remarks>
public record TranscribeOptions
{
    /// <summary>Gets the defaults.</summary>
    public static TranscribeOptions Default { get; } = new();

    /// <summary>Gets the language that is spoken, as a BCP 47 code such as <c>de</c> or <c>en-GB</c>.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the model's own, or the one that it detects. An engine that does not know the language throws
    /// <see cref="ArgumentException"/>.
    /// </value>
    public string? Language { get; init; }

    /// <summary>Gets a value indicating whether the text is translated to English.</summary>
    /// <value>The default is <see langword="false"/>. An engine that cannot translate throws <see cref="ArgumentException"/>.</value>
    public bool Translate { get; init; }

    /// <summary>Gets the measure of confidence.</summary>
    /// <value>The default is <see cref="ConfidenceMethod.TsallisEntropy"/>, as in NeMo.</value>
    public ConfidenceMethod ConfidenceMethod { get; init; } = ConfidenceMethod.TsallisEntropy;

    /// <summary>Gets how the confidences of a word's tokens become that of the word.</summary>
    /// <value>The default is <see cref="ConfidenceAggregation.Min"/>, as in NeMo.</value>
    public ConfidenceAggregation ConfidenceAggregation { get; init; } = ConfidenceAggregation.Min;

    /// <summary>Gets the phrases that the recogniser should lean towards: names, terms, commands.</summary>
    /// <value>The default is empty. Where no phrase is heard the result is the same, bit for bit, as without phrases.</value>
    /// <remarks>Keep one list and pass it again: what it compiles to is cached with the list.</remarks>
    public IReadOnlyList<BoostPhrase> BoostPhrases { get; init; } = [];

    /// <summary>Gets the pause between two words that ends a segment.</summary>
    /// <value>The default is 1 s. Must be positive.</value>
    public TimeSpan SegmentGap { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets how many windows of a long recording, or how many recordings, run in one call of the model.</summary>
    /// <value>The default is 4. From 1 to 64.</value>
    public int BatchSize { get; init; } = 4;

    /// <summary>Gets a receiver of progress, called on the transcribing thread with the position in the audio up to which the text is settled.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public IProgress<TimeSpan>? Progress { get; init; }

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    /// <exception cref="ArgumentNullException">The list of boost phrases is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The language is blank; a boost phrase is missing or empty, or its weight is not above 0 and at most 20.</exception>
    public virtual void Validate()
    {
        if (Language is not null && string.IsNullOrWhiteSpace(Language))
            throw new ArgumentException($"The {nameof(Language)} is blank; give a code such as \"en\", or null to leave it to the engine.");
        if (!Enum.IsDefined(ConfidenceMethod))
            throw new ArgumentOutOfRangeException(nameof(ConfidenceMethod), ConfidenceMethod, "Unknown confidence method.");
        if (!Enum.IsDefined(ConfidenceAggregation))
            throw new ArgumentOutOfRangeException(nameof(ConfidenceAggregation), ConfidenceAggregation, "Unknown confidence aggregation.");
        if (SegmentGap <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(SegmentGap), SegmentGap, "The pause that ends a segment must be positive.");
        if (BatchSize is < 1 or > 64)
            throw new ArgumentOutOfRangeException(nameof(BatchSize), BatchSize, "The batch size must be from 1 to 64.");
        ArgumentNullException.ThrowIfNull(BoostPhrases);
        foreach (BoostPhrase phrase in BoostPhrases)
        {
            if (phrase is null)
                throw new ArgumentException($"{nameof(BoostPhrases)} holds a null; leave it out.");
            phrase.Validate();
        }
    }
}
