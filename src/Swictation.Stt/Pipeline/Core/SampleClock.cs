namespace Swictation.Stt;

/// <summary>Tells the time of a sample by its position.</summary>
/// <param name="Rate">The sample rate in Hz.</param>
internal readonly record struct SampleClock(int Rate)
{
    /// <summary>Gets the time at which a sample begins, rounded down to ticks.</summary>
    public TimeSpan At(long position) => TimeSpan.FromTicks((long)((Int128)position * TimeSpan.TicksPerSecond / Rate));

    /// <summary>Gets the first sample at or after a time.</summary>
    public long Position(TimeSpan time) => (long)(((Int128)time.Ticks * Rate + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond);
}
