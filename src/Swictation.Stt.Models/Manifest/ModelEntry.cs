namespace Swictation.Stt.Models;

/// <summary>What a manifest says of a model. Immutable.</summary>
public sealed record ModelEntry
{
    /// <summary>Gets the name by which the model is asked for.</summary>
    public required string Id { get; init; }

    /// <summary>Gets other names by which it is asked for.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Gets the engine that runs it: <c>parakeet</c>, <c>whisper</c>, or <c>silero</c> for voice activity detection. The engine is told from the files; this is for who lists models.</summary>
    public required string Engine { get; init; }

    /// <summary>Gets the layout of its files: <c>onnx-asr</c>, <c>sherpa-onnx</c>, <c>ctc</c>, <c>optimum</c> or <c>silero</c>.</summary>
    public required string Layout { get; init; }

    /// <summary>Gets the precision of its weights: <c>float</c> (32 bits), <c>float16</c>, <c>int8</c> or <c>int4</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Gets a line on what it is and when to choose it.</summary>
    public required string Description { get; init; }

    /// <summary>Gets its languages as BCP 47 codes; empty where it does not depend on a language.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>Gets its licence as an SPDX expression or, where SPDX does not know it, by its name.</summary>
    public required string Licence { get; init; }

    /// <summary>Gets where the licence can be read, or <see langword="null"/> where the manifest does not say.</summary>
    public Uri? LicenceUrl { get; init; }

    /// <summary>Gets the page that the model was published on, or <see langword="null"/> where the manifest does not say.</summary>
    public Uri? Source { get; init; }

    /// <summary>Gets the revision of <see cref="Source"/>: a commit, a tag, or a branch where no commit is known; <see langword="null"/> for a bundled model.</summary>
    public string? Revision { get; init; }

    /// <summary>Gets what has to be downloaded; empty for a bundled model.</summary>
    public IReadOnlyList<ModelFile> Files { get; init; } = [];

    /// <summary>Gets the size of the downloads in bytes; an estimate unless <see cref="IsTotalExact"/>.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Gets how much memory the loaded model is expected to need, in bytes; 0 where the manifest does not say.</summary>
    /// <value>An estimate from the sizes of the files: see <c>docs/models.md</c>.</value>
    public long MemoryBytes { get; init; }

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

    /// <summary>Gets a value indicating whether the size of every file is known.</summary>
    public bool IsTotalExact => Files.All(static file => file.Bytes is not null);

    /// <summary>Gets a value indicating whether the digest of every file is known before it is downloaded.</summary>
    public bool IsVerified => Files.All(static file => file.Sha256 is not null);

    /// <summary>Tells whether the model is called so, in any letter case.</summary>
    /// <param name="name">A name.</param>
    /// <returns>Whether it is the id or one of the aliases.</returns>
    public bool IsCalled(string name) =>
        string.Equals(Id, name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
}
