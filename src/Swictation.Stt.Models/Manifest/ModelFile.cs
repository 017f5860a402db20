namespace Swictation.Stt.Models;

/// <summary>A file of a model, as a manifest lists it. Immutable.</summary>
public sealed record ModelFile
{
    /// <summary>Gets where it lies below the model's folder, with <c>/</c> between the parts; for an archive, the archive's own name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets where it is downloaded from.</summary>
    public required Uri Url { get; init; }

    /// <summary>Gets its size in bytes, or <see langword="null"/> where it was not published.</summary>
    public long? Bytes { get; init; }

    /// <summary>
    /// Gets its SHA-256 as 64 lower-case hexadecimal digits, or <see langword="null"/> where it was not published: the digest of the first
    /// download is recorded then.
    /// </summary>
    public string? Sha256 { get; init; }

    /// <summary>Gets how it is unpacked, or <see langword="null"/> where it is no archive.</summary>
    public ModelArchive? Archive { get; init; }
}
