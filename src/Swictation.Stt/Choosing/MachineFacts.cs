using Swictation.Stt.Onnx;

namespace Swictation.Stt;

/// <summary>What of a machine decides which model suits it. Immutable.</summary>
public sealed record MachineFacts
{
    /// <summary>Gets the number of logical processors that this process may use.</summary>
    public required int Processors { get; init; }

    /// <summary>Gets how much memory this process may still take, in bytes, see <see cref="SystemMemory.FreeBytes"/>.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>Gets what is free on the GPU with the most free memory, in bytes, or <see langword="null"/> where no NVIDIA driver tells.</summary>
    public long? DeviceFreeBytes { get; init; }

    /// <summary>Gets the execution providers that the ONNX Runtime library in use was built with.</summary>
    public IReadOnlyList<ExecutionProvider> Providers { get; init; } = [];

    /// <summary>Reads the facts of this machine.</summary>
    /// <returns>The facts.</returns>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime's native library is missing.</exception>
    public static MachineFacts Read()
    {
        using NvidiaManagement? gpus = NvidiaManagement.TryOpen();
        IReadOnlyList<NvidiaDevice> devices = gpus?.GetDevices() ?? [];
        return new MachineFacts
        {
            Processors = Environment.ProcessorCount,
            FreeBytes = SystemMemory.Read().FreeBytes,
            DeviceFreeBytes = devices.Count == 0 ? null : devices.Max(static device => device.FreeBytes),
            Providers = [.. Enum.GetValues<ExecutionProvider>().Where(OrtEnv.Instance.Supports)],
        };
    }
}
