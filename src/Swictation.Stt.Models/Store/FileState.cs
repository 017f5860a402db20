namespace Swictation.Stt.Models;

/// <summary>How a file of a model stands.</summary>
public enum FileState
{
    /// <summary>It has the digest that was published.</summary>
    Right,

    /// <summary>It has the digest that was recorded when it came; none was published.</summary>
    AsRecorded,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It has another size.</summary>
    WrongSize,

    /// <summary>It has another digest.</summary>
    WrongDigest,
}
