namespace Swictation.Stt.Models;

/// <summary>Represents a store of models that cannot be used: full, read-only, or held by another process.</summary>
public sealed class ModelStoreException : SttException
{
    /// <summary>Initializes a new instance of the <see cref="ModelStoreException"/> class.</summary>
    /// <param name="message">What cannot be done, why, and what to do.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public ModelStoreException(string message, string path, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
    }

    /// <summary>Gets the file or folder.</summary>
    public string Path { get; }
}
