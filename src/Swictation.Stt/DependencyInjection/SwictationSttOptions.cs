using Swictation.Stt.Transform;
using Swictation.Stt.Vad;

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

    /// <summary>Gets or sets the model: a directory, or the name of one that is on this machine. See <see cref="SttEngine.Load"/>.</summary>
    /// <value>The default is <see langword="null"/>: <c>SWICTATION_MODEL</c> if it is set, else <c>tiny-en</c>.</value>
    public string? Model { get; set; }

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

    internal SttEngineOptions ToEngineOptions() => EngineDefaults with { Threads = Threads };

    internal StreamOptions ToStreamOptions() => PipelineDefaults.Stream with
    {
        UpdateInterval = UpdateInterval,
        RightContext = RightContext,
        LeftContext = LeftContext,
        Transcribe = PipelineDefaults.Stream.Transcribe with { SegmentGap = SegmentGap },
    };

    internal SttPipelineOptions ToPipelineOptions() => PipelineDefaults with
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
    };
}
