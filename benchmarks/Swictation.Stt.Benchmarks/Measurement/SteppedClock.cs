namespace Swictation.Stt.Benchmarks.Measurement;

/// <summary>The system's clock, but for its timers: they fire when they are told to, and an hour has then passed.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private long _added;

    public override long GetTimestamp() => base.GetTimestamp() + _added;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(callback, state);
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Fires all timers, on this thread.</summary>
    public void FireTimers()
    {
        _added += 3600 * TimestampFrequency;
        foreach (Timer timer in _timers)
            timer.Fire();
    }

    private sealed class Timer(TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
