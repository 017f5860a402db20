namespace Swictation.Stt.Models;

/// <summary>How an archive of a model's files is unpacked. Immutable.</summary>
public sealed record ModelArchive
{
    /// <summary>Gets the format.</summary>
    public required ModelArchiveFormat Format { get; init; }

    /// <summary>Gets how many leading folders are taken off the names inside.</summary>
    /// <value>The default is 1: releases have one folder that holds everything.</value>
    public int Strip { get; init; } = 1;

    /// <summary>
    /// Gets which files are kept, by their names without the leading folders; <c>*</c> stands for any characters except <c>/</c>. A name
    /// without <c>*</c> has to be in the archive. Empty keeps everything.
    /// </summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Gets how many bytes may come out of it, or <see langword="null"/> for <see cref="DefaultExpansion"/> times its size.</summary>
    public long? MaxUnpackedBytes { get; init; }

    /// <summary>How many times larger than an archive its content may be, where the manifest does not say more: 16.</summary>
    public const int DefaultExpansion = 16;
}
