namespace Swictation.Stt;

/// <summary>Says which two engines work together, and when the fallback speaks. Immutable.</summary>
public sealed record HybridEngineOptions
{
    /// <summary>Gets what loads the primary engine, such as <c>() => SttEngine.Load("parakeet-tdt-0.6b-v3")</c>.</summary>
    /// <remarks>Called at first need and again after each unloading, never twice at once. It gives a new engine each time, which is then the hybrid's to dispose.</remarks>
    public required Func<ISttEngine> Primary { get; init; }

    /// <summary>Gets what loads the fallback engine; as <see cref="Primary"/>. Both take audio of one sample rate.</summary>
    public required Func<ISttEngine> Fallback { get; init; }

    /// <summary>Gets the engine that makes final texts: those of recordings, and those that <see cref="ISttStream.Finish"/> gives. The other one steps in where it fails.</summary>
    /// <value>
    /// The default is <see cref="EngineRole.Primary"/>. With <see cref="EngineRole.Fallback"/> streams are heard by the primary while somebody
    /// speaks and by the fallback at the end, and nothing is stable before that.
    /// </value>
    public EngineRole FinalBy { get; init; } = EngineRole.Primary;

    /// <summary>Gets the confidence below which the fallback hears the audio, too. The text with the higher confidence is kept.</summary>
    /// <value>The default is <see langword="null"/>: confidence does not matter. From 0 to 1.</value>
    /// <remarks>
    /// The confidences are compared as the engines give them; models measure differently. A text without words has confidence 0, so that the
    /// fallback also listens where the primary heard nothing. Does not apply where the primary has no <see cref="SttCapabilities.Confidence"/>,
    /// nor where final texts are the fallback's anyway.
    /// </remarks>
    public float? MinConfidence { get; init; }

    /// <summary>Gets how long the primary stays loaded without use.</summary>
    /// <value>The default is <see langword="null"/>: for good. Above 0, up to 24 days.</value>
    public TimeSpan? PrimaryIdleUnload { get; init; }

    /// <summary>Gets how long the fallback stays loaded without use.</summary>
    /// <value>The default is 5 min. <see langword="null"/>: for good. Above 0, up to 24 days.</value>
    public TimeSpan? FallbackIdleUnload { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets how much audio is kept in memory, for each recording that is read from a source and each stream, in case the other engine has to
    /// hear it. What is longer goes to a temporary file.
    /// </summary>
    /// <value>The default is 1 min: 3.8 MB at 16 kHz. From 1 s to 1 h.</value>
    public TimeSpan AudioInMemory { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets the folder of those temporary files.</summary>
    /// <value>The default is <see langword="null"/>: the system's.</value>
    /// <remarks>
    /// Only the user may read a file, and it is gone when the recording or the utterance ends, also after a crash. Where none can be written the
    /// audio stays in memory, whatever <see cref="AudioInMemory"/> says: none is lost.
    /// </remarks>
    public string? SpoolFolder { get; init; }

    /// <summary>Gets the clock by which engines are unloaded and loading is measured.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Throws where a value is missing or out of range.</summary>
    /// <exception cref="ArgumentNullException">A factory or the clock is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    /// <exception cref="ArgumentException">The folder is blank.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Primary);
        ArgumentNullException.ThrowIfNull(Fallback);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        if (!Enum.IsDefined(FinalBy))
            throw new ArgumentOutOfRangeException(nameof(FinalBy), FinalBy, "Final texts are the primary's or the fallback's.");
        if (MinConfidence is { } least && !(least is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(MinConfidence), least, "The least confidence must be from 0 to 1, or null where it does not matter.");
        EngineSlot.CheckIdle(PrimaryIdleUnload, nameof(PrimaryIdleUnload));
        EngineSlot.CheckIdle(FallbackIdleUnload, nameof(FallbackIdleUnload));
        if (AudioInMemory < TimeSpan.FromSeconds(1) || AudioInMemory > TimeSpan.FromHours(1))
            throw new ArgumentOutOfRangeException(nameof(AudioInMemory), AudioInMemory, "The audio kept in memory must be from 1 s to 1 h.");
        if (SpoolFolder is not null && string.IsNullOrWhiteSpace(SpoolFolder))
            throw new ArgumentException($"The {nameof(SpoolFolder)} is blank; name a folder, or give null for the system's.");
    }
}
