using System.Collections.Frozen;
using System.Numerics;

namespace Swictation.Stt.Evaluation;

/// <summary>The words that numbers are spelled with.</summary>
internal static class NumberWords
{
    private static readonly string[] OneToNineteen =
    [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] TwentyToNinety = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly (string Name, int Exponent)[] PowersOfTen =
    [
        ("hundred", 2), ("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12), ("quadrillion", 15), ("quintillion", 18),
        ("sextillion", 21), ("septillion", 24), ("octillion", 27), ("nonillion", 30), ("decillion", 33),
    ];

    /// <summary>Gets the words for zero: they are written as a digit, never added up.</summary>
    public static FrozenSet<string> Zeros { get; } = FrozenSet.Create("o", "oh", "zero");

    /// <summary>Gets one to nineteen.</summary>
    public static FrozenDictionary<string, int> Ones { get; } =
        OneToNineteen.Select(static (name, i) => KeyValuePair.Create(name, i + 1)).ToFrozenDictionary();

    /// <summary>Gets twenty, thirty … ninety.</summary>
    public static FrozenDictionary<string, int> Tens { get; } =
        TwentyToNinety.Select(static (name, i) => KeyValuePair.Create(name, 10 * (i + 2))).ToFrozenDictionary();

    /// <summary>Gets hundred, thousand … decillion.</summary>
    public static FrozenDictionary<string, BigInteger> Multipliers { get; } =
        PowersOfTen.ToFrozenDictionary(static power => power.Name, static power => BigInteger.Pow(10, power.Exponent));

    /// <summary>Gets the ordinals and plurals of <see cref="Ones"/>: <c>first</c>, <c>twelfth</c>, <c>sixes</c>.</summary>
    public static FrozenDictionary<string, (int Value, string Suffix)> SuffixedOnes { get; } = SuffixOnes().ToFrozenDictionary();

    /// <summary>Gets the ordinals and plurals of <see cref="Tens"/>: <c>twentieth</c>, <c>nineties</c>.</summary>
    public static FrozenDictionary<string, (int Value, string Suffix)> SuffixedTens { get; } = Tens
        .SelectMany(static ten => new[] { (Name: ten.Key[..^1] + "ies", Suffix: "s", ten.Value), (Name: ten.Key[..^1] + "ieth", Suffix: "th", ten.Value) })
        .ToFrozenDictionary(static word => word.Name, static word => (word.Value, word.Suffix));

    /// <summary>Gets the ordinals and plurals of <see cref="Multipliers"/>: <c>hundredth</c>, <c>millions</c>.</summary>
    public static FrozenDictionary<string, (BigInteger Value, string Suffix)> SuffixedMultipliers { get; } = Multipliers
        .SelectMany(static power => new[] { (Name: power.Key + "s", Suffix: "s", power.Value), (Name: power.Key + "th", Suffix: "th", power.Value) })
        .ToFrozenDictionary(static word => word.Name, static word => (word.Value, word.Suffix));

    /// <summary>Gets the signs, which stand before a number.</summary>
    public static FrozenDictionary<string, string> Signs { get; } =
        new Dictionary<string, string> { ["minus"] = "-", ["negative"] = "-", ["plus"] = "+", ["positive"] = "+" }.ToFrozenDictionary();

    /// <summary>Gets the currencies, which are said after a number and written before it.</summary>
    public static FrozenDictionary<string, string> Currencies { get; } = new Dictionary<string, string>
    {
        ["pound"] = "£",
        ["pounds"] = "£",
        ["euro"] = "€",
        ["euros"] = "€",
        ["dollar"] = "$",
        ["dollars"] = "$",
        ["cent"] = "¢",
        ["cents"] = "¢",
    }.ToFrozenDictionary();

    /// <summary>Gets the symbols that may stand before a number.</summary>
    public static FrozenSet<char> Prefixes { get; } = FrozenSet.Create('-', '+', '£', '€', '$', '¢');

    private static FrozenSet<string> Others { get; } = FrozenSet.Create("per", "percent", "and", "double", "triple", "point");

    /// <summary>Whether a word can be part of a spelled-out number.</summary>
    public static bool Contains(string word) =>
        Zeros.Contains(word) || Ones.ContainsKey(word) || SuffixedOnes.ContainsKey(word) || Tens.ContainsKey(word) || SuffixedTens.ContainsKey(word)
        || Multipliers.ContainsKey(word) || SuffixedMultipliers.ContainsKey(word) || Signs.ContainsKey(word) || Currencies.ContainsKey(word)
        || Others.Contains(word);

    /// <summary>Whether a word can stand after the point of a decimal, or before "and a half".</summary>
    public static bool IsDecimal(string word) => Zeros.Contains(word) || Ones.ContainsKey(word) || Tens.ContainsKey(word);

    private static IEnumerable<KeyValuePair<string, (int Value, string Suffix)>> SuffixOnes()
    {
        yield return new("zeroth", (0, "th"));
        foreach ((string name, int value) in Ones)
        {
            yield return new(name == "six" ? "sixes" : name + "s", (value, "s"));
            yield return value switch
            {
                1 => new("first", (1, "st")),
                2 => new("second", (2, "nd")),
                3 => new("third", (3, "rd")),
                5 => new("fifth", (5, "th")),
                12 => new("twelfth", (12, "th")),
                _ => new(name + (name.EndsWith('t') ? "h" : "th"), (value, "th")), // nineth, as the reference has it
            };
        }
    }
}
