namespace Swictation.Stt.Models;

/// <summary>How a model that is on the machine is taken into the store. Immutable.</summary>
public sealed record ModelImportOptions
{
    /// <summary>Gets the name that it gets, or <see langword="null"/> for that of the manifest's model with the same files, else that of its folder.</summary>
    public string? Name { get; init; }

    /// <summary>Gets whether its files are copied into the store.</summary>
    /// <value>The default is <see langword="false"/>: they are used where they are, or linked.</value>
    public bool Copy { get; init; }
}
