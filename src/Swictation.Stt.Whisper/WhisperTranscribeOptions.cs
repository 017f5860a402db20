namespace Swictation.Stt.Whisper;

/// <summary>
/// Says how to transcribe with a Whisper model: everything of <see cref="TranscribeOptions"/> and what only Whisper has. Immutable. The
/// defaults are those of openai/whisper's <c>transcribe</c>, but for <see cref="BestOf"/>, which is its command line's.
/// </summary>
public sealed record WhisperTranscribeOptions : TranscribeOptions
{
    // One list for all, so that options with the same values are equal.
    private static readonly IReadOnlyList<float> DefaultTemperatures = [0, 0.2f, 0.4f, 0.6f, 0.8f, 1];
    private static readonly IReadOnlyList<int> NonSpeech = [-1];

    /// <summary>Initializes a new instance of the <see cref="WhisperTranscribeOptions"/> class with the defaults.</summary>
    public WhisperTranscribeOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="WhisperTranscribeOptions"/> class with what every engine has.</summary>
    /// <param name="options">What is taken over.</param>
    public WhisperTranscribeOptions(TranscribeOptions options)
        : base(options)
    {
    }

    /// <summary>Gets the temperatures, tried in turn until a window's text is believed: 0 takes the most probable tokens, above they are drawn.</summary>
    /// <value>The default is 0, 0.2, 0.4, 0.6, 0.8, 1. At least one; each from 0 to 2.</value>
    public IReadOnlyList<float> Temperatures { get; init; } = DefaultTemperatures;

    /// <summary>Gets how many hypotheses are followed at temperature 0.</summary>
    /// <value>
    /// The default is 1: greedy decoding. From 1 to 32; 5 is usual for the best accuracy. Each has its own copy of the decoder's caches and of
    /// what it attends to, and a step in which hypotheses change places copies the former.
    /// </value>
    public int BeamSize { get; init; } = 1;

    /// <summary>Gets how patiently a beam search waits: it ends when this many times the beam size have ended.</summary>
    /// <value>The default is 1. From above 0 to 10 (Kasai et al., 2022, arXiv:2204.05424).</value>
    public double Patience { get; init; } = 1;

    /// <summary>Gets the exponent a of the length penalty ((5 + length) / 6)^a by which hypotheses are ranked.</summary>
    /// <value>The default is <see langword="null"/>: the mean log-probability. From 0 to 5.</value>
    public double? LengthPenalty { get; init; }

    /// <summary>Gets how many times a window is drawn at a temperature above 0; the best is kept.</summary>
    /// <value>The default is 5. From 1 to 32.</value>
    public int BestOf { get; init; } = 5;

    /// <summary>Gets what draws start from: the same seed gives the same text.</summary>
    /// <value>The default is 0.</value>
    public long Seed { get; init; }

    /// <summary>Gets text that comes before the audio: it sets style and spelling of the first window.</summary>
    /// <value>
    /// The default is <see langword="null"/>. At most as many tokens as the decoder holds, 448, of which the last 223 are used: half of the
    /// context but for one.
    /// </value>
    public string? Prompt { get; init; }

    /// <summary>Gets a value indicating whether the prompt stays before every window, rather than only the first.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool CarryPrompt { get; init; }

    /// <summary>Gets words that are likely to be spoken, put before the prompt of every window. Not used where there is a prefix.</summary>
    /// <value>The default is <see langword="null"/>. At most 223 tokens; the text before a window gives way to them.</value>
    public string? Hotwords { get; init; }

    /// <summary>Gets text that every window begins with, as if it had been recognised; it is not part of the result.</summary>
    /// <value>
    /// The default is <see langword="null"/>. At most as many tokens as the decoder holds, 448; used are the last of them that leave room in half of the context.
    /// </value>
    public string? Prefix { get; init; }

    /// <summary>Gets the tokens that are never sampled; −1 stands for the model's set of signs that are not spoken.</summary>
    /// <value>The default is −1. With any, the tokens that start transcripts and tasks are not sampled either; empty suppresses nothing.</value>
    public IReadOnlyList<int> SuppressedTokens { get; init; } = NonSpeech;

    /// <summary>Gets a value indicating whether a window may not begin with a space or end at once.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool SuppressBlank { get; init; } = true;

    /// <summary>Gets a value indicating whether the model writes timestamps, which long audio is cut by.</summary>
    /// <value>The default is <see langword="true"/>. Without, every window is one segment, and words at its edges suffer.</value>
    public bool Timestamps { get; init; } = true;

