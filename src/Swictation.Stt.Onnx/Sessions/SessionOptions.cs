using System.Collections.ObjectModel;

namespace Swictation.Stt.Onnx;

/// <summary>Says how a model is loaded and run. Immutable; one instance may serve any number of sessions.</summary>
public sealed record SessionOptions
{
    /// <summary>Gets the number of threads that one operator may use.</summary>
    /// <value>The default is 0: as many as there are physical cores. From 0 to 1024.</value>
    public int IntraOpThreads { get; init; }

    /// <summary>Gets the number of operators that run at once; only with <see cref="ParallelExecution"/>.</summary>
    /// <value>The default is 1. From 0 (ONNX Runtime's choice) to 1024.</value>
    public int InterOpThreads { get; init; } = 1;

    /// <summary>Gets a value indicating whether independent operators run in parallel.</summary>
    /// <value>The default is <see langword="false"/>: speech models are chains.</value>
    public bool ParallelExecution { get; init; }

    /// <summary>Gets how far the graph is rewritten before it runs.</summary>
    /// <value>The default is <see cref="GraphOptimizationLevel.All"/>.</value>
    public GraphOptimizationLevel OptimizationLevel { get; init; } = GraphOptimizationLevel.All;

    /// <summary>Gets where to write the rewritten graph, or <see langword="null"/> not to.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? OptimizedModelPath { get; init; }

    /// <summary>Gets where rewritten graphs of models that are loaded from files are kept, so that the next load is faster.</summary>
    /// <value>The default is <see langword="null"/>: nowhere, since a library does not write to a disk unasked.</value>
    public GraphCache? GraphCache { get; init; }

    /// <summary>Gets a value indicating whether memory for intermediate results is kept between runs.</summary>
    /// <value>The default is <see langword="true"/>: faster, at the price of the largest run's memory.</value>
    public bool MemoryArena { get; init; } = true;

    /// <summary>Gets a value indicating whether the layout of memory is planned from the first run with the same shapes.</summary>
    /// <value>The default is <see langword="true"/>. Turn it off where every run has other shapes.</value>
    public bool MemoryPattern { get; init; } = true;

    /// <summary>Gets a value indicating whether waiting threads spin, which answers sooner and burns processor time.</summary>
    /// <value>The default is <see langword="true"/>, as in ONNX Runtime.</value>
    public bool Spinning { get; init; } = true;

    /// <summary>Gets the execution providers to try, the best first. The processor is always tried last.</summary>
    /// <value>The default is empty: the processor.</value>
    public IReadOnlyList<ExecutionProviderOptions> Providers { get; init; } = [];

    /// <summary>Gets further settings by the keys of <c>onnxruntime_session_options_config_keys.h</c>.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyDictionary<string, string> ConfigEntries { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets fixed values for symbolic dimensions, by their names.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyDictionary<string, long> FreeDimensions { get; init; } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>Gets the least severity of this session's log messages.</summary>
    /// <value>The default is <see langword="null"/>: the environment's.</value>
    public OrtLogSeverity? LogSeverity { get; init; }

    /// <summary>Gets the session's name in log messages, or <see langword="null"/> for none.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? LogId { get; init; }

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    /// <exception cref="ArgumentNullException">A list or map is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A path is empty, or a provider is <see langword="null"/>.</exception>
    public void Validate()
    {
        if (IntraOpThreads is < 0 or > 1024)
            throw new ArgumentOutOfRangeException(nameof(IntraOpThreads), IntraOpThreads, "The number of threads must be from 0 (automatic) to 1024.");
        if (InterOpThreads is < 0 or > 1024)
            throw new ArgumentOutOfRangeException(nameof(InterOpThreads), InterOpThreads, "The number of threads must be from 0 (automatic) to 1024.");
        if (!Enum.IsDefined(OptimizationLevel))
            throw new ArgumentOutOfRangeException(nameof(OptimizationLevel), OptimizationLevel, "Unknown optimisation level.");
        if (LogSeverity is { } severity && !Enum.IsDefined(severity))
            throw new ArgumentOutOfRangeException(nameof(LogSeverity), LogSeverity, "Unknown log severity.");
        if (OptimizedModelPath is { Length: 0 })
            throw new ArgumentException($"{nameof(OptimizedModelPath)} is empty; give a file, or null not to write one.");
        ArgumentNullException.ThrowIfNull(ConfigEntries);
        ArgumentNullException.ThrowIfNull(FreeDimensions);
        foreach ((string name, long value) in FreeDimensions)
        {
            if (value < 0)
                throw new ArgumentOutOfRangeException(nameof(FreeDimensions), value, $"Dimension {name} must be at least 0.");
        }

        ArgumentNullException.ThrowIfNull(Providers);
        foreach (ExecutionProviderOptions provider in Providers)
        {
            if (provider?.Options is null)
                throw new ArgumentException($"{nameof(Providers)} holds a provider, or options of a provider, that are null; leave it out.");
            if (!Enum.IsDefined(provider.Provider))
                throw new ArgumentOutOfRangeException(nameof(Providers), provider.Provider, "Unknown execution provider.");
        }
    }
}
