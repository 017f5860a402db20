namespace Swictation.Stt;

/// <summary>Says whether an engine of an <see cref="EngineManager"/> is loaded, and what it takes. A snapshot; immutable.</summary>
/// <param name="Name">The name under which it was added.</param>
/// <param name="Load">Whether it is loaded, how often it was, and how long that took.</param>
public sealed record ManagedEngineStatus(string Name, EngineLoadStatus Load)
{
    /// <summary>Gets how much the resident memory of the process grew while it was loaded; 0 where it is not loaded.</summary>
    /// <remarks>
    /// Measured from the start to the end of the load; loads wait for each other, but what other threads did in that time counts, too. Memory that
    /// ONNX Runtime takes while it runs, and keeps, is not in it.
    /// </remarks>
    public long ResidentBytes { get; init; }

    /// <summary>Gets how much the GPU memory of the process grew while it was loaded; 0 where it is not loaded, <see langword="null"/> where the driver does not tell.</summary>
    public long? DeviceBytes { get; init; }

    /// <summary>Gets how long it has not been used, or <see langword="null"/> where it is in use or not loaded.</summary>
    public TimeSpan? Idle { get; init; }
}
