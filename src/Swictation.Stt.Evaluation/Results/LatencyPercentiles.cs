namespace Swictation.Stt.Evaluation;

/// <summary>Represents how long recognition takes: the times that half, nine tenths and 99 of 100 recordings stay within.</summary>
/// <param name="P50">The median.</param>
/// <param name="P90">The 90th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
public readonly record struct LatencyPercentiles(TimeSpan P50, TimeSpan P90, TimeSpan P99)
{
    /// <summary>Computes percentiles by nearest rank: each is a time that was measured.</summary>
    /// <param name="latencies">The times, in any order.</param>
    /// <returns>The percentiles; <see langword="null"/> of no times.</returns>
    public static LatencyPercentiles? Of(IEnumerable<TimeSpan> latencies)
    {
        ArgumentNullException.ThrowIfNull(latencies);
        TimeSpan[] sorted = [.. latencies.Order()];
        return sorted.Length == 0 ? null : new LatencyPercentiles(Rank(50), Rank(90), Rank(99));

        TimeSpan Rank(int percent) => sorted[(int)(((long)sorted.Length * percent + 99) / 100) - 1];
    }
}
