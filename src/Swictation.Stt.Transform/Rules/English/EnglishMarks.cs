namespace Swictation.Stt.Transform.Rules.English;

/// <summary>English phrases for the marks of sentences, brackets, quotation marks, layout and abbreviations.</summary>
internal static class EnglishMarks
{
    public static IEnumerable<TransformRule> Rules => [.. Punctuation(), .. Brackets(), .. Quotes(), .. Layout(), .. Abbreviations()];

    private static RuleList Punctuation() => new(RuleFamilies.Punctuation)
    {
        { ".", "period", "full stop", "fullstop" },
        { ",", "comma" },
        { ":", "colon" },
        { ";", "semicolon", "semi colon" },
        { "?", "question mark" },
        { "!", "exclamation mark", "exclamation point" },
        { "‽", "interrobang" },
        { "...", "ellipsis", "dot dot dot", "three dots", "triple dot" },
        { "-", "dash", "hyphen" },
        { "—", "em dash", "m dash", "long dash" },
        { "–", "en dash", "n dash" },
        { "--", "dash dash", "double dash", "double hyphen" },
        { "'", "apostrophe" },
        { "·", "interpunct", "middle dot" },
        { "¿", "inverted question mark", "upside down question mark" },
        { "¡", "inverted exclamation mark", "inverted exclamation point", "upside down exclamation mark", "upside down exclamation point" },
    };

    private static RuleList Brackets()
    {
        var list = new RuleList(RuleFamilies.Brackets)
        {
            { "(", "open round bracket", "left round bracket" },
            { ")", "close round bracket", "right round bracket" },
        };
        Add("(", ")", "paren", "parens", "parenthesis", "parentheses");
        Add("[", "]", "bracket", "brackets", "square bracket", "square brackets");
        Add("{", "}", "brace", "braces", "curly", "curly brace", "curly braces", "curly bracket", "curly brackets");
        Add("<", ">", "angle bracket", "angle brackets", "angled bracket");
        return list;

        void Add(string open, string close, params ReadOnlySpan<string> names)
        {
            foreach (string name in names)
            {
                list.Add(open, $"open {name}", $"left {name}", $"opening {name}", $"begin {name}");
                list.Add(close, $"close {name}", $"right {name}", $"closing {name}", $"end {name}");
            }
        }
    }

    private static RuleList Quotes()
    {
        var list = new RuleList(RuleFamilies.Quotes);
        list.AddQuotes(
            "\"", "\"",
            ["quote", "quotation mark", "double quote", "quote mark"],
            ["open quote", "open quotes", "begin quote", "begin quotes", "start quote", "left quote", "opening quote", "open double quote", "open double quotes", "left double quote", "open quotation mark", "open quotation marks"],
            ["close quote", "close quotes", "end quote", "end quotes", "unquote", "endquote", "right quote", "closing quote", "close double quote", "close double quotes", "right double quote", "end double quote", "close quotation mark", "close quotation marks"]);
        list.AddQuotes(
            "'", "'",
            ["single quote", "single quotation mark"],
            ["open single quote", "begin single quote", "left single quote", "opening single quote", "open single quotes"],
            ["close single quote", "end single quote", "right single quote", "closing single quote", "close single quotes"]);
        list.AddQuotes(
            "“", "”",
            ["smart quote", "curly quote"],
            ["open smart quote", "open smart quotes", "open curly quote", "left smart quote", "left curly quote"],
            ["close smart quote", "close smart quotes", "close curly quote", "right smart quote", "right curly quote", "end smart quote"]);
        list.AddQuotes(
            "‘", "’",
            ["smart single quote", "curly single quote"],
            ["open smart single quote", "open curly single quote"],
            ["close smart single quote", "close curly single quote"]);
        list.AddQuotes("«", "»", ["guillemet"], ["open guillemet", "left guillemet"], ["close guillemet", "right guillemet"]);
        list.AddQuotes("`", "`", ["backtick", "back tick", "back quote", "backquote", "grave accent"], ["open backtick"], ["close backtick"]);
        list.Add("```", "triple backtick", "triple backticks", "triple back tick", "three backticks", "code fence");
        return list;
    }

    private static RuleList Layout() => new(RuleFamilies.Layout)
    {
        { "\n", "new line", "newline", "next line" },
        { "\n\n", "new paragraph", "next paragraph" },
        { "\t", "tab", "tab key", "tab character" },
        { " ", SymbolSpacing.Both, "space bar", "spacebar", "space character" },
        { RuleAction.NoSpace, "no space" },
        { RuleAction.NoSpaces, "no space on", "no spaces on" },
        { RuleAction.Spaces, "no space off", "no spaces off" },
    };

    private static RuleList Abbreviations() => new(RuleFamilies.Abbreviations)
    {
        { "etc.", "et cetera", "etcetera" },
        { "vs.", "versus" },
        { "P.S.", "post script", "postscript" },
    };
}
