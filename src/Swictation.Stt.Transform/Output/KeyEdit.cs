namespace Swictation.Stt.Transform;

/// <summary>Presses keys.</summary>
public sealed record KeyEdit : TransformEdit
{
    /// <summary>Gets the keys.</summary>
    public required KeyChord Chord { get; init; }
}
