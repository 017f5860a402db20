namespace Swictation.Stt.Evaluation;

/// <summary>Watches the process's working set from its creation to its disposal.</summary>
internal sealed class MemoryMeter : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ITimer _timer;
    private long _peak;

    public MemoryMeter()
    {
        Before = Environment.WorkingSet;
        _peak = Before;
        _timer = TimeProvider.System.CreateTimer(static meter => ((MemoryMeter)meter!).Sample(), this, Interval, Interval);
    }

    /// <summary>Gets the working set at the start, in bytes.</summary>
    public long Before { get; }

    /// <summary>Gets the greatest working set seen, in bytes.</summary>
    public long Peak
    {
        get
        {
            Sample();
            return Interlocked.Read(ref _peak);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Sample()
    {
        long now = Environment.WorkingSet;
        long peak = Interlocked.Read(ref _peak);
        while (now > peak)
        {
            long seen = Interlocked.CompareExchange(ref _peak, now, peak);
            if (seen == peak)
                break;
            peak = seen;
        }
    }
}
