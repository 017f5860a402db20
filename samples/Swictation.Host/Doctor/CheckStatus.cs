namespace Swictation.Host.Doctor;

/// <summary>How a check stands.</summary>
internal enum CheckStatus
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>Something is missing that not everybody needs.</summary>
    Warning,

    /// <summary>Transcription cannot work.</summary>
    Problem,
}
