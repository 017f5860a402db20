using System.Diagnostics;
using Swictation.Stt.Benchmarks.Workload;

namespace Swictation.Stt.Benchmarks.Live;

/// <summary>What a number of streams, each in the middle of an utterance, take of memory beyond the engine.</summary>
/// <param name="ManagedBytes">Managed memory of each stream.</param>
/// <param name="WorkingSetBytes">Resident memory of each stream.</param>
internal sealed record StreamMemory(double ManagedBytes, double WorkingSetBytes)
{
    public static StreamMemory Measure(ISttEngine engine, StreamOptions options, int count, Recording utterance)
    {
        using (ISttStream first = engine.OpenStream(options))
            first.Write(utterance.Samples); // what streams share is made now
        (long managed, long resident) = Read();
        ISttStream[] streams = [.. Enumerable.Range(0, count).Select(_ => engine.OpenStream(options))];
        foreach (ISttStream stream in streams)
            stream.Write(utterance.Samples);
        (long managedAfter, long residentAfter) = Read();
        foreach (ISttStream stream in streams)
            stream.Dispose();
        return new StreamMemory((double)(managedAfter - managed) / count, (double)(residentAfter - resident) / count);
    }

    private static (long Managed, long Resident) Read()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using Process self = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), self.WorkingSet64);
    }
}
