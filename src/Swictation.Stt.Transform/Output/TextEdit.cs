namespace Swictation.Stt.Transform;

/// <summary>Types text.</summary>
public sealed record TextEdit : TransformEdit
{
    /// <summary>Gets the text, which may hold line ends ("\n") and tabs; it begins with the space that separates it from what was typed before.</summary>
    public required string Text { get; init; }
}
