namespace Swictation.Stt;

/// <summary>
/// Represents a failure of speech recognition that is not a wrong argument and not a cancellation. Every message names the file or
/// value, what was expected, and what to do.
/// </summary>
/// <remarks>Wrong arguments are <see cref="ArgumentException"/>s; cancellation is <see cref="OperationCanceledException"/>.</remarks>
public abstract class SttException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="SttException"/> class.</summary>
    /// <param name="message">What went wrong, with what, and what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    protected SttException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
