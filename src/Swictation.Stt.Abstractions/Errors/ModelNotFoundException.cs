namespace Swictation.Stt;

/// <summary>Represents a model directory or model file that is not there.</summary>
public sealed class ModelNotFoundException : SttException
{
    /// <summary>Initializes a new instance of the <see cref="ModelNotFoundException"/> class.</summary>
    /// <param name="message">What was looked for, where, and what to do.</param>
    /// <param name="path">The directory or file that was looked for.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public ModelNotFoundException(string message, string path, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
    }

    /// <summary>Gets the directory or file that was looked for.</summary>
    public string Path { get; }
}
