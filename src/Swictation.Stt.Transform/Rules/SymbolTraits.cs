namespace Swictation.Stt.Transform.Rules;

/// <summary>What a symbol does to its surroundings beside spacing.</summary>
[Flags]
internal enum SymbolTraits
{
    None = 0,

    /// <summary>The next word begins with a capital.</summary>
    EndsSentence = 1,

    /// <summary>A beginning of a sentence goes on behind it: "(Note".</summary>
    Transparent = 2,

    /// <summary>The next word begins with a capital until the quotation closes.</summary>
    CapitalizesInside = 4,

    /// <summary>A sign of a number where nothing stands before it: "-7", "x = -7", but "a - b".</summary>
    Unary = 8,

    /// <summary>Makes one name of two words, to which a bracket attaches: "calculate_sum(".</summary>
    JoinsNames = 16,

    /// <summary>Makes one address of two words, in which a dot is a dot: "me@example".</summary>
    JoinsAddresses = 32,

    /// <summary>Attaches to a name before it: "sum(".</summary>
    FollowsNames = 64,

    /// <summary>An operator, behind which a sign is one of a number.</summary>
    Operator = 128,

    /// <summary>Ends a line.</summary>
    BreaksLine = 256,

    /// <summary>Opens a bracket.</summary>
    Opens = 512,

    /// <summary>Closes a bracket or a quotation.</summary>
    Closes = 1024,

    /// <summary>Begins an item of a list where nothing stands before it on the line: "- milk".</summary>
    Bullet = 2048,

    /// <summary>A full stop behind it is not doubled: "etc."</summary>
    EndsWithStop = 4096,

    /// <summary>A mark that ends or divides a sentence, in whose place a model may have put its own.</summary>
    Mark = 8192,

    /// <summary>Stands between the parts of a time: "3:30".</summary>
    DividesNumbers = 16384,

    /// <summary>The end of an address, in which a dot is a dot: "example.com".</summary>
    EndsAddress = 32768,
}
