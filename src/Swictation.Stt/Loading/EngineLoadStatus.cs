namespace Swictation.Stt;

/// <summary>Says whether an engine is loaded, how often it was, and how long that took. A snapshot; immutable.</summary>
/// <remarks>Times are those of <see cref="HybridEngineOptions.TimeProvider"/> or <see cref="EngineManagerOptions.TimeProvider"/>.</remarks>
public sealed record EngineLoadStatus
{
    /// <summary>Gets a value indicating whether the engine is loaded now.</summary>
    public bool IsLoaded { get; init; }

    /// <summary>Gets how often it was loaded.</summary>
    public int Loads { get; init; }

    /// <summary>Gets how often it was unloaded, for lack of use or by disposal.</summary>
    public int Unloads { get; init; }

    /// <summary>Gets how often it could not be loaded.</summary>
    public int FailedLoads { get; init; }

    /// <summary>Gets how long the newest load took, or <see langword="null"/> where there was none.</summary>
    public TimeSpan? LastLoadTime { get; init; }

    /// <summary>Gets how long all loads together took.</summary>
    public TimeSpan TotalLoadTime { get; init; }

    /// <summary>Gets how long the newest unloading took, or <see langword="null"/> where there was none.</summary>
    public TimeSpan? LastUnloadTime { get; init; }

    /// <summary>Gets what the newest load or unloading threw, or <see langword="null"/> where it succeeded.</summary>
    public Exception? LastError { get; init; }

    /// <summary>Gets how many calls use the engine now.</summary>
    public int Calls { get; init; }

    /// <summary>Gets how many streams have an utterance under way on it.</summary>
    public int Utterances { get; init; }

    /// <summary>Gets what the engine is and can do, or <see langword="null"/> where it has never been loaded.</summary>
    public SttEngineInfo? Info { get; init; }
}
