namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>What a word can do in a phrase that is written otherwise than it is said.</summary>
[Flags]
internal enum WordRoles
{
    None = 0,

    /// <summary>Begins a number.</summary>
    Number = 1,

    Month = 1 << 1,

    /// <summary>A month that is a verb too: "may", "march".</summary>
    AmbiguousMonth = 1 << 2,

    /// <summary>Stands in front of dates: "on", "since".</summary>
    BeforeDate = 1 << 3,

    /// <summary>Stands in front of times of day: "at", "until".</summary>
    BeforeTime = 1 << 4,

    The = 1 << 5,
    Article = 1 << 6,
    Of = 1 << 7,
    To = 1 << 8,
    Or = 1 << 9,
    And = 1 << 10,
    Past = 1 << 11,
    Half = 1 << 12,
    Quarter = 1 << 13,
    Minute = 1 << 14,
    OClock = 1 << 15,

    /// <summary>"am", "pm", also with points.</summary>
    DayHalf = 1 << 16,

    /// <summary>Says that what stands in front is a time: "tonight", "sharp".</summary>
    AfterTime = 1 << 17,

    Percent = 1 << 18,
    Currency = 1 << 19,
    Cent = 1 << 20,
    Unit = 1 << 21,

    /// <summary>A unit that only stands behind "per": "hour".</summary>
    Rate = 1 << 22,

    Power = 1 << 23,
    Per = 1 << 24,
    Dot = 1 << 25,
    At = 1 << 26,

    /// <summary>"dash", "underscore" and others inside an address.</summary>
    AddressMark = 1 << 27,

    Slash = 1 << 28,

    /// <summary>A last part of names on the Internet: "com".</summary>
    TopLevel = 1 << 29,

    /// <summary>One that is a word too: "me", "is".</summary>
    AmbiguousTopLevel = 1 << 30,

    /// <summary>Stands in front of times, but also of two numbers with "to" between them: "from".</summary>
    BeforeRange = 1 << 31,
}
