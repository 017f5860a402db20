namespace Swictation.Stt.Models;

/// <summary>What a manifest says of a model. Immutable.</summary>
public sealed record ModelEntry
{
    /// <summary>Gets the name by which the model is asked for.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the engine that runs it: <c>parakeet</c> or <c>whisper</c>. The engine is told from the files; this is for who lists models.</summary>
    public required string Engine { get; init; }

    /// <summary>Gets a line on what it is.</summary>
    public required string Description { get; init; }

    /// <summary>Gets its languages as BCP 47 codes.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>Gets its licence as an SPDX expression.</summary>
    public required string Licence { get; init; }

    /// <summary>Gets the window in which it hears best, or <see langword="null"/> where the engine's own is right.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Gets what two windows share where speech has no pause, or <see langword="null"/> where the engine's own is right.</summary>
    public TimeSpan? WindowOverlap { get; init; }

    /// <summary>Gets how much new audio makes a stream listen again, or <see langword="null"/> where the engine's own is right.</summary>
    public TimeSpan? StreamUpdateInterval { get; init; }

    /// <summary>Gets how much settled audio a stream hears again, or <see langword="null"/> where the engine's own is right.</summary>
    public TimeSpan? StreamLeftContext { get; init; }

    /// <summary>Gets how much audio must follow a word before it is stable, or <see langword="null"/> where the engine's own is right.</summary>
    public TimeSpan? StreamRightContext { get; init; }

    /// <summary>Gets a value indicating whether it ships with the library.</summary>
    public bool IsBundled { get; init; }
}
