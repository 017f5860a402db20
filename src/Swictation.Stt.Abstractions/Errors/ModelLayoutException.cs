namespace Swictation.Stt;

/// <summary>
/// Represents a model whose files are there but do not fit together or are not what the engine can run: another kind of graph,
/// another vocabulary size, an unknown layout.
/// </summary>
public sealed class ModelLayoutException : SttException
{
    /// <summary>Initializes a new instance of the <see cref="ModelLayoutException"/> class.</summary>
    /// <param name="message">What does not fit, what was expected, and what to do.</param>
    /// <param name="path">The offending file or directory.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public ModelLayoutException(string message, string path, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
    }

    /// <summary>Gets the offending file or directory.</summary>
    public string Path { get; }
}
