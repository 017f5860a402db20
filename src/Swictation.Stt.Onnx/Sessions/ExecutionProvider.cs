namespace Swictation.Stt.Onnx;

/// <summary>The hardware backends of ONNX Runtime. Which of them exist is decided by the native library in use.</summary>
public enum ExecutionProvider
{
    /// <summary>The processor. Always there.</summary>
    Cpu,

    /// <summary>NVIDIA GPUs through CUDA.</summary>
    Cuda,

    /// <summary>NVIDIA GPUs through TensorRT.</summary>
    TensorRt,

    /// <summary>GPUs on Windows through DirectX 12.</summary>
    DirectMl,

    /// <summary>Apple's neural engine, GPU and processor.</summary>
    CoreMl,

    /// <summary>GPUs through WebGPU (Vulkan, Metal or Direct3D).</summary>
    WebGpu,
}
