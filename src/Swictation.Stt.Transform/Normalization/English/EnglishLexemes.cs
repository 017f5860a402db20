using Swictation.Stt.Transform.Numbers;
using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>The words that numbers, dates, times, amounts and addresses are said with.</summary>
internal static class EnglishLexemes
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly Lexeme[] All;
    private static readonly WordTable Table;

    static EnglishLexemes()
    {
        var merged = new Dictionary<string, Lexeme>(StringComparer.OrdinalIgnoreCase);
        foreach ((string word, Lexeme lexeme) in List())
        {
            // A word may have several roles, but only one of them a symbol.
            Lexeme before = merged.GetValueOrDefault(word);
            merged[word] = new Lexeme(
                before.Roles | lexeme.Roles, Math.Max(before.Value, lexeme.Value), string.IsNullOrEmpty(before.Symbol) ? lexeme.Symbol : before.Symbol);
        }

        All = [.. merged.Values];
        Table = new WordTable(merged.Keys.Select(static (word, i) => KeyValuePair.Create(word, i)));
    }

    /// <summary>Finds what a word can do.</summary>
    /// <param name="word">The word without marks; case does not matter.</param>
    /// <returns>Nothing, for any other word.</returns>
    public static Lexeme Find(ReadOnlySpan<char> word)
    {
        int index = Table.Find(word);
        if (index >= 0)
            return All[index];
        int hyphen = word.IndexOf('-'); // "twenty-five"
        return hyphen > 0 && EnglishNumerals.TryFind(word[..hyphen], out _) ? new Lexeme(WordRoles.Number) : new Lexeme(WordRoles.None, 0, string.Empty);
    }

    private static IEnumerable<(string Word, Lexeme Lexeme)> List()
    {
        for (int i = 0; i < Months.Length; i++)
            yield return (Months[i], new Lexeme(WordRoles.Month | (Months[i] is "May" or "March" ? WordRoles.AmbiguousMonth : WordRoles.None), i + 1, Months[i]));
        foreach ((string word, Lexeme lexeme) in EnglishUnits.List())
            yield return (word, lexeme);
        (string Words, WordRoles Roles)[] roles =
        [
            ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
                + "twenty thirty forty fourty fifty sixty seventy eighty ninety hundred thousand million billion trillion "
                + "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
                + "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth "
                + "minus negative point a an oh o double triple plus", WordRoles.Number),
            ("on in by since until till before after from around about during of next last this early late mid for", WordRoles.BeforeDate),
            ("at by until till before after around about from since", WordRoles.BeforeTime),
            ("from about around", WordRoles.BeforeRange),
            ("tonight today tomorrow sharp yesterday", WordRoles.AfterTime),
            ("the", WordRoles.The),
            ("a an", WordRoles.Article),
            ("of", WordRoles.Of),
            ("to till", WordRoles.To),
            ("or", WordRoles.Or),
            ("and", WordRoles.And),
            ("past", WordRoles.Past),
            ("half", WordRoles.Half),
            ("quarter", WordRoles.Quarter),
            ("minutes min", WordRoles.Minute),
            ("o'clock oclock o’clock", WordRoles.OClock),
            ("percent", WordRoles.Percent),
            ("per", WordRoles.Per),
            ("dot", WordRoles.Dot),
            ("at", WordRoles.At),
            ("com org net edu gov io ai dev app info biz co uk de fr nl eu ca au jp cn ch es pl se ru br", WordRoles.TopLevel),
            ("us me it is to be at in no so my tv am", WordRoles.AmbiguousTopLevel),
        ];
        foreach ((string words, WordRoles role) in roles)
        {
            foreach (string word in words.Split(' '))
                yield return (word, new Lexeme(role));
        }

        (string Words, WordRoles Roles, string Symbol)[] symbols =
        [
            ("am a.m", WordRoles.DayHalf, "a.m."),
            ("pm p.m", WordRoles.DayHalf, "p.m."),
            ("dollar dollars", WordRoles.Currency, "$"),
            ("pound pounds", WordRoles.Currency, "£"),
            ("euro euros", WordRoles.Currency, "€"),
            ("yen", WordRoles.Currency, "¥"),
            ("rupee rupees", WordRoles.Currency, "₹"),
            ("cent cents", WordRoles.Cent, "¢"),
            ("penny pence", WordRoles.Cent, "p"),
            ("square", WordRoles.Power, "²"),
            ("cubic", WordRoles.Power, "³"),
            ("dash hyphen", WordRoles.AddressMark, "-"),
            ("underscore", WordRoles.AddressMark, "_"),
            ("plus", WordRoles.AddressMark, "+"),
            ("slash", WordRoles.Slash, "/"),
        ];
        foreach ((string words, WordRoles role, string symbol) in symbols)
        {
            foreach (string word in words.Split(' '))
                yield return (word, new Lexeme(role, 0, symbol));
        }

        string[] denominators = ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
        for (int i = 0; i < denominators.Length; i++)
        {
            yield return (denominators[i], new Lexeme(WordRoles.None, i + 3));
            yield return (denominators[i] + "s", new Lexeme(WordRoles.None, i + 3));
        }

        yield return ("sixteenth", new Lexeme(WordRoles.None, 16));
        yield return ("sixteenths", new Lexeme(WordRoles.None, 16));
        yield return ("hundredths", new Lexeme(WordRoles.None, 100));
        yield return ("half", new Lexeme(WordRoles.None, 2));
        yield return ("halves", new Lexeme(WordRoles.None, 2));
        yield return ("quarter", new Lexeme(WordRoles.None, 4));
        yield return ("quarters", new Lexeme(WordRoles.None, 4));
    }
}
