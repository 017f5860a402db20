namespace Swictation.Stt.Transform;

/// <summary>What a piece of output is.</summary>
public enum TransformPieceKind
{
    /// <summary>Text to type.</summary>
    Text,

    /// <summary>Keys to press.</summary>
    Key,

    /// <summary>Characters to take back.</summary>
    Backspace,

    /// <summary>A command for the host.</summary>
    Command,

    /// <summary>Words that change what follows and type nothing, such as "caps on".</summary>
    Nothing,
}
