namespace Swictation.Stt.Evaluation;

/// <summary>Says how recognisers are evaluated. Immutable.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Gets how texts are brought into one form before they are compared.</summary>
    /// <value>The default is <see cref="EnglishTextNormalizer"/>.</value>
    public ITextNormalizer Normalizer { get; init; } = new EnglishTextNormalizer();

    /// <summary>Gets how many entries of the data set to take, from its start.</summary>
    /// <value>The default is <see langword="null"/>: all. Must be positive.</value>
    public int? Limit { get; init; }

    /// <summary>Gets how recordings are transcribed.</summary>
    /// <value>The default is <see langword="null"/>: the engine's defaults.</value>
    public TranscribeOptions? Transcribe { get; init; }

    /// <summary>Gets how many confusions of each kind are kept.</summary>
    /// <value>The default is 100. Not negative.</value>
    public int MaxConfusions { get; init; } = 100;

    /// <summary>Gets the length up to which a recording is read before the clock starts. Longer ones are read while they are recognised, and reading counts.</summary>
    /// <value>The default is 10 minutes, which take 38 MB. From 0 to 6 hours.</value>
    public TimeSpan MaxBuffered { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets the clock.</summary>
    /// <value>The default is <see cref="System.TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    /// <exception cref="ArgumentNullException">The normaliser or the clock is <see langword="null"/>.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Normalizer);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        if (Limit <= 0)
            throw new ArgumentOutOfRangeException(nameof(Limit), Limit, "The limit must be positive.");
        ArgumentOutOfRangeException.ThrowIfNegative(MaxConfusions);
        if (MaxBuffered < TimeSpan.Zero || MaxBuffered > TimeSpan.FromHours(6))
            throw new ArgumentOutOfRangeException(nameof(MaxBuffered), MaxBuffered, "The length that is read beforehand must be from 0 to 6 hours.");
        Transcribe?.Validate();
    }
}
