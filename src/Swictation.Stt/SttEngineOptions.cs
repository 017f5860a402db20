using Swictation.Stt.Onnx;
using Swictation.Stt.Parakeet;
using Swictation.Stt.Whisper;

namespace Swictation.Stt;

/// <summary>Says how a model is loaded, whatever its kind. Immutable.</summary>
public sealed record SttEngineOptions
{
    /// <summary>Gets the engine that is to run the model.</summary>
    /// <value>The default is <see cref="SttEngineKind.Auto"/>: the one that the model's files are for. Another says which of two models in one directory, and refuses a model of the other kind.</value>
    public SttEngineKind Engine { get; init; }

    /// <summary>Gets the number of threads that the model may use.</summary>
    /// <value>The default is 0: as many as there are physical cores. From 0 to 1024.</value>
    public int Threads { get; init; }

    /// <summary>Gets the execution providers to try, the best first; the processor is always tried last.</summary>
    /// <value>The default is empty: the processor.</value>
    public IReadOnlyList<ExecutionProviderOptions> Providers { get; init; } = [];

    /// <summary>Gets where the graphs that ONNX Runtime rewrites for this machine are kept, so that the next load is faster.</summary>
    /// <value>The default is <see langword="null"/>: nowhere, since a library does not write to a disk unasked. See <see cref="GraphCache.OpenDefault()"/>.</value>
    public GraphCache? GraphCache { get; init; }

    /// <summary>Gets the settings that only Parakeet models have.</summary>
    /// <value>The defaults of <see cref="ParakeetOptions"/>. <see cref="Threads"/>, <see cref="Providers"/> and <see cref="GraphCache"/> take precedence.</value>
    public ParakeetOptions Parakeet { get; init; } = new();

    /// <summary>Gets the settings that only Whisper models have.</summary>
    /// <value>The defaults of <see cref="WhisperOptions"/>. <see cref="Threads"/>, <see cref="Providers"/> and <see cref="GraphCache"/> take precedence.</value>
    public WhisperOptions Whisper { get; init; } = new();

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentNullException">A list or a record is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Engine))
            throw new ArgumentOutOfRangeException(nameof(Engine), Engine, "Unknown engine.");
        ArgumentNullException.ThrowIfNull(Providers);
        ArgumentNullException.ThrowIfNull(Parakeet);
        ArgumentNullException.ThrowIfNull(Whisper);
        (Parakeet with { Threads = Threads }).Validate(); // the range of threads is that of the engines
        Parakeet.Validate();
        Whisper.Validate();
    }
}
