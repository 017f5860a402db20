using Swictation.Stt.Tests.Hybrid;

namespace Swictation.Stt.Tests.Memory;

/// <summary>A machine whose memory is what its engines take.</summary>
internal sealed class FakeMemory(long total = 1000, long? deviceTotal = 100) : IMemoryProbe
{
    private readonly Lock _lock = new();
    private long _used;
    private long _deviceUsed;

    public int Trims { get; private set; }

    /// <summary>Gets or sets what others use.</summary>
    public long Others { get; set; }

    public long Used
    {
        get
        {
            lock (_lock)
                return _used;
        }
    }

    /// <summary>Makes an engine that takes memory from now until it is disposed.</summary>
    public FakeEngine Load(string name, long resident, long device = 0, Action? onCall = null)
    {
        Take(resident, device);
        return new FakeEngine(name) { OnCall = onCall, OnDispose = () => Take(-resident, -device) };
    }

    public SystemMemory Read()
    {
        lock (_lock)
            return new SystemMemory { TotalBytes = total, AvailableBytes = total - _used - Others, ResidentBytes = 50 + _used };
    }

    public long? ReadDeviceBytes()
    {
        lock (_lock)
            return deviceTotal is null ? null : _deviceUsed;
    }

    public void Trim() => Trims++;

    public void Dispose()
    {
    }

    private void Take(long resident, long device)
    {
        lock (_lock)
            (_used, _deviceUsed) = (_used + resident, _deviceUsed + device);
    }
}
