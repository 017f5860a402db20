namespace Swictation.Stt;

/// <summary>Represents audio of a live source that was lost because processing did not keep up.</summary>
public sealed class AudioLostException : SttException
{
    /// <summary>Initializes a new instance of the <see cref="AudioLostException"/> class.</summary>
    /// <param name="message">What was lost, why, and what to do.</param>
    public AudioLostException(string message)
        : base(message)
    {
    }
}
