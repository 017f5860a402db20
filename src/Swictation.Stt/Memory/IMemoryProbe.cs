namespace Swictation.Stt;

/// <summary>Reads what the memory manager decides by.</summary>
internal interface IMemoryProbe : IDisposable
{
    /// <summary>Reads the memory of the machine and of this process.</summary>
    SystemMemory Read();

    /// <summary>Gets what this process uses on all GPUs; null where that is not known.</summary>
    long? ReadDeviceBytes();

    /// <summary>Gives memory that was freed back to the system.</summary>
    void Trim();
}
