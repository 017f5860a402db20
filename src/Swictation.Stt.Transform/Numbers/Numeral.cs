namespace Swictation.Stt.Transform.Numbers;

/// <summary>A single word of a number.</summary>
/// <param name="Type">What it does.</param>
/// <param name="Value">Its value, or its power of ten.</param>
/// <param name="IsOrdinal">Whether it ends an ordinal: "first", "hundredth".</param>
/// <param name="WordEnd">How many whole words are taken with it; 0 inside a hyphenated word.</param>
internal readonly record struct Numeral(NumeralType Type, int Value, bool IsOrdinal = false, int WordEnd = 0)
{
    /// <summary>Gets whether it is a digit: zero, "oh", or one to nine.</summary>
    public bool IsDigit => Type is NumeralType.Zero or NumeralType.Oh or NumeralType.Unit && !IsOrdinal;

    /// <summary>Gets whether a number of one or two digits can begin with it.</summary>
    public bool BeginsGroup => Type is NumeralType.Unit or NumeralType.Teen or NumeralType.Tens;

    /// <summary>Gets whether it multiplies what stands before it.</summary>
    public bool IsMultiplier => Type is NumeralType.Hundred or NumeralType.Scale;
}
