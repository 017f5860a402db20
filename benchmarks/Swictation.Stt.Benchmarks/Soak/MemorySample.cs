using System.Diagnostics;

namespace Swictation.Stt.Benchmarks.Soak;

/// <summary>What the process holds at one moment.</summary>
/// <param name="WorkingSet">The resident memory in bytes, without what the collector could give back.</param>
/// <param name="Managed">The managed heap after a full collection, in bytes.</param>
/// <param name="Threads">The number of threads.</param>
/// <param name="Handles">The number of handles, on Linux of open files.</param>
internal readonly record struct MemorySample(long WorkingSet, long Managed, int Threads, int Handles)
{
    public static MemorySample Take()
    {
        // The collector keeps regions of 4 MB for what comes next, now one more and now one less: more than the 1 % that matters here.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        long managed = GC.GetTotalMemory(forceFullCollection: false);
        using var self = Process.GetCurrentProcess();
        return new MemorySample(self.WorkingSet64, managed, self.Threads.Count, self.HandleCount);
    }
}
