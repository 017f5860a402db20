using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>Says how a Parakeet model is loaded. Immutable.</summary>
public sealed record ParakeetOptions
{
    /// <summary>Gets which files to take where the model has several precisions.</summary>
    /// <value>The default is <see cref="ModelPrecision.Auto"/>.</value>
    public ModelPrecision Precision { get; init; }

    /// <summary>Gets the number of threads that the model may use.</summary>
    /// <value>The default is 0: as many as there are physical cores. From 0 to 1024.</value>
    public int Threads { get; init; }

    /// <summary>Gets the execution providers for the encoder, the best first; the processor is always tried last.</summary>
    /// <value>The default is empty: the processor. Predictor and joint network always run on the processor: their steps are too small for anything else.</value>
    public IReadOnlyList<ExecutionProviderOptions> Providers { get; init; } = [];

    /// <summary>Gets where the graphs that ONNX Runtime rewrites for this machine are kept, so that the next load is faster.</summary>
    /// <value>The default is <see langword="null"/>: nowhere, since a library does not write to a disk unasked. See <see cref="GraphCache.OpenDefault()"/>.</value>
    public GraphCache? GraphCache { get; init; }

    /// <summary>Gets the longest stretch of audio that is recognised at once; longer speech is cut in pauses, or into overlapping windows.</summary>
    /// <value>
    /// The default is <see langword="null"/>, which is 20 s: above that int8 exports lose words, and the encoder's memory grows with the square. At least 5 s and at most
    /// 390 s, since the exports hold positions for 400 s. A model that was trained on short recordings hears better in shorter windows.
    /// </value>
    public TimeSpan? Window { get; init; }

    /// <summary>Gets what two neighbouring windows share where speech has no pause to cut it in.</summary>
    /// <value>
    /// The default is <see langword="null"/>, which is a fifth of the window, and 4 s of 20 s: each side hears 2 s beyond a seam. At least
    /// 1 s and at most half of the window.
    /// </value>
    public TimeSpan? WindowOverlap { get; init; }

    /// <summary>Gets the model's name in <see cref="SttEngineInfo.ModelId"/>.</summary>
    /// <value>The default is <see langword="null"/>: the name of its directory.</value>
    public string? ModelId { get; init; }

    /// <summary>Gets the model's languages as BCP 47 codes; with exactly one, transcriptions carry it.</summary>
    /// <value>The default is empty: the files do not say.</value>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Gets how much new audio makes a stream listen again, where <see cref="StreamOptions.UpdateInterval"/> does not say.</summary>
    /// <value>
    /// The default is <see langword="null"/>, which is 2 s, as in NeMo's script: a step hears 14 s again, so that a machine that
    /// transcribes 7 times as fast as speech keeps up. Where there is more power, 0.5 s shows words sooner. From 80 ms to 10 s.
    /// </value>
    public TimeSpan? StreamUpdateInterval { get; init; }

    /// <summary>Gets how much settled audio a stream hears again, where <see cref="StreamOptions.LeftContext"/> does not say.</summary>
    /// <value>The default is <see langword="null"/>, which is 10 s, NeMo's advice. From 0 to 60 s.</value>
    public TimeSpan? StreamLeftContext { get; init; }

    /// <summary>Gets how much audio must follow a word before it is stable, where <see cref="StreamOptions.RightContext"/> does not say.</summary>
    /// <value>The default is <see langword="null"/>, which is 2 s, NeMo's advice: below 1.6 s models lose words (NeMo issue 14430). From 0 to 30 s.</value>
    public TimeSpan? StreamRightContext { get; init; }

    internal TimeSpan EffectiveStreamUpdateInterval => StreamUpdateInterval ?? TimeSpan.FromSeconds(2);

    internal TimeSpan EffectiveStreamLeftContext => StreamLeftContext ?? TimeSpan.FromSeconds(10);

    internal TimeSpan EffectiveStreamRightContext => StreamRightContext ?? TimeSpan.FromSeconds(2);

    internal TimeSpan EffectiveWindow => Window ?? TimeSpan.FromSeconds(20);

    internal TimeSpan EffectiveOverlap => WindowOverlap ?? EffectiveWindow / 5;

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Precision))
            throw new ArgumentOutOfRangeException(nameof(Precision), Precision, "Unknown precision.");
        if (Threads is < 0 or > 1024)
            throw new ArgumentOutOfRangeException(nameof(Threads), Threads, "The number of threads must be from 0 (automatic) to 1024.");
        if (EffectiveWindow < TimeSpan.FromSeconds(5) || EffectiveWindow > TimeSpan.FromSeconds(390))
            throw new ArgumentOutOfRangeException(nameof(Window), Window, "The window must be from 5 s to 390 s.");
        if (EffectiveOverlap < TimeSpan.FromSeconds(1) || EffectiveOverlap > EffectiveWindow / 2)
            throw new ArgumentOutOfRangeException(nameof(WindowOverlap), WindowOverlap, "The overlap must be from 1 s to half of the window.");
        new StreamOptions { UpdateInterval = StreamUpdateInterval, LeftContext = StreamLeftContext, RightContext = StreamRightContext }.Validate();
        ArgumentNullException.ThrowIfNull(Providers);
        ArgumentNullException.ThrowIfNull(Languages);
    }
}
