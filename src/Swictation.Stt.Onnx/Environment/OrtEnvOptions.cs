namespace Swictation.Stt.Onnx;

/// <summary>Says how to make the process's one ONNX Runtime environment.</summary>
public sealed record OrtEnvOptions
{
    /// <summary>Gets the path of the native library, or <see langword="null"/> to look for it.</summary>
    /// <value>The default is <see langword="null"/>: the environment variable <c>SWICTATION_ONNXRUNTIME</c>, then the application's own folders, then the system.</value>
    public string? LibraryPath { get; init; }

    /// <summary>Gets the least severity of messages that reach <see cref="Log"/>.</summary>
    /// <value>The default is <see cref="OrtLogSeverity.Warning"/>.</value>
    public OrtLogSeverity LogSeverity { get; init; } = OrtLogSeverity.Warning;

    /// <summary>Gets the receiver of log messages, called on whichever thread writes them; what it throws is swallowed.</summary>
    /// <value>The default is <see langword="null"/>: messages are dropped, since a library does not write to the console.</value>
    public Action<OrtLogMessage>? Log { get; init; }
}