    /// <summary>Gets the latest time at which the text of a window may start.</summary>
    /// <value>The default is 1 s; <see langword="null"/> for any. From 0 to 30 s.</value>
    public TimeSpan? MaxInitialTimestamp { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the most tokens sampled in a window.</summary>
    /// <value>The default is <see langword="null"/>: half of the decoder's context, 224. At least 1.</value>
    public int? SampleLength { get; init; }

    /// <summary>Gets how many times a window's text must compress to be taken for an endless repetition, which the next temperature may break.</summary>
    /// <value>The default is 2.4; <see langword="null"/> does not ask. Above 0.</value>
    public double? CompressionRatioThreshold { get; init; } = 2.4;

    /// <summary>Gets the mean log-probability of tokens below which the next temperature is tried.</summary>
    /// <value>The default is −1; <see langword="null"/> does not ask.</value>
    public double? LogProbabilityThreshold { get; init; } = -1;

    /// <summary>Gets the probability of no speech above which a window is skipped, unless its tokens are probable enough.</summary>
    /// <value>The default is 0.6; <see langword="null"/> does not ask. From 0 to 1.</value>
    public double? NoSpeechThreshold { get; init; } = 0.6;

    /// <summary>Gets a value indicating whether a window sees the text before it, which makes text consistent, and failures too.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool ConditionOnPreviousText { get; init; } = true;

    /// <summary>Gets a value indicating whether words are placed by cross-attention, where the export gives it.</summary>
    /// <value>The default is <see langword="true"/>. Else times of words are interpolated within their segments, and marked so.</value>
    public bool AlignWords { get; init; } = true;

    /// <summary>Gets the silence around a segment from which on it may be a hallucination, and is dropped if its words are improbable.</summary>
    /// <value>The default is <see langword="null"/>: nothing is dropped. Above 0; 2 s is usual. Needs words placed by cross-attention, and is refused without.</value>
    public TimeSpan? HallucinationSilenceThreshold { get; init; }

    /// <summary>Gets the parts of the audio that are transcribed.</summary>
    /// <value>The default is empty: all of it. In order, and without overlap.</value>
    public IReadOnlyList<AudioRange> Clips { get; init; } = [];

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(Temperatures);
        ArgumentNullException.ThrowIfNull(SuppressedTokens);
        ArgumentNullException.ThrowIfNull(Clips);
        if (Temperatures.Count == 0)
            throw new ArgumentException($"{nameof(Temperatures)} is empty; give at least one, such as 0.");
        foreach (float temperature in Temperatures)
            Require(temperature is >= 0 and <= 2, nameof(Temperatures), temperature, "Each temperature must be from 0 to 2.");
        Require(BeamSize is >= 1 and <= 32, nameof(BeamSize), BeamSize, "The beam size must be from 1 to 32.");
        Require(BestOf is >= 1 and <= 32, nameof(BestOf), BestOf, "The number of draws must be from 1 to 32.");
        Require(Patience is > 0 and <= 10, nameof(Patience), Patience, "The patience must be above 0 and at most 10.");
        Require(LengthPenalty is null or (>= 0 and <= 5), nameof(LengthPenalty), LengthPenalty, "The length penalty must be from 0 to 5.");
        Require(MaxInitialTimestamp is null || (MaxInitialTimestamp >= TimeSpan.Zero && MaxInitialTimestamp <= TimeSpan.FromSeconds(30)), nameof(MaxInitialTimestamp), MaxInitialTimestamp, "The latest first timestamp must be from 0 to 30 s.");
        Require(SampleLength is null or >= 1, nameof(SampleLength), SampleLength, "At least one token must be sampled.");
        Require(CompressionRatioThreshold is null or > 0, nameof(CompressionRatioThreshold), CompressionRatioThreshold, "The compression ratio must be above 0.");
        Require(LogProbabilityThreshold is not double.NaN, nameof(LogProbabilityThreshold), LogProbabilityThreshold, "The threshold must be a number.");
        Require(NoSpeechThreshold is null or (>= 0 and <= 1), nameof(NoSpeechThreshold), NoSpeechThreshold, "The probability must be from 0 to 1.");
        Require(HallucinationSilenceThreshold is null || HallucinationSilenceThreshold > TimeSpan.Zero, nameof(HallucinationSilenceThreshold), HallucinationSilenceThreshold, "The silence must be above 0.");
        TimeSpan end = TimeSpan.Zero;
        foreach (AudioRange clip in Clips)
        {
            if (clip.Start < end || clip.End <= clip.Start)
                throw new ArgumentException($"{nameof(Clips)} holds {clip}; clips must start at 0 or later, have a length, and come in order without overlap.");
            end = clip.End ?? TimeSpan.MaxValue;
        }
    }

    private static void Require(bool condition, string name, object? value, string message)
    {
        if (!condition)
            throw new ArgumentOutOfRangeException(name, value, message);
    }
}
