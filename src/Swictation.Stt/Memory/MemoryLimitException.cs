namespace Swictation.Stt;

/// <summary>Represents that an engine was not loaded because it would take more memory than there is, or than it may.</summary>
public sealed class MemoryLimitException : SttException
{
    /// <summary>Initializes a new instance of the <see cref="MemoryLimitException"/> class.</summary>
    /// <param name="message">Which limit would be passed, by how much, and what to do.</param>
    /// <param name="engine">The name of the engine.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public MemoryLimitException(string message, string engine, Exception? innerException = null)
        : base(message, innerException)
    {
        Engine = engine;
    }

    /// <summary>Gets the name of the engine that was not loaded.</summary>
    public string Engine { get; }
}
