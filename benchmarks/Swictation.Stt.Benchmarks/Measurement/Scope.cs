using System.Diagnostics;

namespace Swictation.Stt.Benchmarks.Measurement;

/// <summary>A piece of work with its time in each round.</summary>
internal sealed class Scope(Action run)
{
    public List<double> Milliseconds { get; } = [];

    public double Median => Statistics.Median(Milliseconds);

    public void Measure(bool keep)
    {
        long start = Stopwatch.GetTimestamp();
        run();
        if (keep)
            Milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }
}
