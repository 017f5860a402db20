namespace Swictation.Stt.Models;

/// <summary>A download failed in a way that another attempt may mend.</summary>
internal sealed class TransientException(string message, TimeSpan? retryAfter = null, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Gets how long the server asked to wait.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
