namespace Swictation.Stt.Models;

/// <summary>What is done to get a model.</summary>
public enum ModelDownloadPhase
{
    /// <summary>Another process gets the same model; its work is waited for.</summary>
    Waiting,

    /// <summary>What an earlier download left is read again, to go on where it ended.</summary>
    Resuming,

    /// <summary>A file is downloaded.</summary>
    Downloading,

    /// <summary>A download failed and is tried again after a pause.</summary>
    Retrying,

    /// <summary>A file that was there before is compared with its digest.</summary>
    Verifying,

    /// <summary>An archive is unpacked.</summary>
    Unpacking,

    /// <summary>The model is there.</summary>
    Done,
}
