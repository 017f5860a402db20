namespace Swictation.Stt.Models;

/// <summary>How long to wait before a download is tried again: exponentially longer, with jitter, so that many clients do not come back at once.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class RetryPolicy(TimeSpan first, TimeSpan longest, int? seed)
{
    /// <summary>A server that asks for more patience than this is not waited for.</summary>
    public static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly Random _random = seed is { } value ? new Random(value) : new Random();

    /// <summary>Gets the pause before an attempt.</summary>
    /// <param name="failures">How many attempts failed in a row, at least 1.</param>
    /// <param name="asked">How long the server asked to wait (Retry-After), if it did.</param>
    public TimeSpan Delay(int failures, TimeSpan? asked)
    {
        double jitter;
        lock (_lock)
            jitter = _random.NextDouble();
        double full = Math.Min(longest.TotalSeconds, first.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30)));
        TimeSpan own = TimeSpan.FromSeconds(full * (0.5 + (jitter / 2))); // between half and the whole
        return asked is { } pause && pause > own ? (pause < LongestRequest ? pause : LongestRequest) : own;
    }
}
