namespace Swictation.Stt;

/// <summary>How much memory this machine has, and how much of it this process may still take. A snapshot; immutable. All sizes in bytes.</summary>
/// <remarks>
/// Read with <see cref="Read"/>. On Linux from <c>/proc/meminfo</c>, the control groups of the process and of its ancestors (versions 2 and 1) and
/// <c>/proc/self/status</c>; on Windows from <c>GlobalMemoryStatusEx</c>; elsewhere from what .NET knows.
/// </remarks>
public sealed record SystemMemory
{
    /// <summary>Gets the memory of the machine.</summary>
    public required long TotalBytes { get; init; }

    /// <summary>Gets what the machine can give without swapping: free memory, and caches that can go.</summary>
    public required long AvailableBytes { get; init; }

    /// <summary>Gets the limit of the control group, the lowest up the tree, or <see langword="null"/> where there is none.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Gets what the control group with that limit holds now, without caches that can go, or <see langword="null"/> where there is none.</summary>
    public long? LimitUsedBytes { get; init; }

    /// <summary>Gets what is resident of this process.</summary>
    public required long ResidentBytes { get; init; }

    /// <summary>Gets what is resident of this process and is no file's: what the system cannot take back. <see langword="null"/> where it is not known.</summary>
    public long? AnonymousBytes { get; init; }

    /// <summary>Gets how much this process may still take: what is available, or what is left of the limit where that is less. At least 0.</summary>
    public long FreeBytes => Math.Max(0, LimitBytes is { } limit ? Math.Min(AvailableBytes, limit - (LimitUsedBytes ?? 0)) : AvailableBytes);

    /// <summary>Reads the memory of this machine.</summary>
    /// <returns>What is known; never throws.</returns>
    public static SystemMemory Read() => OperatingSystem.IsLinux() ? LinuxMemory.Read("/") : OperatingSystem.IsWindows() ? WindowsMemory.Read() : ReadManaged();

    /// <summary>Gets what .NET knows: it counts the machine, or the limit where there is one.</summary>
    internal static SystemMemory ReadManaged()
    {
        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        return new SystemMemory
        {
            TotalBytes = memory.TotalAvailableMemoryBytes,
            AvailableBytes = Math.Max(0, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes),
            ResidentBytes = Environment.WorkingSet,
        };
    }
}
