using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>Says how a Whisper model is loaded. Immutable.</summary>
public sealed record WhisperOptions
{
    /// <summary>Gets which files to take where the model has several precisions.</summary>
    /// <value>The default is <see cref="WhisperPrecision.Auto"/>.</value>
    public WhisperPrecision Precision { get; init; }

    /// <summary>Gets which decoder to take where it may be of another precision than the encoder.</summary>
    /// <value>The default is <see langword="null"/>: that of the encoder if it is there, else any.</value>
    public WhisperPrecision? DecoderPrecision { get; init; }

    /// <summary>Gets the number of threads that the model may use.</summary>
    /// <value>The default is 0: as many as there are physical cores. From 0 to 1024.</value>
    public int Threads { get; init; }

    /// <summary>Gets the execution providers, the best first; the processor is always tried last.</summary>
    /// <value>
    /// The default is empty: the processor. On another provider the encoder's output is moved once for each window, and the decoder's
    /// caches of its own tokens with every step.
    /// </value>
    public IReadOnlyList<ExecutionProviderOptions> Providers { get; init; } = [];

    /// <summary>Gets where the graphs that ONNX Runtime rewrites for this machine are kept, so that the next load is faster.</summary>
    /// <value>The default is <see langword="null"/>: nowhere, since a library does not write to a disk unasked. See <see cref="GraphCache.OpenDefault()"/>.</value>
    public GraphCache? GraphCache { get; init; }

    /// <summary>Gets the model's name in <see cref="SttEngineInfo.ModelId"/>.</summary>
    /// <value>The default is <see langword="null"/>: the name of its directory.</value>
    public string? ModelId { get; init; }

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentNullException">The list of providers is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Precision))
            throw new ArgumentOutOfRangeException(nameof(Precision), Precision, "Unknown precision.");
        if (DecoderPrecision is { } decoder && !Enum.IsDefined(decoder))
            throw new ArgumentOutOfRangeException(nameof(DecoderPrecision), decoder, "Unknown precision.");
        if (Threads is < 0 or > 1024)
            throw new ArgumentOutOfRangeException(nameof(Threads), Threads, "The number of threads must be from 0 (automatic) to 1024.");
        ArgumentNullException.ThrowIfNull(Providers);
    }
}
