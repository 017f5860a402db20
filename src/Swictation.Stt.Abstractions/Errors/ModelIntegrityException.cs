namespace Swictation.Stt;

/// <summary>Represents a model file that is damaged: empty, truncated, or with content that is not what its name promises.</summary>
public sealed class ModelIntegrityException : SttException
{
    /// <summary>Initializes a new instance of the <see cref="ModelIntegrityException"/> class.</summary>
    /// <param name="message">Which file is damaged, how that shows, and what to do.</param>
    /// <param name="path">The damaged file.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public ModelIntegrityException(string message, string path, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
    }

    /// <summary>Gets the damaged file.</summary>
    public string Path { get; }
}
