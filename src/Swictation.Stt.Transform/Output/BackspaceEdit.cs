namespace Swictation.Stt.Transform;

/// <summary>Takes back what was typed last.</summary>
public sealed record BackspaceEdit : TransformEdit
{
    /// <summary>Gets how many characters are taken back, counted as a reader counts them (grapheme clusters); at least 1.</summary>
    public required int Count { get; init; }
}
