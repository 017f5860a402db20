namespace Swictation.Stt.Models;

/// <summary>A model that is on this machine.</summary>
/// <param name="Directory">Its directory, as a full path.</param>
/// <param name="Entry">What the manifest says of it, or <see langword="null"/> where it does not know it.</param>
public sealed record LocatedModel(string Directory, ModelEntry? Entry);
