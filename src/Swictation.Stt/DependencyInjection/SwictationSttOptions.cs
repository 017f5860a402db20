using Swictation.Stt.Onnx;
using Swictation.Stt.Transform;
using Swictation.Stt.Transform.Corrections;
using Swictation.Stt.Vad;
using Swictation.Stt.Whisper;

namespace Swictation.Stt;

/// <summary>Holds the settings of an application, for binding to its configuration. Read once, when the services are first used.</summary>
/// <remarks>
/// Mutable because configuration is bound to it; everything that works is given immutable options made of it. Defaults and ranges are those
/// of the options named at each property. Not safe for concurrent changes.
/// </remarks>
public sealed class SwictationSttOptions
{
    private static readonly SttEngineOptions EngineDefaults = new();
    private static readonly SttPipelineOptions PipelineDefaults = new();
    private static readonly WhisperTranscribeOptions WhisperDefaults = new();
    private static readonly HybridEngineOptions HybridDefaults = new() { Primary = NoEngine, Fallback = NoEngine };

    /// <summary>Gets or sets the model: a directory, or the name of one that is on this machine. See <see cref="SttEngine.Load"/>.</summary>
    /// <value>The default is <see langword="null"/>: <c>SWICTATION_MODEL</c> if it is set, else <c>tiny-en</c>.</value>
    public string? Model { get; set; }

    /// <summary>Gets or sets the engine that is to run the model.</summary>
    /// <value>As <see cref="SttEngineOptions.Engine"/>.</value>
    public SttEngineKind Engine { get; set; } = EngineDefaults.Engine;

    /// <summary>Gets or sets a value indicating whether the graphs that ONNX Runtime rewrites for this machine are kept in the user's cache, so that the next start is faster.</summary>
    /// <value>The default is <see langword="false"/>. See <see cref="GraphCache.OpenDefault()"/>.</value>
    public bool UseGraphCache { get; set; }

    /// <summary>Gets or sets a second model, with which the engine is a <see cref="HybridEngine"/>: a directory, or the name of one that is on this machine.</summary>
    /// <value>The default is <see langword="null"/>: there is only one.</value>
    public string? FallbackModel { get; set; }

    /// <summary>Gets or sets which of two models makes final texts.</summary>
    /// <value>As <see cref="HybridEngineOptions.FinalBy"/>.</value>
    public EngineRole FinalBy { get; set; } = HybridDefaults.FinalBy;

    /// <summary>Gets or sets the confidence below which the second model hears the audio, too.</summary>
    /// <value>As <see cref="HybridEngineOptions.MinConfidence"/>.</value>
    public float? MinConfidence { get; set; } = HybridDefaults.MinConfidence;

    /// <summary>Gets or sets how long the first of two models stays loaded without use.</summary>
    /// <value>As <see cref="HybridEngineOptions.PrimaryIdleUnload"/>.</value>
    public TimeSpan? PrimaryIdleUnload { get; set; } = HybridDefaults.PrimaryIdleUnload;

    /// <summary>Gets or sets how long the second model stays loaded without use.</summary>
    /// <value>As <see cref="HybridEngineOptions.FallbackIdleUnload"/>.</value>
    public TimeSpan? FallbackIdleUnload { get; set; } = HybridDefaults.FallbackIdleUnload;

    /// <summary>Gets or sets the language that is spoken.</summary>
    /// <value>As <see cref="TranscribeOptions.Language"/>.</value>
    public string? Language { get; set; } = PipelineDefaults.Stream.Transcribe.Language;

    /// <summary>Gets or sets a value indicating whether the text is translated to English.</summary>
    /// <value>As <see cref="TranscribeOptions.Translate"/>.</value>
    public bool Translate { get; set; } = PipelineDefaults.Stream.Transcribe.Translate;

    /// <summary>Gets or sets how many hypotheses a Whisper model follows.</summary>
    /// <value>As <see cref="WhisperTranscribeOptions.BeamSize"/>.</value>
    public int WhisperBeamSize { get; set; } = WhisperDefaults.BeamSize;

    /// <summary>Gets or sets the text that comes before what a Whisper model hears.</summary>
    /// <value>As <see cref="WhisperTranscribeOptions.Prompt"/>.</value>
    public string? WhisperPrompt { get; set; } = WhisperDefaults.Prompt;

    /// <summary>Gets or sets the words that a Whisper model is likely to hear.</summary>
    /// <value>As <see cref="WhisperTranscribeOptions.Hotwords"/>.</value>
    public string? WhisperHotwords { get; set; } = WhisperDefaults.Hotwords;

