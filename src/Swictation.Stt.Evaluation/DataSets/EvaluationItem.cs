namespace Swictation.Stt.Evaluation;

/// <summary>Represents a recording, or a part of one, and what is said in it. Immutable.</summary>
public sealed record EvaluationItem
{
    /// <summary>Gets the name that reports call it: what the data set calls it, with the offset where there is one.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the full path of the recording. The file need not exist.</summary>
    public required string AudioPath { get; init; }

    /// <summary>Gets what is said, as the data set has it. May be empty.</summary>
    public required string Reference { get; init; }

    /// <summary>Gets where in the recording it begins.</summary>
    /// <value>The default is zero.</value>
    public TimeSpan Offset { get; init; }

    /// <summary>Gets how long it is, or <see langword="null"/> for up to the recording's end.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets the file that lists it.</summary>
    public required string Source { get; init; }

    /// <summary>Gets its line there, counted from 1.</summary>
    public required int Line { get; init; }
}
