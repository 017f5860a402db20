namespace Swictation.Stt.Quantization;

/// <summary>Represents a model that could not be quantised though nothing is wrong with it: there is nothing to gain, or the result cannot be written.</summary>
public sealed class QuantizationException : SttException
{
    /// <summary>Initializes a new instance of the <see cref="QuantizationException"/> class.</summary>
    /// <param name="message">What went wrong, with what, and what to do.</param>
    /// <param name="path">The file or directory.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public QuantizationException(string message, string path, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
    }

    /// <summary>Gets the file or directory.</summary>
    public string Path { get; }
}
