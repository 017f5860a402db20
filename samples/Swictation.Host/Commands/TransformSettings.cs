namespace Swictation.Host.Commands;

/// <summary>What <c>swictation transform</c> was asked for.</summary>
internal sealed record TransformSettings
{
    public required RuleSettings Rules { get; init; }

    /// <summary>Gets the utterances; empty where they are read.</summary>
    public IReadOnlyList<string> Utterances { get; init; } = [];

    /// <summary>Gets the files to read lines of; standard input where there are none, and no utterances.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    public bool Fresh { get; init; }

    public TransformOutput Output { get; init; }
}
