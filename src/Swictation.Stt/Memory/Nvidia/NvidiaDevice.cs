namespace Swictation.Stt;

/// <summary>An NVIDIA GPU and its memory, as the driver's management library (NVML) tells. A snapshot; immutable. All sizes in bytes.</summary>
public sealed record NvidiaDevice
{
    /// <summary>Gets its number in the order of the PCI bus, which need not be CUDA's: see <see cref="Uuid"/>.</summary>
    public required int Index { get; init; }

    /// <summary>Gets its name, such as <c>NVIDIA H100 80GB HBM3</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets its identifier, which <c>CUDA_VISIBLE_DEVICES</c> takes.</summary>
    public required string Uuid { get; init; }

    /// <summary>Gets its memory.</summary>
    public required long TotalBytes { get; init; }

    /// <summary>Gets what is free of it.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>Gets what all processes and the driver use of it.</summary>
    public required long UsedBytes { get; init; }

    /// <summary>Gets what this process uses of it, or <see langword="null"/> where the driver does not tell, as in some containers.</summary>
    public long? ProcessBytes { get; init; }
}
