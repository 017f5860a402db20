using Swictation.Stt.Onnx;
using Swictation.Stt.Parakeet;

namespace Swictation.Stt;

/// <summary>Says how a model is loaded, whatever its kind. Immutable.</summary>
public sealed record SttEngineOptions
{
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
}
