namespace Swictation.Stt;

/// <summary>Represents audio that cannot be read: not audio at all, damaged, or in a form that is not supported.</summary>
public sealed class AudioFormatException : SttException
{
    /// <summary>Initializes a new instance of the <see cref="AudioFormatException"/> class.</summary>
    /// <param name="message">What is wrong with the audio, what was expected, and what to do.</param>
    /// <param name="source">The file or stream name, or <see langword="null"/> where it is not known.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public AudioFormatException(string message, string? source = null, Exception? innerException = null)
        : base(message, innerException)
    {
        AudioSource = source;
    }

    /// <summary>Gets the file or stream name, or <see langword="null"/> where it is not known.</summary>
    public string? AudioSource { get; }
}
