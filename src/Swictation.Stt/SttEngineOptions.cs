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

    /// <summary>Gets the settings that only Parakeet models have.</summary>
    /// <value>The defaults of <see cref="ParakeetOptions"/>. <see cref="Threads"/> and <see cref="Providers"/> take precedence.</value>
    public ParakeetOptions Parakeet { get; init; } = new();
}
