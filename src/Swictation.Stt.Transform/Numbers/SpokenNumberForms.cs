namespace Swictation.Stt.Transform.Numbers;

/// <summary>Which forms a reader of numbers takes; cardinals are always taken.</summary>
[Flags]
internal enum SpokenNumberForms
{
    /// <summary>Whole numbers: units, tens, hundreds, thousands and so on.</summary>
    Cardinal = 0,

    /// <summary>Digits and pairs in a row, of any length.</summary>
    Digits = 1,

    /// <summary>Two pairs that make a year.</summary>
    Year = 2,

    /// <summary>"fifties", "nineteen fifties", "nineteen hundreds".</summary>
    Decade = 4,

    /// <summary>"point" or "dot" and digits.</summary>
    Decimal = 8,

    /// <summary>More than one point; goes with <see cref="Decimal"/>.</summary>
    Version = 16,

    /// <summary>"minus" or "negative" in front.</summary>
    Negative = 32,

    /// <summary>"first", "twenty first", "two hundredth".</summary>
    Ordinal = 64,

    /// <summary>Digits that the model wrote.</summary>
    Written = 128,

    /// <summary>Every form.</summary>
    All = Digits | Year | Decade | Decimal | Version | Negative | Ordinal | Written,
}
