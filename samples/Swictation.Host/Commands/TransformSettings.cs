namespace Swictation.Host.Commands;

/// <summary>What <c>swictation transform</c> was asked for.</summary>
internal sealed record TransformSettings
{
    public required RuleSettings Rules { get; init; }

    /// <summary>Gets the utterances; empty where they are read.</summary>
    public IReadOnlyList<string> Utterances { get; init; } = [];

    /// <summary>Gets the files to read lines of; standard input where there are none, and no utterances.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Gets the file of corrections to apply first.</summary>
    public string? Corrections { get; init; }

    /// <summary>Gets whether numbers, dates and the like are written as they are written.</summary>
    public bool Normalizes { get; init; }

    public bool Fresh { get; init; }

    public TransformOutput Output { get; init; }
}
