namespace Swictation.Stt.Transform.Rules.English;

/// <summary>English phrases for symbols and operators.</summary>
internal static class EnglishSymbols
{
    /// <summary>What follows "dot" in addresses and names of files; elsewhere "dot" is a word.</summary>
    private static readonly string[] Endings =
    [
        "com", "org", "net", "edu", "gov", "info", "biz", "io", "ai", "dev", "app", "uk", "de", "fr", "es", "eu", "us", "ca", "au", "ch", "at", "jp", "co uk", "co dot uk", "com dot au",
        "txt", "pdf", "html", "css", "js", "ts", "py", "cs", "cpp", "rs", "md", "json", "xml", "yaml", "yml", "toml", "csv", "sql", "sh", "exe", "zip", "jpg", "png", "mp3", "wav", "docx", "xlsx",
    ];

    public static IEnumerable<TransformRule> Rules => [.. Symbols(), .. Signs(), .. Operators(), .. Dots()];

    private static RuleList Symbols() => new(RuleFamilies.Symbols)
    {
        { "&", "ampersand" },
        { "*", "asterisk" },
        { "#", "hashtag", "hash tag", "octothorpe" },
        { "/", "slash", "forward slash" },
        { "\\", "backslash", "back slash" },
        { "_", "underscore", "under score" },
        { "__", "double underscore", "dunder" },
        { "://", "colon slash slash", "colon double slash", "colon forward slash forward slash" },
        { "~", "tilde" },
        { "^", "caret" },
        { "|", "vertical bar" },
        { "•", "bullet point" },
        { "£", "pound sterling sign", "pounds sterling sign", "sterling sign" },
    };

    /// <summary>Names that are symbols only with "sign" or "symbol" behind them, since they are words otherwise.</summary>
    private static RuleList Signs()
    {
        var list = new RuleList(RuleFamilies.Symbols);
        Add("$", "dollar");
        Add("%", "percent", "percentage");
        Add("‰", "per mille");
        Add("@", "at");
        Add("&", "ampersand");
        Add("*", "asterisk");
        Add("#", "hash", "pound", "hashtag", "number");
        Add("/", "slash");
        Add("\\", "backslash");
        Add("_", "underscore");
        Add("~", "tilde");
        Add("^", "caret");
        Add("|", "pipe");
        Add("°", "degree", "degrees");
        Add("©", "copyright");
        Add("®", "registered", "registered trademark");
        Add("™", "trademark", "trade mark");
        Add("§", "section");
        Add("¶", "paragraph");
        Add("†", "dagger");
        Add("€", "euro");
        Add("¥", "yen");
        Add("¢", "cent", "cents");
        Add("•", "bullet");
        Add("µ", "micro");
        Add("∞", "infinity");
        return list;

        void Add(string output, params ReadOnlySpan<string> names)
        {
            foreach (string name in names)
                list.Add(output, $"{name} sign", $"{name} symbol");
        }
    }

    private static RuleList Operators()
    {
        var list = new RuleList(RuleFamilies.Operators)
        {
            { "==", "double equals", "double equal", "double equals sign" },
            { "===", "triple equals", "triple equal", "strict equals", "strict equal", "triple equals sign" },
            { "!=", "not equals", "bang equals", "not equals sign", "not equal sign", "not equal to sign" },
            { "!==", "strict not equals", "strict not equal", "not double equals", "bang double equals" },
            { "<=", "less than or equal to", "less than or equal", "less than or equals", "less than or equal sign", "less than or equal to sign", "less than equals" },
            { ">=", "greater than or equal to", "greater than or equal", "greater than or equals", "greater than or equal sign", "greater than or equal to sign", "greater than equals" },
            { "<=>", "spaceship operator", "three way comparison" },
            { "&&", "double ampersand", "double ampersand sign" },
            { "||", "double pipe", "double pipe sign" },
            { "+=", "plus equals", "plus equal" },
            { "-=", "minus equals", "minus equal" },
            { "*=", "times equals", "times equal", "multiply equals", "star equals" },
            { "/=", "divide equals", "divided equals", "divide equal", "slash equals" },
            { "%=", "modulo equals", "mod equals", "percent equals", "modulus equals" },
            { "**=", "power equals" },
            { "&=", "bitwise and equals", "ampersand equals" },
            { "|=", "bitwise or equals", "pipe equals" },
            { "^=", "bitwise xor equals", "caret equals" },
            { "??=", "null coalesce equals", "null coalescing equals" },
            { ":=", "colon equals", "walrus operator" },
            { "++", "increment", "plus plus" },
            { "--", "decrement", "minus minus" },
            { "::", "double colon", "colon colon", "scope operator" },
            { "//", "double slash", "double forward slash", "slash slash" },
            { "///", "triple slash" },
            { "??", "null coalesce", "null coalescing", "null coalescing operator", "null coalesce operator", "double question mark" },
            { "?.", "optional chain", "optional chaining", "null conditional", "safe navigation operator" },
            { "**", "power operator", "exponent operator", "exponentiation operator", "double asterisk", "double star" },
            { "...", "spread operator", "rest operator", "splat operator" },
            { "..", "range operator", "double dot", "dot dot" },
            { "<<", "shift left", "left shift", "bitwise shift left", "shift left operator", "left shift operator" },
            { ">>", "shift right", "right shift", "bitwise shift right", "shift right operator", "right shift operator" },
            { ">>>", "unsigned shift right", "unsigned right shift" },
            { "&", "bitwise and" },
            { "|", "bitwise or" },
            { "^", "bitwise xor", "bitwise exclusive or" },
            { "~", "bitwise not" },
            { "%", "modulo operator", "modulo sign", "modulus operator" },
            { "!", "not operator", "bang operator" },
            { "=>", "fat arrow", "double arrow", "lambda arrow", "lambda operator", "rocket arrow", "hash rocket" },
            { "->", "thin arrow", "right arrow", "skinny arrow", "single arrow", "dash arrow" },
            { "<-", "left arrow" },
            { "<->", "left right arrow", "two way arrow" },
            { "↑", "up arrow" },
            { "↓", "down arrow" },
            { "×", "times sign", "multiplication sign", "multiply sign" },
            { "÷", "division sign", "divide sign", "divided by sign" },
            { "±", "plus or minus sign", "plus minus sign" },
            { "≈", "approximately equal sign", "almost equal sign" },
            { "√", SymbolSpacing.Right, "square root sign" },
        };
        list.Add(new TransformRule { Phrase = "dot", Output = ".", InNamesOnly = true });
        foreach (string sign in new[] { "sign", "symbol" })
        {
            list.Add("+", $"plus {sign}");
            list.Add("-", $"minus {sign}");
            list.Add("=", $"equals {sign}", $"equal {sign}");
            list.Add("<", $"less than {sign}");
            list.Add(">", $"greater than {sign}", $"more than {sign}");
        }

        return list;
    }

    private static RuleList Dots()
    {
        var list = new RuleList(RuleFamilies.Symbols);
        list.Add("www.", SymbolSpacing.Right, "www dot", "w w w dot");
        foreach (string ending in Endings)
            list.Add($".{ending.Replace(" dot ", ".", StringComparison.Ordinal).Replace(' ', '.')}", SymbolSpacing.Left, $"dot {ending}");
        return list;
    }
}
