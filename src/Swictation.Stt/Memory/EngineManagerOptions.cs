using System.Diagnostics.Metrics;

namespace Swictation.Stt;

/// <summary>Says how much memory the engines of an <see cref="EngineManager"/> may take, and when they are unloaded. Immutable.</summary>
public sealed record EngineManagerOptions
{
    /// <summary>Gets how much resident memory the loaded engines may take together, in bytes.</summary>
    /// <value>The default is <see langword="null"/>: as much as <see cref="KeepFreeBytes"/> leaves. Above 0.</value>
    public long? MaxResidentBytes { get; init; }

    /// <summary>Gets how much GPU memory the loaded engines may take together, in bytes.</summary>
    /// <value>The default is <see langword="null"/>: no limit. Above 0. Counts where the NVIDIA driver tells what this process uses.</value>
    public long? MaxDeviceBytes { get; init; }

    /// <summary>Gets how much of the machine's memory, or of the control group's limit, a load must leave free, in bytes.</summary>
    /// <value>The default is 256 MiB: below that systems begin to swap. 0 turns the check off. At least 0.</value>
    public long KeepFreeBytes { get; init; } = 256L << 20;

    /// <summary>Gets how long an engine stays loaded without use, where its own options do not say.</summary>
    /// <value>The default is 10 min. <see langword="null"/>: for good. Above 0, up to 24 days.</value>
    public TimeSpan? IdleUnload { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets a value indicating whether engines that nobody uses are unloaded, the one unused for longest first, while the system runs short of memory.</summary>
    /// <value>
    /// The default is <see langword="true"/>. Linux tells of it (pressure stall information: tasks waited 0.2 s of 2 s for memory; under systemd as its
    /// MEMORY_PRESSURE_WATCH says); where it does not, and elsewhere, what is free is looked at every 2 s, and less than 5 % is short.
    /// </value>
    public bool UnloadUnderPressure { get; init; } = true;

    /// <summary>Gets the clock by which engines are unloaded and loading is measured.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets what makes the meter of the instruments, see <see cref="SttDiagnostics"/>.</summary>
    /// <value>The default is <see langword="null"/>: a meter of its own.</value>
    public IMeterFactory? MeterFactory { get; init; }

    /// <summary>Gets what reads memory; null for this machine's.</summary>
    internal IMemoryProbe? Probe { get; init; }

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    /// <exception cref="ArgumentNullException">The clock is <see langword="null"/>.</exception>
    public void Validate()
    {
        if (MaxResidentBytes <= 0)
            throw new ArgumentOutOfRangeException(nameof(MaxResidentBytes), MaxResidentBytes, "The limit of memory must be above 0, or null for none.");
        if (MaxDeviceBytes <= 0)
            throw new ArgumentOutOfRangeException(nameof(MaxDeviceBytes), MaxDeviceBytes, "The limit of GPU memory must be above 0, or null for none.");
        if (KeepFreeBytes < 0)
            throw new ArgumentOutOfRangeException(nameof(KeepFreeBytes), KeepFreeBytes, "The memory to keep free must be at least 0.");
        EngineSlot.CheckIdle(IdleUnload, nameof(IdleUnload));
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
