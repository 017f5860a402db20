namespace Swictation.Stt.Transform.Corrections;

/// <summary>Says how a file of corrections is compiled and watched. Immutable.</summary>
public sealed record CorrectionFileOptions
{
    /// <summary>Gets the options of the lexicon.</summary>
    /// <value>The defaults of <see cref="CorrectionOptions"/>.</value>
    public CorrectionOptions Lexicon { get; init; } = new();

    /// <summary>Gets a value indicating whether the file is loaded again when it changes.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Watch { get; init; } = true;

    /// <summary>Gets how long a change must be past before the file is loaded, so that a file that is written in parts is loaded once.</summary>
    /// <value>The default is 200 ms. From 0 to a minute.</value>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets how often the file's time and length are looked at, for file systems that report no changes.</summary>
    /// <value>The default is 2 s. From 10 ms to an hour.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets the clock of the two.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Lexicon);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        Lexicon.Validate();
        if (Debounce < TimeSpan.Zero || Debounce > TimeSpan.FromMinutes(1))
            throw new ArgumentOutOfRangeException(nameof(Debounce), Debounce, "Debounce must be from 0 to a minute.");
        if (PollInterval < TimeSpan.FromMilliseconds(10) || PollInterval > TimeSpan.FromHours(1))
            throw new ArgumentOutOfRangeException(nameof(PollInterval), PollInterval, "PollInterval must be from 10 ms to an hour.");
    }
}
