using System.Diagnostics;

namespace Swictation.Stt.Benchmarks.Measurement;

/// <summary>Rounds of a hybrid engine from nothing loaded to both and back, with the times that it tells of itself and the memory in between.</summary>
internal sealed class ReloadMeasurement
{
    private static readonly TranscribeOptions Foreign = new() { Language = "de" };

    private readonly List<double> _warmCalls = [];
    private readonly List<double> _coldCalls = [];
    private readonly List<double> _primaryLoads = [];
    private readonly List<double> _fallbackLoads = [];
    private readonly List<double> _primaryUnloads = [];
    private readonly List<double> _fallbackUnloads = [];
    private readonly List<double> _none = [];
    private readonly List<double> _one = [];
    private readonly List<double> _both = [];
    private readonly double _firstPrimaryLoad;
    private readonly double _firstFallbackLoad;
    private readonly double _before;

    public ReloadMeasurement(int rounds, float[] audio, Func<ISttEngine> primary, Func<ISttEngine> fallback)
    {
        var clock = new SteppedClock();
        using var engine = new HybridEngine(new HybridEngineOptions
        {
            Primary = primary,
            Fallback = fallback,
            PrimaryIdleUnload = TimeSpan.FromMinutes(1),
            FallbackIdleUnload = TimeSpan.FromMinutes(1),
            TimeProvider = clock,
        });
        _before = WorkingSet();
        for (int round = 0; round <= rounds; round++)
        {
            double cold = Time(() => engine.Transcribe(audio));
            double one = WorkingSet();
            double warm = Time(() => engine.Transcribe(audio));
            engine.Transcribe(audio, Foreign);
            double both = WorkingSet();
            HybridEngineStatus loaded = engine.Status;
            clock.FireTimers();
            HybridEngineStatus unloaded = engine.Status;
            if (unloaded.Primary.IsLoaded || unloaded.Fallback.IsLoaded)
                throw new InvalidOperationException("An engine was not unloaded.");
            (double primaryLoad, double fallbackLoad) = (Milliseconds(loaded.Primary.LastLoadTime), Milliseconds(loaded.Fallback.LastLoadTime));
            _one.Add(one);
            _both.Add(both);
            _none.Add(WorkingSet());
            if (round == 0)
            {
                (_firstPrimaryLoad, _firstFallbackLoad) = (primaryLoad, fallbackLoad);
                continue;
            }

            _coldCalls.Add(cold);
            _warmCalls.Add(warm);
            _primaryLoads.Add(primaryLoad);
            _fallbackLoads.Add(fallbackLoad);
            _primaryUnloads.Add(Milliseconds(unloaded.Primary.LastUnloadTime));
            _fallbackUnloads.Add(Milliseconds(unloaded.Fallback.LastUnloadTime));
        }
    }

    public Table ToTimeTable()
    {
        var table = new Table("Engine", "First load", "Unload", "Load again");
        table.Add("Primary", Table.Milliseconds(_firstPrimaryLoad), Median(_primaryUnloads), Median(_primaryLoads));
        table.Add("Fallback", Table.Milliseconds(_firstFallbackLoad), Median(_fallbackUnloads), Median(_fallbackLoads));
        table.Add("One call, loaded", "-", "-", Median(_warmCalls));
        table.Add("One call, unloaded", "-", "-", Median(_coldCalls));
        return table;
    }

    public Table ToMemoryTable()
    {
        var table = new Table("Loaded", "First round", "Later rounds");
        table.Add("Nothing yet", Table.Megabytes(_before), "-");
        AddMemory(table, "The primary", _one);
        AddMemory(table, "Both", _both);
        AddMemory(table, "None any more", _none);
        return table;
    }

    private static void AddMemory(Table table, string name, List<double> rounds) =>
        table.Add(name, Table.Megabytes(rounds[0]), Table.Megabytes(Statistics.Median(rounds.Skip(1))));

    private static double Time(Action action)
    {
        long began = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double Milliseconds(TimeSpan? time) => time!.Value.TotalMilliseconds;

    private static string Median(List<double> milliseconds) => Table.Milliseconds(Statistics.Median(milliseconds));

    /// <summary>What is resident once the managed heap has let go of what it does not need.</summary>
    private static double WorkingSet()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        using Process self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
