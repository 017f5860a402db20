namespace Swictation.Stt.Onnx;

/// <summary>One message of ONNX Runtime's log.</summary>
/// <param name="Severity">How severe it is.</param>
/// <param name="Category">Its category, such as <c>onnxruntime</c>.</param>
/// <param name="LogId">The environment's or session's name.</param>
/// <param name="Location">Where in ONNX Runtime's source it was written.</param>
/// <param name="Message">The text.</param>
public readonly record struct OrtLogMessage(OrtLogSeverity Severity, string Category, string LogId, string Location, string Message);
