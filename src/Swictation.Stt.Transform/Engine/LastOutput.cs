namespace Swictation.Stt.Transform.Engine;

/// <summary>What was written last, as far as what follows depends on it.</summary>
internal enum LastOutput : byte
{
    Nothing,
    Word,
    Number,

    /// <summary>Words joined to one name: "calculate_sum".</summary>
    Name,

    /// <summary>Words joined to an address or a path: "me@example".</summary>
    Address,
    NameJoiner,
    AddressJoiner,
    Mark,

    /// <summary>A colon behind a number.</summary>
    NumberDivider,
    Operator,

    /// <summary>An apostrophe behind an s: "the dogs'", where only the rest of a contraction attaches.</summary>
    Possessive,
    Open,
    Close,
    Symbol,
    LineBreak,
}
