namespace Swictation.Stt.Models;

/// <summary>What a comparison of a model's files with their digests found. Immutable.</summary>
/// <param name="Model">The model.</param>
/// <param name="Files">What was found of each file.</param>
public sealed record ModelVerification(InstalledModel Model, IReadOnlyList<FileVerification> Files)
{
    /// <summary>Gets a value indicating whether every file is as it should be.</summary>
    public bool IsRight => Files.All(static file => file.State is FileState.Right or FileState.AsRecorded);
}
