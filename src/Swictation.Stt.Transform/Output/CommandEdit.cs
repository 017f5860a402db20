namespace Swictation.Stt.Transform;

/// <summary>Asks the host for something that is not typing.</summary>
public sealed record CommandEdit : TransformEdit
{
    /// <summary>Gets the command, such as "stop-dictation".</summary>
    public required string Command { get; init; }
}