    /// <summary>Gets or sets the number of threads that the model may use.</summary>
    /// <value>As <see cref="SttEngineOptions.Threads"/>.</value>
    public int Threads { get; set; } = EngineDefaults.Threads;

    /// <summary>Gets or sets the voice activity model: an .onnx file, or a directory that holds one. See <see cref="SileroVad.Load"/>.</summary>
    /// <value>The default is <see langword="null"/>: the small model that comes with the library.</value>
    public string? VadPath { get; set; }

    /// <summary>Gets or sets the probability from which a window counts as speech.</summary>
    /// <value>As <see cref="SpeechSegmenterOptions.Threshold"/>.</value>
    public float? Threshold { get; set; } = PipelineDefaults.Segmenter.Threshold;

    /// <summary>Gets or sets the probability below which a window counts as silence.</summary>
    /// <value>As <see cref="SpeechSegmenterOptions.ExitThreshold"/>.</value>
    public float? ExitThreshold { get; set; } = PipelineDefaults.Segmenter.ExitThreshold;

    /// <summary>Gets or sets how much speech makes an utterance.</summary>
    /// <value>As <see cref="SpeechSegmenterOptions.MinSpeech"/>.</value>
    public TimeSpan MinSpeech { get; set; } = PipelineDefaults.Segmenter.MinSpeech;

    /// <summary>Gets or sets the silence that ends an utterance.</summary>
    /// <value>As <see cref="SpeechSegmenterOptions.MinSilence"/>.</value>
    public TimeSpan MinSilence { get; set; } = PipelineDefaults.Segmenter.MinSilence;

    /// <summary>Gets or sets the greatest length of an utterance.</summary>
    /// <value>As <see cref="SpeechSegmenterOptions.MaxUtterance"/>.</value>
    public TimeSpan MaxUtterance { get; set; } = PipelineDefaults.Segmenter.MaxUtterance;

    /// <summary>Gets or sets how much audio before the first sound belongs to the utterance.</summary>
    /// <value>As <see cref="SpeechSegmenterOptions.PreRoll"/>.</value>
    public TimeSpan PreRoll { get; set; } = PipelineDefaults.Segmenter.PreRoll;

    /// <summary>Gets or sets how much of the silence after the last sound belongs to the utterance.</summary>
    /// <value>As <see cref="SpeechSegmenterOptions.Tail"/>.</value>
    public TimeSpan Tail { get; set; } = PipelineDefaults.Segmenter.Tail;

    /// <summary>Gets or sets how much new audio makes a stream listen again.</summary>
    /// <value>As <see cref="StreamOptions.UpdateInterval"/>.</value>
    public TimeSpan? UpdateInterval { get; set; } = PipelineDefaults.Stream.UpdateInterval;

    /// <summary>Gets or sets how much audio must follow a word before the word can become stable.</summary>
    /// <value>As <see cref="StreamOptions.RightContext"/>.</value>
    public TimeSpan? RightContext { get; set; } = PipelineDefaults.Stream.RightContext;

    /// <summary>Gets or sets how much settled audio is heard again with the new, for context.</summary>
    /// <value>As <see cref="StreamOptions.LeftContext"/>.</value>
    public TimeSpan? LeftContext { get; set; } = PipelineDefaults.Stream.LeftContext;

    /// <summary>Gets or sets the pause between two words that ends a segment.</summary>
    /// <value>As <see cref="TranscribeOptions.SegmentGap"/>.</value>
    public TimeSpan SegmentGap { get; set; } = PipelineDefaults.Stream.Transcribe.SegmentGap;

    /// <summary>Gets or sets a value indicating whether text is given while it is spoken.</summary>
    /// <value>As <see cref="SttPipelineOptions.Partials"/>.</value>
    public bool Partials { get; set; } = PipelineDefaults.Partials;

    /// <summary>Gets or sets how much audio lies between two levels.</summary>
    /// <value>As <see cref="SttPipelineOptions.LevelInterval"/>.</value>
    public TimeSpan LevelInterval { get; set; } = PipelineDefaults.LevelInterval;

    /// <summary>Gets or sets how much audio may wait to be processed.</summary>
    /// <value>As <see cref="SttPipelineOptions.InputBuffer"/>.</value>
    public TimeSpan InputBuffer { get; set; } = PipelineDefaults.InputBuffer;

    /// <summary>Gets or sets how many events that are never dropped may wait to be read.</summary>
    /// <value>As <see cref="SttPipelineOptions.EventCapacity"/>.</value>
    public int EventCapacity { get; set; } = PipelineDefaults.EventCapacity;

