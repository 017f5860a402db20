using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Swictation.Stt;

/// <summary>Reads memory where Windows tells of it (memoryapi, sysinfoapi).</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class WindowsMemory
{
    public static SystemMemory Read()
    {
        var status = new MemoryStatus { Length = (uint)sizeof(MemoryStatus) };
        return GlobalMemoryStatusEx(&status)
            ? new SystemMemory { TotalBytes = (long)status.TotalPhysical, AvailableBytes = (long)status.AvailablePhysical, ResidentBytes = Environment.WorkingSet }
            : SystemMemory.ReadManaged();
    }

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GlobalMemoryStatusEx(MemoryStatus* status);

    /// <summary>MEMORYSTATUSEX.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct MemoryStatus
    {
        public uint Length;
        public uint Load;
        public ulong TotalPhysical;
        public ulong AvailablePhysical;
        public ulong TotalPageFile;
        public ulong AvailablePageFile;
        public ulong TotalVirtual;
        public ulong AvailableVirtual;
        public ulong AvailableExtendedVirtual;
    }
}
