using Swictation.Stt.Transform;
using Swictation.Stt.Transform.Corrections;
using Swictation.Stt.Vad;

namespace Swictation.Stt;

/// <summary>Says how a pipeline works. Immutable.</summary>
public sealed record SttPipelineOptions
{
    /// <summary>Gets how speech is cut into utterances.</summary>
    public SpeechSegmenterOptions Segmenter { get; init; } = new();

    /// <summary>Gets how each utterance is recognised.</summary>
    public StreamOptions Stream { get; init; } = StreamOptions.Default;

    /// <summary>Gets a value indicating whether <see cref="PartialEvent"/>s are given. Without them an utterance is recognised once, when it has ended.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Partials { get; init; } = true;

    /// <summary>Gets how much audio lies between two <see cref="LevelEvent"/>s.</summary>
    /// <value>The default is 0.1 s. Zero: none. From 0 to 10 s.</value>
    public TimeSpan LevelInterval { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>Gets how much audio may wait to be processed. A live source that runs further ahead loses audio, and the loss is told; any other is made to wait.</summary>
    /// <value>The default is 30 s. From 0.1 s to 10 min.</value>
    public TimeSpan InputBuffer { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how many events that are never dropped may wait to be read before processing pauses.</summary>
    /// <value>The default is 1024. From 16 to 1,000,000.</value>
    public int EventCapacity { get; init; } = 1024;

    /// <summary>Gets the rules that turn what is said into what is written: see <see cref="FinalEvent.Transform"/>. The utterances of a run are one text.</summary>
    /// <value>The default is <see langword="null"/>: what was said is left as it is.</value>
    public TransformRules? Transform { get; init; }

    /// <summary>Gets what gives the corrections that <see cref="Transform"/> begins with, such as <c>() => file.Current</c> of a <see cref="CorrectionFile"/>.</summary>
    /// <value>The default is <see langword="null"/>: none. It is asked for each text, on the thread that recognises, and must not throw.</value>
    public Func<CorrectionLexicon>? Corrections { get; init; }

    /// <summary>Gets a value indicating whether <see cref="Transform"/> writes numbers, dates and the like as they are written: see <see cref="TextTransformer.UsesInverseTextNormalization"/>.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool UsesInverseTextNormalization { get; init; }

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    /// <exception cref="ArgumentException">See <see cref="TranscribeOptions.Validate"/>; or there is something to correct or to normalise, and no <see cref="Transform"/> to do it.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Segmenter);
        ArgumentNullException.ThrowIfNull(Stream);
        Segmenter.Validate();
        Stream.Validate();
        if (LevelInterval < TimeSpan.Zero || LevelInterval > TimeSpan.FromSeconds(10))
            throw new ArgumentOutOfRangeException(nameof(LevelInterval), LevelInterval, "The interval of levels must be from 0 (none) to 10 s.");
        if (InputBuffer < TimeSpan.FromSeconds(0.1) || InputBuffer > TimeSpan.FromMinutes(10))
            throw new ArgumentOutOfRangeException(nameof(InputBuffer), InputBuffer, "The input buffer must be from 0.1 s to 10 min.");
        if (EventCapacity is < 16 or > 1_000_000)
            throw new ArgumentOutOfRangeException(nameof(EventCapacity), EventCapacity, "The capacity for events must be from 16 to 1,000,000.");
        if (Transform is null && (Corrections is not null || UsesInverseTextNormalization))
            throw new ArgumentException($"{nameof(Corrections)} and {nameof(UsesInverseTextNormalization)} are for {nameof(Transform)}: set it, for example to the rules of the mode {TransformMode.Verbatim}.");
    }
}
