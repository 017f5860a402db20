namespace Swictation.Stt.Evaluation;

/// <summary>Represents how one model did on a data set. Immutable.</summary>
public sealed record ModelEvaluation
{
    /// <summary>Gets the model's name: its id, with a number where two models of a run have the same.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what the model is and where it ran.</summary>
    public required SttEngineInfo Engine { get; init; }

    /// <summary>Gets every recording, in the order of the data set, without those whose audio is missing.</summary>
    public required IReadOnlyList<FileEvaluation> Files { get; init; }

    /// <summary>Gets the errors of all recordings that count.</summary>
    public required ErrorRates Rates { get; init; }

    /// <summary>Gets the words that are mistaken most often.</summary>
    public required ConfusionTable Confusions { get; init; }

    /// <summary>Gets how long the model took to load.</summary>
    public required TimeSpan LoadTime { get; init; }

    /// <summary>Gets the process's memory (working set) before the model was loaded, in bytes.</summary>
    public required long MemoryBefore { get; init; }

    /// <summary>Gets the most memory (working set) that the process had while the model was loaded, in bytes. Sampled, so short peaks can be missed.</summary>
    public required long PeakMemory { get; init; }

    /// <summary>Gets how long the audio of all recognised recordings is.</summary>
    public TimeSpan AudioDuration => Sum(Files.Select(static file => file.AudioDuration));

    /// <summary>Gets how long their recognition took.</summary>
    public TimeSpan ProcessingTime => Sum(Files.Select(static file => file.Latency));

    /// <summary>Gets the time taken for each second of audio; <see langword="null"/> without audio.</summary>
    public double? RealTimeFactor => AudioDuration > TimeSpan.Zero ? ProcessingTime / AudioDuration : null;

    /// <summary>Gets the percentiles of the recognised recordings' latencies; <see langword="null"/> where there are none.</summary>
    public LatencyPercentiles? Latency =>
        LatencyPercentiles.Of(Files.Where(static file => file.Outcome != FileOutcome.Failed).Select(static file => file.Latency));

    /// <summary>Gets how many recordings failed.</summary>
    public int FailedFiles => Files.Count(static file => file.Outcome == FileOutcome.Failed);

    /// <summary>Gets how many recordings do not count, having an empty reference.</summary>
    public int EmptyReferences => Files.Count(static file => file.Outcome == FileOutcome.EmptyReference);

    /// <summary>Gets the recordings with errors, the most errors for the length of the reference first.</summary>
    /// <param name="count">How many at most.</param>
    /// <returns>The recordings.</returns>
    public IReadOnlyList<FileEvaluation> GetWorst(int count) =>
    [
        .. Files.Where(static file => file.Rates.Words.Errors > 0 && file.Outcome != FileOutcome.EmptyReference)
            .OrderByDescending(static file => file.Rates.WordErrorRate)
            .ThenByDescending(static file => file.Rates.Words.Errors)
            .ThenBy(static file => file.Id, StringComparer.Ordinal)
            .Take(count),
    ];

    private static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, static (sum, time) => sum + time);
}
