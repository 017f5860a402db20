using System.Diagnostics;

namespace Swictation.Stt.Benchmarks.Measurement;

/// <summary>Reads the most memory that a process has held at once (VmHWM on Linux, the peak working set elsewhere).</summary>
internal static class PeakMemory
{
    public static long OfThisProcess()
    {
        using Process self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }

    /// <summary>Watches a process until it ends. The peak never falls, so the last reading is the peak but for the process's last moments.</summary>
    public static long Watch(Process process)
    {
        long peak = 0;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(2)))
        {
            try
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                break; // it has just ended
            }
        }

        return peak;
    }
}
