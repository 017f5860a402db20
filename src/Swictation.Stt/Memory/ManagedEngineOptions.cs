namespace Swictation.Stt;

/// <summary>Says how an <see cref="EngineManager"/> treats one engine. Immutable.</summary>
public sealed record ManagedEngineOptions
{
    /// <summary>Gets how much memory it is expected to take, in bytes, until it was loaded once and is measured.</summary>
    /// <value>The default is 0: not known; then a limit can only be noticed after the load. See <see cref="Models.ModelEntry.MemoryBytes"/>. At least 0.</value>
    public long ExpectedResidentBytes { get; init; }

    /// <summary>Gets how much GPU memory it is expected to take, in bytes, until it was loaded once and is measured.</summary>
    /// <value>The default is 0: none, or not known. At least 0.</value>
    public long ExpectedDeviceBytes { get; init; }

    /// <summary>Gets how long it stays loaded without use.</summary>
    /// <value>The default is <see langword="null"/>: as <see cref="EngineManagerOptions.IdleUnload"/> says. Above 0, up to 24 days.</value>
    public TimeSpan? IdleUnload { get; init; }

    /// <summary>Gets a value indicating whether it stays once it is loaded: it is only unloaded by request.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool KeepLoaded { get; init; }

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (ExpectedResidentBytes < 0)
            throw new ArgumentOutOfRangeException(nameof(ExpectedResidentBytes), ExpectedResidentBytes, "The expected memory must be at least 0.");
        if (ExpectedDeviceBytes < 0)
            throw new ArgumentOutOfRangeException(nameof(ExpectedDeviceBytes), ExpectedDeviceBytes, "The expected GPU memory must be at least 0.");
        EngineSlot.CheckIdle(IdleUnload, nameof(IdleUnload));
    }
}
