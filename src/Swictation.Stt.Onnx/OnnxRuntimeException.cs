namespace Swictation.Stt.Onnx;

/// <summary>Represents an error that ONNX Runtime reported, or its absence.</summary>
public sealed class OnnxRuntimeException : SttException
{
    /// <summary>Initializes a new instance of the <see cref="OnnxRuntimeException"/> class.</summary>
    /// <param name="message">The whole message: code, model and what the runtime said.</param>
    /// <param name="code">The code.</param>
    /// <param name="nativeMessage">What the runtime said, word for word.</param>
    /// <param name="modelPath">The model's path, or <see langword="null"/> where no model is concerned.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public OnnxRuntimeException(
        string message, OrtErrorCode code, string nativeMessage, string? modelPath = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        NativeMessage = nativeMessage;
        ModelPath = modelPath;
    }

    /// <summary>Gets the code.</summary>
    public OrtErrorCode Code { get; }

    /// <summary>Gets what the runtime said, word for word.</summary>
    public string NativeMessage { get; }

    /// <summary>Gets the model's path, or <see langword="null"/> where no model is concerned.</summary>
    public string? ModelPath { get; }
}
