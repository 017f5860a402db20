namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>The units that are written as symbols: those of the SI with their prefixes (the BIPM's brochure), and customary ones.</summary>
internal static class EnglishUnits
{
    private static readonly (string Name, string Symbol)[] Prefixes =
        [("", ""), ("kilo", "k"), ("mega", "M"), ("giga", "G"), ("tera", "T"), ("peta", "P"), ("hecto", "h"), ("deci", "d"), ("centi", "c"), ("milli", "m"), ("micro", "µ"), ("nano", "n")];

    private static readonly (string Name, string Symbol)[] PrefixedUnits =
    [
        ("meter", "m"), ("metre", "m"), ("gram", "g"), ("liter", "L"), ("litre", "L"), ("watt", "W"), ("volt", "V"), ("amp", "A"), ("ampere", "A"), ("joule", "J"), ("newton", "N"),
        ("pascal", "Pa"), ("byte", "B"), ("bit", "bit"), ("ohm", "Ω"), ("farad", "F"), ("calorie", "cal"),
    ];

    private static readonly (string Singular, string Plural, string Symbol)[] OtherUnits =
    [
        ("hertz", "hertz", "Hz"), ("kilohertz", "kilohertz", "kHz"), ("megahertz", "megahertz", "MHz"), ("gigahertz", "gigahertz", "GHz"),
        ("decibel", "decibels", "dB"), ("kilo", "kilos", "kg"), ("tonne", "tonnes", "t"), ("hectare", "hectares", "ha"), ("horsepower", "horsepower", "hp"), ("pixel", "pixels", "px"),
        ("lumen", "lumens", "lm"), ("mile", "miles", "mi"), ("foot", "feet", "ft"), ("inch", "inches", "in"), ("yard", "yards", "yd"), ("ounce", "ounces", "oz"), ("gallon", "gallons", "gal"),
    ];

    private static readonly (string Name, string Symbol)[] RateUnits = [("second", "s"), ("minute", "min"), ("hour", "h"), ("day", "d")];

    // Not after "one", which makes figures of speech of them, and words of common units without a prefix that are other words too.
    private static readonly HashSet<string> Figures = ["mi", "ft", "in", "yd", "oz", "bit", "A", "F", "N"];

    /// <summary>Gets the words; a value of 1 marks a unit that "one" does not make a measure of.</summary>
    public static IEnumerable<(string Word, Lexeme Lexeme)> List()
    {
        foreach ((string prefix, string prefixSymbol) in Prefixes)
        {
            foreach ((string name, string symbol) in PrefixedUnits)
            {
                string written = prefixSymbol + symbol;
                yield return (prefix + name, Unit(written));
                yield return (prefix + name + "s", Unit(written));
            }
        }

        foreach ((string singular, string plural, string symbol) in OtherUnits)
        {
            yield return (singular, Unit(symbol));
            yield return (plural, Unit(symbol));
        }

        foreach ((string name, string symbol) in RateUnits)
            yield return (name, new Lexeme(name == "minute" ? WordRoles.Rate | WordRoles.Minute : WordRoles.Rate, 0, symbol));
    }

    private static Lexeme Unit(string symbol) => new(WordRoles.Unit, Figures.Contains(symbol) ? 1 : 0, symbol);
}
