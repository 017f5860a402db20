namespace Swictation.Stt.Quantization;

/// <summary>Represents how far a quantisation is.</summary>
/// <param name="File">The file that is being written.</param>
/// <param name="BytesWritten">How many bytes of the result were written.</param>
/// <param name="TotalBytes">How many the result will have.</param>
public readonly record struct QuantizationProgress(string File, long BytesWritten, long TotalBytes);
