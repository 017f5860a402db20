namespace Swictation.Stt.Transform;

/// <summary>Says on which sides a symbol stands without a space.</summary>
[Flags]
public enum SymbolSpacing
{
    /// <summary>A space on both sides, like a word: "x + y".</summary>
    None = 0,

    /// <summary>No space before it: "hello, world".</summary>
    Left = 1,

    /// <summary>No space after it: "(note".</summary>
    Right = 2,

    /// <summary>No space on either side: "and/or".</summary>
    Both = Left | Right,
}