    /// <summary>Gets or sets the mode in which what is said is turned into what is written, such as <c>dictation</c>: see <see cref="RuleBook"/>.</summary>
    /// <value>The default is <see langword="null"/>: what was said is left as it is.</value>
    public string? TransformMode { get; set; }

    /// <summary>Gets or sets the language of the commands in that mode.</summary>
    /// <value>The default is <c>en</c>. One of <see cref="RuleBook.Languages"/>.</value>
    public string TransformLanguage { get; set; } = "en";

    /// <summary>Gets or sets a file of rules of the application's own, in the format of <see cref="RuleBook.WithFile"/>.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public string? TransformRulesPath { get; set; }

    /// <summary>Gets or sets a file of corrections that the transform begins with: see <see cref="CorrectionFile"/>. It is loaded again when it changes.</summary>
    /// <value>The default is <see langword="null"/>: none. Needs <see cref="TransformMode"/>.</value>
    public string? CorrectionsPath { get; set; }

    /// <summary>Gets or sets a value indicating whether the transform writes numbers, dates and the like as they are written.</summary>
    /// <value>As <see cref="SttPipelineOptions.UsesInverseTextNormalization"/>. Needs <see cref="TransformMode"/>.</value>
    public bool UsesInverseTextNormalization { get; set; } = PipelineDefaults.UsesInverseTextNormalization;

    /// <summary>Makes the rules ready that the settings name.</summary>
    /// <exception cref="ArgumentException">There is no such mode or language.</exception>
    /// <exception cref="RuleFileException">The file cannot be used.</exception>
    internal TransformRules? ToTransformRules()
    {
        if (TransformMode is null)
            return null;
        RuleBook book = RuleBook.For(TransformLanguage);
        return (TransformRulesPath is null ? book : book.WithFile(TransformRulesPath)).Compile(TransformMode);
    }

    internal SttEngineOptions ToEngineOptions() => EngineDefaults with { Engine = Engine, Threads = Threads, GraphCache = UseGraphCache ? GraphCache.OpenDefault() : null };

    /// <summary>Makes the options of two engines; <see cref="FallbackModel"/> is set.</summary>
    internal HybridEngineOptions ToHybridOptions(TimeProvider? time)
    {
        SttEngineOptions engine = ToEngineOptions();
        (string? model, string? fallback) = (Model, FallbackModel);
        return HybridDefaults with
        {
            Primary = () => SttEngine.Load(model, engine),
            Fallback = () => SttEngine.Load(fallback, engine with { Engine = SttEngineKind.Auto }),
            FinalBy = FinalBy,
            MinConfidence = MinConfidence,
            PrimaryIdleUnload = PrimaryIdleUnload,
            FallbackIdleUnload = FallbackIdleUnload,
            TimeProvider = time ?? HybridDefaults.TimeProvider,
        };
    }

    internal StreamOptions ToStreamOptions() => PipelineDefaults.Stream with
    {
        UpdateInterval = UpdateInterval,
        RightContext = RightContext,
        LeftContext = LeftContext,
        Transcribe = ToTranscribeOptions(),
    };

    /// <summary>Makes options that only say what only Whisper has where that was asked for.</summary>
    internal TranscribeOptions ToTranscribeOptions()
    {
        TranscribeOptions options = PipelineDefaults.Stream.Transcribe with { SegmentGap = SegmentGap, Language = Language, Translate = Translate };
        var whisper = new WhisperTranscribeOptions(options) { BeamSize = WhisperBeamSize, Prompt = WhisperPrompt, Hotwords = WhisperHotwords };
        bool isPlain = (WhisperBeamSize, WhisperPrompt, WhisperHotwords) == (WhisperDefaults.BeamSize, WhisperDefaults.Prompt, WhisperDefaults.Hotwords);
        return isPlain ? options : whisper;
    }

    internal SttPipelineOptions ToPipelineOptions(Func<CorrectionLexicon>? corrections = null) => PipelineDefaults with
    {
        Segmenter = PipelineDefaults.Segmenter with
        {
            Threshold = Threshold,
            ExitThreshold = ExitThreshold,
            MinSpeech = MinSpeech,
            MinSilence = MinSilence,
            MaxUtterance = MaxUtterance,
            PreRoll = PreRoll,
            Tail = Tail,
        },
        Stream = ToStreamOptions(),
        Partials = Partials,
        LevelInterval = LevelInterval,
        InputBuffer = InputBuffer,
        EventCapacity = EventCapacity,
        Transform = ToTransformRules(),
        Corrections = corrections,
        UsesInverseTextNormalization = UsesInverseTextNormalization,
    };

    private static ISttEngine NoEngine() => throw new InvalidOperationException("No engine was named.");
}
