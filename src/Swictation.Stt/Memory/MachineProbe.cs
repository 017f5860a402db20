using System.Runtime.InteropServices;

namespace Swictation.Stt;

/// <summary>Reads the memory of this machine. Safe for concurrent use.</summary>
internal sealed unsafe class MachineProbe : IMemoryProbe
{
    private readonly Lazy<NvidiaManagement?> _gpus = new(NvidiaManagement.TryOpen);
    private readonly delegate* unmanaged<nuint, int> _trim;

    public MachineProbe()
    {
        // Of glibc, which keeps what is freed; others do not have it, and do not need it.
        if (OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out nint library) && NativeLibrary.TryGetExport(library, "malloc_trim", out nint trim))
            _trim = (delegate* unmanaged<nuint, int>)trim;
    }

    public SystemMemory Read() => SystemMemory.Read();

    public long? ReadDeviceBytes()
    {
        IReadOnlyList<NvidiaDevice> devices = _gpus.Value?.GetDevices() ?? [];
        return devices.Count == 0 || devices.Any(static device => device.ProcessBytes is null) ? null : devices.Sum(static device => device.ProcessBytes!.Value);
    }

    public void Trim()
    {
        if (_trim is not null)
            _ = _trim(0);
    }

    public void Dispose()
    {
        if (_gpus.IsValueCreated)
            _gpus.Value?.Dispose();
    }
}
