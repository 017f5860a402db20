using System.Diagnostics;

namespace Swictation.Stt.Benchmarks.Soak;

/// <summary>What the process holds at one moment.</summary>
/// <param name="WorkingSet">The resident memory in bytes.</param>
/// <param name="Managed">The managed heap after a full collection, in bytes.</param>
/// <param name="Threads">The number of threads.</param>
/// <param name="Handles">The number of handles, on Linux of open files.</param>
internal readonly record struct MemorySample(long WorkingSet, long Managed, int Threads, int Handles)
{
    public static MemorySample Take()
    {
        long managed = GC.GetTotalMemory(forceFullCollection: true);
        using var self = Process.GetCurrentProcess();
        return new MemorySample(self.WorkingSet64, managed, self.Threads.Count, self.HandleCount);
    }
}
