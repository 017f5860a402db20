namespace Swictation.Stt.Models;

/// <summary>A model that is in a store. Immutable.</summary>
public sealed record InstalledModel
{
    /// <summary>Gets the name by which it is asked for.</summary>
    public required string Id { get; init; }

    /// <summary>Gets its revision; <c>local</c> for an imported folder.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the directory that an engine loads, as a full path.</summary>
    public required string Directory { get; init; }

    /// <summary>Gets the store's own folder for it, as a full path; it is another than <see cref="Directory"/> where a model is used in place.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets its files.</summary>
    public required IReadOnlyList<StoredFile> Files { get; init; }

    /// <summary>Gets what the manifest says of it, or <see langword="null"/> where it does not know it.</summary>
    public ModelEntry? Entry { get; init; }

    /// <summary>Gets what shows that it is damaged, or <see langword="null"/> where every file is there in its size.</summary>
    public string? Damage { get; init; }

    /// <summary>Gets a value indicating whether the files lie outside of the store, where they were imported from.</summary>
    public bool IsInPlace => Directory != Folder;

    /// <summary>Gets the size of its files in bytes.</summary>
    public long Bytes => Files.Sum(static file => file.Bytes);
}
