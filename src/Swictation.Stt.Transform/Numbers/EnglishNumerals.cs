using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Numbers;

/// <summary>The English words of numbers.</summary>
internal static class EnglishNumerals
{
    private static readonly (string Word, Numeral Numeral)[] All = [.. List()];
    private static readonly WordTable Table = new(All.Select(static (entry, i) => KeyValuePair.Create(entry.Word, i)));

    /// <summary>Finds out what a word does in a number.</summary>
    /// <param name="word">The word, without marks and hyphens; case does not matter.</param>
    /// <param name="numeral">What it does.</param>
    /// <returns>Whether the word is one of a number.</returns>
    public static bool TryFind(ReadOnlySpan<char> word, out Numeral numeral)
    {
        int index = Table.Find(word);
        numeral = index < 0 ? default : All[index].Numeral;
        return index >= 0;
    }

    private static IEnumerable<(string Word, Numeral Numeral)> List()
    {
        yield return ("zero", new(NumeralType.Zero, 0));
        yield return ("nought", new(NumeralType.Zero, 0));
        yield return ("oh", new(NumeralType.Oh, 0));
        yield return ("o", new(NumeralType.Oh, 0));
        string[] units = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
        string[] unitOrdinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
        string[] teens = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
        string[] teenOrdinals = ["tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"];
        string[] tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        for (int i = 0; i < units.Length; i++)
        {
            yield return (units[i], new(NumeralType.Unit, i + 1));
            yield return (unitOrdinals[i], new(NumeralType.Unit, i + 1, IsOrdinal: true));
        }

        for (int i = 0; i < teens.Length; i++)
        {
            yield return (teens[i], new(NumeralType.Teen, i + 10));
            yield return (teenOrdinals[i], new(NumeralType.Teen, i + 10, IsOrdinal: true));
        }

        for (int i = 0; i < tens.Length; i++)
        {
            int value = 10 * (i + 2);
            string stem = tens[i][..^1];
            yield return (tens[i], new(NumeralType.Tens, value));
            yield return (stem + "ieth", new(NumeralType.Tens, value, IsOrdinal: true));
            yield return (stem + "ies", new(NumeralType.Decade, value));
        }

        yield return ("fourty", new(NumeralType.Tens, 40));
        yield return ("hundred", new(NumeralType.Hundred, 2));
        yield return ("hundredth", new(NumeralType.Hundred, 2, IsOrdinal: true));
        yield return ("hundreds", new(NumeralType.DecadeScale, 2));
        yield return ("thousands", new(NumeralType.DecadeScale, 3));
        (string Word, int Power)[] scales = [("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)];
        foreach ((string word, int power) in scales)
        {
            yield return (word, new(NumeralType.Scale, power));
            yield return (word + "th", new(NumeralType.Scale, power, IsOrdinal: true));
        }

        yield return ("point", new(NumeralType.Point, 0));
        yield return ("dot", new(NumeralType.Point, 0));
        yield return ("and", new(NumeralType.And, 0));
        yield return ("minus", new(NumeralType.Minus, 0));
        yield return ("negative", new(NumeralType.Minus, 0));
        yield return ("a", new(NumeralType.Article, 1));
        yield return ("an", new(NumeralType.Article, 1));
        yield return ("double", new(NumeralType.Repeat, 2));
        yield return ("triple", new(NumeralType.Repeat, 3));
    }
}
