namespace Swictation.Stt.Transform.Numbers;

/// <summary>What sort of number was spoken.</summary>
internal enum SpokenNumberKind
{
    /// <summary>A whole number: "forty two", "one hundred and five".</summary>
    Cardinal,

    /// <summary>Digits or pairs in a row, kept as they were said: "oh seven", "one two three four", "eighty eighty".</summary>
    Digits,

    /// <summary>Two pairs that make a year: "nineteen fifty", "twenty oh five".</summary>
    Year,

    /// <summary>A decade: "nineteen fifties", "eighties".</summary>
    Decade,

    /// <summary>A number with a fraction: "three point one four", "two point five million".</summary>
    Decimal,

    /// <summary>Several points: "two point one point three".</summary>
    Version,

    /// <summary>A place in an order: "twenty first".</summary>
    Ordinal,

    /// <summary>A number that the model already wrote in digits: "42", "3.14", "1,000".</summary>
    Written,
}
