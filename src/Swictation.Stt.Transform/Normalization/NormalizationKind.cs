namespace Swictation.Stt.Transform.Normalization;

/// <summary>Says what a piece of normalised text is.</summary>
public enum NormalizationKind
{
    /// <summary>Words as they were.</summary>
    None,

    /// <summary>A whole number: "forty two" → "42".</summary>
    Cardinal,

    /// <summary>A place in an order: "twenty first" → "21st".</summary>
    Ordinal,

    /// <summary>A number with a point: "three point one four" → "3.14".</summary>
    Decimal,

    /// <summary>A fraction: "three quarters" → "3/4".</summary>
    Fraction,

    /// <summary>Two numbers with "to" or "or" between them: "five to ten" → "5 to 10".</summary>
    Range,

    /// <summary>A year or a decade: "nineteen eighties" → "1980s".</summary>
    Year,

    /// <summary>A date: "twenty third of may" → "23 May".</summary>
    Date,

    /// <summary>A time of day: "half past three" → "3:30".</summary>
    Time,

    /// <summary>An amount of money: "twenty five dollars and fifty cents" → "$25.50".</summary>
    Money,

    /// <summary>A percentage: "five percent" → "5%".</summary>
    Percentage,

    /// <summary>A number with a unit: "five kilometers per hour" → "5 km/h".</summary>
    Measure,

    /// <summary>Digits one by one, as of a telephone number: "five five five one two three four" → "555-1234".</summary>
    Digits,

    /// <summary>An e-mail or web address: "john at example dot com" → "john@example.com".</summary>
    Address,
}
