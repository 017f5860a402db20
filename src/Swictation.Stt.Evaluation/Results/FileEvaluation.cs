namespace Swictation.Stt.Evaluation;

/// <summary>Represents what one model made of one recording. Immutable.</summary>
public sealed record FileEvaluation
{
    /// <summary>Gets the name of the recording in the data set.</summary>
    public required string Id { get; init; }

    /// <summary>Gets how it counts.</summary>
    public required FileOutcome Outcome { get; init; }

    /// <summary>Gets what went wrong, where <see cref="Outcome"/> is <see cref="FileOutcome.Failed"/>.</summary>
    public string? Error { get; init; }

    /// <summary>Gets what is said, as the data set has it.</summary>
    public required string Reference { get; init; }

    /// <summary>Gets what was recognised, as the model gave it; empty where it failed.</summary>
    public required string Hypothesis { get; init; }

    /// <summary>Gets the normalised reference.</summary>
    public required string NormalizedReference { get; init; }

    /// <summary>Gets the normalised hypothesis.</summary>
    public required string NormalizedHypothesis { get; init; }

    /// <summary>Gets the errors of this recording alone.</summary>
    public required ErrorRates Rates { get; init; }

    /// <summary>Gets how long the audio is; zero where it failed.</summary>
    public TimeSpan AudioDuration { get; init; }

    /// <summary>Gets how long the recognition took; zero where it failed.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Gets the time taken for each second of audio; <see langword="null"/> where it failed or there was no audio.</summary>
    public double? RealTimeFactor => AudioDuration > TimeSpan.Zero && Outcome != FileOutcome.Failed ? Latency / AudioDuration : null;

    /// <summary>Aligns what was recognised with the reference.</summary>
    /// <returns>The aligned words, normalised.</returns>
    public IReadOnlyList<AlignedPair> Align() => WordAligner.Align(NormalizedReference, NormalizedHypothesis);
}
