namespace Swictation.Stt.Models;

/// <summary>Represents a download that failed for good: the server refused, could not be reached again and again, or downloads are switched off.</summary>
public sealed class ModelDownloadException : SttException
{
    /// <summary>Initializes a new instance of the <see cref="ModelDownloadException"/> class.</summary>
    /// <param name="message">What could not be downloaded, why, and what to do.</param>
    /// <param name="url">Where it was to come from.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public ModelDownloadException(string message, Uri url, Exception? innerException = null)
        : base(message, innerException)
    {
        Url = url;
    }

    /// <summary>Gets where it was to come from.</summary>
    public Uri Url { get; }
}
