namespace Swictation.Stt.Whisper;

/// <summary>The options of one call, checked against the model and turned into tokens. Immutable.</summary>
internal sealed class TranscriptionSettings
{
    private readonly WhisperTokenizer _tokenizer;
    private readonly PromptBuilder _builder;
    private readonly int[] _hotwords;
    private readonly int[] _prefix;
    private readonly int[] _prompt;

    /// <summary>Initializes a new instance of the <see cref="TranscriptionSettings"/> class.</summary>
    /// <param name="options">The options, valid in themselves.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">The model cannot do what is asked for; the message says what it can.</exception>
    public TranscriptionSettings(WhisperTranscribeOptions options, WhisperModel model)
    {
        Options = options;
        _tokenizer = model.Tokenizer;
        _builder = new PromptBuilder(model.Tokenizer, model.Shape.TextContext);
        if (options.BoostPhrases.Count > 0)
        {
            throw new ArgumentException(
                $"Whisper models do not boost phrases. Put the words into {nameof(WhisperTranscribeOptions)}.{nameof(WhisperTranscribeOptions.Hotwords)}, or leave {nameof(TranscribeOptions.BoostPhrases)} out.",
                nameof(options));
        }

        Language = options.Language is null ? null : WhisperLanguage.Parse(options.Language);
        _ = Specials.StartSequence(Language, options.Translate); // refuses what the model does not know
        if (!Specials.IsMultilingual)
            Language = "en";
        SampleLength = options.SampleLength ?? model.Shape.TextContext / 2;
        if (SampleLength > model.Shape.TextContext)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), SampleLength, $"{nameof(WhisperTranscribeOptions.SampleLength)} is more than the {model.Shape.TextContext} tokens that the decoder holds.");
        }

        if (options.HallucinationSilenceThreshold is not null && !(options.AlignWords && model.Decoder.AttentionHeads.Count > 0))
        {
            throw new ArgumentException(
                $"{nameof(WhisperTranscribeOptions.HallucinationSilenceThreshold)} needs words placed by cross-attention: " +
                (options.AlignWords ? "this export gives none. Take one with attentions, such as one that is called timestamped, or leave it out." : $"{nameof(WhisperTranscribeOptions.AlignWords)} turns it off."),
                nameof(options));
        }

        _prompt = _builder.Encode(options.Prompt, "prompt");
        _prefix = _builder.Encode(options.Prefix, "prefix");
        _hotwords = _prefix.Length > 0 ? [] : _builder.Encode(options.Hotwords, "list of hotwords");
        if (_hotwords.Length > _builder.MaximumPromptLength)
        {
            throw new ArgumentException(
                $"The list of hotwords has {_hotwords.Length} tokens where {_builder.MaximumPromptLength} fit before a window. Shorten it.", nameof(options));
        }

        Thresholds = new DecodingThresholds
        {
            CompressionRatio = options.CompressionRatioThreshold,
            LogProbability = options.LogProbabilityThreshold,
            NoSpeech = options.NoSpeechThreshold,
        };
        Filter = new LogitFilter(
            Specials,
            options.SuppressBlank ? NonSpeechTokens.FindBlank(_tokenizer) : [],
            FindSuppressed(options.SuppressedTokens),
            options.Timestamps,
            options.MaxInitialTimestamp is { } latest ? (int)Math.Round(latest.TotalSeconds / SpecialTokens.TimestampStep, MidpointRounding.ToEven) : null);
    }

    public WhisperTranscribeOptions Options { get; }

    /// <summary>Gets Whisper's code of the language, or null where it is to be detected.</summary>
    public string? Language { get; }

    public DecodingThresholds Thresholds { get; }

    public LogitFilter Filter { get; }

    public int SampleLength { get; }

    private SpecialTokens Specials => _tokenizer.Specials;

    /// <summary>Makes the way through a recording.</summary>
    /// <param name="frames">The frames of the recording.</param>
    /// <param name="seeksByWords">Whether words are placed by cross-attention.</param>
    public LongFormLoop CreateLoop(int frames, bool seeksByWords)
    {
        var clips = new double[2 * Options.Clips.Count];
        for (int i = 0; i < Options.Clips.Count; i++)
        {
            clips[2 * i] = Options.Clips[i].Start.TotalSeconds;
            clips[(2 * i) + 1] = (Options.Clips[i].End ?? TimeSpan.MaxValue).TotalSeconds;
        }

        var options = new LongFormOptions
        {
            ConditionOnPreviousText = Options.ConditionOnPreviousText,
            CarryInitialPrompt = Options.CarryPrompt,
            SeekByWords = seeksByWords,
            HallucinationSilence = Options.HallucinationSilenceThreshold?.TotalSeconds,
        };
        return new LongFormLoop(_tokenizer, frames, SeekClips.FromSeconds(clips, frames), options, _prompt, _builder.MaximumPromptLength - _hotwords.Length);
    }

    /// <summary>Makes what a window's decoding starts from.</summary>
    public WindowTask CreateTask(SeekWindow window, string language, ReadOnlySpan<int> history)
    {
        int[] start = StartSequence(language);
        if (!Options.Timestamps)
            start = [.. start, Specials.NoTimestamps];
        int[] prompt = _builder.Build(start, [.. _hotwords, .. history], _prefix, SampleLength);
        return new WindowTask(window, prompt, Array.IndexOf(prompt, Specials.StartOfTranscript));
    }

    /// <summary>Makes the tokens that every transcript starts with.</summary>
    public int[] StartSequence(string language) => Specials.StartSequence(language, Options.Translate);

    /// <summary>Says how a window is searched at one of the temperatures. Draws depend on the window, not on what runs beside it.</summary>
    public SearchSettings Search(SeekWindow window, int attempt)
    {
        var seed = new SplitMix(unchecked((ulong)Options.Seed + ((ulong)(uint)window.Seek << 8) + (ulong)attempt));
        return new SearchSettings(
            Options.Temperatures[attempt], Options.BeamSize, Options.Patience, Options.LengthPenalty, Options.BestOf, SampleLength, seed.Next());
    }

    private int[] FindSuppressed(IReadOnlyList<int> tokens)
    {
        if (tokens.Count == 0)
            return [];
        var suppressed = new SortedSet<int>
        {
            Specials.Transcribe, Specials.Translate, Specials.StartOfTranscript, Specials.StartOfPrevious, Specials.StartOfLm, Specials.NoSpeech,
        };
        foreach (int token in tokens)
        {
            if (token == -1)
                suppressed.UnionWith(NonSpeechTokens.Find(_tokenizer));
            else if (token >= 0 && token < Specials.VocabularySize)
                suppressed.Add(token);
            else
                throw new ArgumentException($"{nameof(WhisperTranscribeOptions.SuppressedTokens)} holds {token}; the model's tokens are 0 to {Specials.VocabularySize - 1}, and -1 stands for the signs that are not spoken.");
        }

        return [.. suppressed];
    }
}
