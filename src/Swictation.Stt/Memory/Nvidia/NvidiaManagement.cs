using System.Runtime.InteropServices;
using System.Text;

namespace Swictation.Stt;

/// <summary>Asks the NVIDIA driver's management library (NVML) about memory. The library comes with the driver; nothing else has to be installed.</summary>
/// <remarks>Safe for concurrent use. Functions and structures: NVML API reference, nvml.h; all calls used have been there since driver 510.</remarks>
public sealed unsafe class NvidiaManagement : IDisposable
{
    private const int Success = 0;
    private const int InsufficientSize = 7;
    private const int TextLength = 96;
    private const uint MostProcesses = 4096;

    private readonly Lock _lock = new();
    private readonly nint _library;
    private readonly delegate* unmanaged<uint*, int> _getCount;
    private readonly delegate* unmanaged<uint, nint*, int> _getHandle;
    private readonly delegate* unmanaged<nint, byte*, uint, int> _getName;
    private readonly delegate* unmanaged<nint, byte*, uint, int> _getUuid;
    private readonly delegate* unmanaged<nint, MemoryInfo*, int> _getMemory;
    private readonly delegate* unmanaged<nint, uint*, ProcessInfo*, int> _getProcesses;
    private readonly delegate* unmanaged<int> _shutdown;
    private bool _disposed;

    private NvidiaManagement(nint library)
    {
        _library = library;
        _getCount = (delegate* unmanaged<uint*, int>)NativeLibrary.GetExport(library, "nvmlDeviceGetCount_v2");
        _getHandle = (delegate* unmanaged<uint, nint*, int>)NativeLibrary.GetExport(library, "nvmlDeviceGetHandleByIndex_v2");
        _getName = (delegate* unmanaged<nint, byte*, uint, int>)NativeLibrary.GetExport(library, "nvmlDeviceGetName");
        _getUuid = (delegate* unmanaged<nint, byte*, uint, int>)NativeLibrary.GetExport(library, "nvmlDeviceGetUUID");
        _getMemory = (delegate* unmanaged<nint, MemoryInfo*, int>)NativeLibrary.GetExport(library, "nvmlDeviceGetMemoryInfo");
        _getProcesses = (delegate* unmanaged<nint, uint*, ProcessInfo*, int>)NativeLibrary.GetExport(library, "nvmlDeviceGetComputeRunningProcesses_v3");
        _shutdown = (delegate* unmanaged<int>)NativeLibrary.GetExport(library, "nvmlShutdown");
    }

    /// <summary>Loads the library and starts it.</summary>
    /// <returns>It; dispose it. <see langword="null"/> where there is no NVIDIA driver, or it cannot be asked. Never throws.</returns>
    public static NvidiaManagement? TryOpen()
    {
        // WSL keeps the driver's libraries where the loader does not look.
        string[] names = OperatingSystem.IsWindows() ? ["nvml.dll"] : OperatingSystem.IsLinux() ? ["libnvidia-ml.so.1", "/usr/lib/wsl/lib/libnvidia-ml.so.1"] : [];
        return names.Select(TryOpen).FirstOrDefault(static opened => opened is not null);
    }

    /// <summary>Gets the GPUs. One that fails while it is asked is left out.</summary>
    /// <returns>The GPUs in the order of the PCI bus; none where the driver does not answer.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public IReadOnlyList<NvidiaDevice> GetDevices()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            uint count;
            if (_getCount(&count) != Success)
                return [];
            var devices = new List<NvidiaDevice>();
            for (uint i = 0; i < count; i++)
            {
                if (Read(i) is { } device)
                    devices.Add(device);
            }

            return devices;
        }
    }

    /// <summary>Stops the library.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
            _ = _shutdown();
            NativeLibrary.Free(_library);
        }
    }

    internal static NvidiaManagement? TryOpen(string name)
    {
        if (!NativeLibrary.TryLoad(name, out nint library))
            return null;
        try
        {
            var start = (delegate* unmanaged<int>)NativeLibrary.GetExport(library, "nvmlInit_v2");
            var opened = new NvidiaManagement(library);
            if (start() == Success)
                return opened;
        }
        catch (EntryPointNotFoundException)
        {
            // An older driver.
        }

        NativeLibrary.Free(library);
        return null;
    }

    private NvidiaDevice? Read(uint index)
    {
        nint device;
        MemoryInfo memory;
        if (_getHandle(index, &device) != Success || _getMemory(device, &memory) != Success)
            return null;
        return new NvidiaDevice
        {
            Index = (int)index,
            Name = ReadText(_getName, device),
            Uuid = ReadText(_getUuid, device),
            TotalBytes = (long)memory.Total,
            FreeBytes = (long)memory.Free,
            UsedBytes = (long)memory.Used,
            ProcessBytes = ReadProcess(device),
        };
    }

    private static string ReadText(delegate* unmanaged<nint, byte*, uint, int> read, nint device)
    {
        byte* text = stackalloc byte[TextLength];
        if (read(device, text, TextLength) != Success)
            return string.Empty;
        var bytes = new ReadOnlySpan<byte>(text, TextLength);
        return Encoding.UTF8.GetString(bytes[..(bytes.IndexOf((byte)0) is var end and >= 0 ? end : TextLength)]);
    }

    private long? ReadProcess(nint device)
    {
        uint count = 0;
        int result = _getProcesses(device, &count, null);
        while (result == InsufficientSize && count <= MostProcesses)
        {
            count += 8; // some may start meanwhile
            var processes = new ProcessInfo[count];
            fixed (ProcessInfo* first = processes)
                result = _getProcesses(device, &count, first);
            if (result != Success)
                continue;
            long used = 0;
            foreach (ref readonly ProcessInfo process in processes.AsSpan(0, (int)count))
            {
                if (process.Id != (uint)Environment.ProcessId)
                    continue;
                if (process.Used == ulong.MaxValue)
                    return null; // "not available"
                used += (long)process.Used;
            }

            return used;
        }

        return result == Success ? 0 : null;
    }

    /// <summary>nvmlMemory_t.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct MemoryInfo
    {
        public ulong Total;
        public ulong Free;
        public ulong Used;
    }

    /// <summary>nvmlProcessInfo_t (version 2 of the structure).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ProcessInfo
    {
        public uint Id;
        public ulong Used;
        public uint GpuInstance;
        public uint ComputeInstance;
    }
}
