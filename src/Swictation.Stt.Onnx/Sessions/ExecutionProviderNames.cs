namespace Swictation.Stt.Onnx;

/// <summary>How ONNX Runtime calls its execution providers.</summary>
internal static class ExecutionProviderNames
{
    /// <summary>Gets the name under which it is registered, and the one by which it is appended.</summary>
    public static (string Registered, string Generic) Of(ExecutionProvider provider) => provider switch
    {
        ExecutionProvider.Cuda => ("CUDAExecutionProvider", "CUDA"),
        ExecutionProvider.TensorRt => ("TensorrtExecutionProvider", "TensorRT"),
        ExecutionProvider.DirectMl => ("DmlExecutionProvider", "DML"),
        ExecutionProvider.CoreMl => ("CoreMLExecutionProvider", "CoreML"),
        ExecutionProvider.WebGpu => ("WebGpuExecutionProvider", "WebGPU"),
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "Unknown execution provider."),
    };
}
