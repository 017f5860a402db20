namespace Swictation.Stt.Transform.Rules.English;

/// <summary>English phrases for escapes, numbers, capitals, editing, keys and the host.</summary>
internal static class EnglishCommands
{
    /// <summary>Words in front of which "capital" and "cap" are words: "the capital of", "a cap on spending".</summary>
    private static readonly string[] NotCapitalized =
    [
        "of", "is", "was", "and", "in", "for", "to", "from", "with", "that", "has", "had", "have", "at", "on", "by", "as", "or", "are", "were", "be", "it", "if", "than", "but", "will",
        "would", "can", "could", "the", "off", "into", "over", "between", "city", "cities", "gain", "gains", "punishment", "market", "markets", "expenditure", "expenditures", "investment",
        "investments", "letter", "letters", "offense", "offence", "flows", "flow", "stock", "growth", "requirements", "allocation", "structure", "goods", "costs", "cost",
    ];

    /// <summary>Words behind which "capital" is money.</summary>
    private static readonly string[] CapitalNotAfter =
        ["venture", "human", "working", "social", "raise", "raised", "raising", "seed", "private", "intellectual", "political", "equity", "foreign", "share"];

    /// <summary>Words behind which "cap" is a hat or a limit.</summary>
    private static readonly string[] CapNotAfter =
        ["a", "the", "no", "my", "your", "his", "her", "this", "that", "salary", "price", "market", "baseball", "small", "mid", "large", "bottle", "ice"];

    /// <summary>Words behind which "say" is said of somebody: "needless to say comma".</summary>
    private static readonly string[] SayNotAfter =
        ["to", "they", "people", "you", "we", "i", "he", "she", "would", "could", "might", "can", "cannot", "don't", "will", "did", "must", "should", "not", "never", "i'd", "i'll", "we'd", "they'd", "final", "my", "your", "his", "her", "their", "a"];

    /// <summary>Words behind which "undo that" speaks of something else: "we can undo that".</summary>
    private static readonly string[] DeleteNotAfter =
        ["to", "can", "can't", "cannot", "could", "should", "would", "will", "not", "don't", "please", "you", "we", "i", "they", "must", "may", "let's", "and", "i'll", "we'll"];

    public static IEnumerable<TransformRule> Rules => [.. Escapes(), .. Numbers(), .. Capitals(), .. Editing(), .. Keys(), .. Host()];

    private static RuleList Escapes()
    {
        var list = new RuleList(RuleFamilies.Escapes)
        {
            { RuleAction.Escape, "literal", "literally", "the word", "the words" },
            new TransformRule { Phrase = "say", Action = RuleAction.Escape, NotAfter = SayNotAfter },
            {
                RuleAction.Keep,
                "a period of", "period of", "period drama", "period piece", "colon cancer", "dash of", "the dash of", "a dash of",
                "a new tab", "new tab", "another tab", "open tab", "browser tab", "this tab", "each tab", "every tab", "your tab", "my tab", "a tab",
                "increment the", "increment by", "decrement the", "decrement by", "an increment", "a decrement", "a quote from", "a quote by", "a quote for", "a quote on", "get a quote", "the quote from",
                "price quote", "your quote", "this quote", "a bullet point", "a full stop", "a question mark", "slash and burn",
                "the next line", "the new line", "new line of", "the next paragraph", "quote unquote", "is no space", "was no space", "has no space", "have no space", "with no space",
                "no space left", "no space for", "no space in", "no space to", "no space on the", "no space between", "no space here", "no space there"
            },
        };

        foreach (string noun in new[] { "apostrophe", "ellipsis", "ampersand", "asterisk", "underscore", "exclamation mark", "exclamation point" })
            list.Add(RuleAction.Keep, $"an {noun}");

        // No sentence ends with "the": what follows it is a noun.
        foreach (string noun in new[] { "period", "comma", "colon", "semicolon", "dash", "hyphen", "ellipsis", "apostrophe", "tab", "question mark", "exclamation mark", "exclamation point", "bullet point", "full stop", "increment", "decrement", "space bar", "tab key" })
            list.Add(RuleAction.Keep, $"the {noun}");
        return list;
    }

    private static RuleList Numbers() => new(RuleFamilies.Numbers)
    {
        { RuleAction.Number, "number", "digit", "digits" },
        new TransformRule { Phrase = "line", Action = RuleAction.NumberAfter, NotAsLine = true },
        {
            RuleAction.NumberAfter,
            "version", "step", "option", "error", "port", "release", "page", "chapter", "section", "figure", "item", "room", "build", "issue", "level", "row", "column", "slide",
            "paragraph", "ticket", "episode"
        },
    };

    private static RuleList Capitals() => new(RuleFamilies.Capitals)
    {
        { RuleAction.UpperCase, "caps on", "all caps on", "caps lock on", "start caps" },
        { RuleAction.NormalCase, "caps off", "all caps off", "caps lock off", "no caps off", "title case off", "end caps", "title caps off" },
        { RuleAction.LowerCase, "no caps on" },
        { RuleAction.TitleCase, "title case on", "title caps on" },
        new TransformRule { Phrase = "all caps", Action = RuleAction.UpperCaseNext, NotBefore = NotCapitalized },
        new TransformRule { Phrase = "no caps", Action = RuleAction.LowerCaseNext, NotBefore = NotCapitalized },
        new TransformRule { Phrase = "lowercase", Action = RuleAction.LowerCaseNext, NotBefore = NotCapitalized },
        new TransformRule { Phrase = "lower case", Action = RuleAction.LowerCaseNext, NotBefore = NotCapitalized },
        new TransformRule { Phrase = "capital", Action = RuleAction.CapitalizeNext, NotBefore = NotCapitalized, NotAfter = CapitalNotAfter },
        new TransformRule { Phrase = "cap", Action = RuleAction.CapitalizeNext, NotBefore = NotCapitalized, NotAfter = CapNotAfter },
        { RuleAction.CapitalLetter, "capital letter", "uppercase", "upper case", "uppercase letter" },
    };

    private static RuleList Editing()
    {
        var list = new RuleList(RuleFamilies.Editing)
        {
            { RuleAction.DeleteUtterance, "scratch that", "strike that" },
            { RuleAction.DeleteWord, "delete last word", "delete the last word", "delete previous word", "scratch last word", "scratch the last word" },
            { RuleAction.DeleteCharacter, "delete last character", "delete the last character", "press backspace", "press back space" },
        };
        foreach (string phrase in new[] { "undo that", "delete that" })
            list.Add(new TransformRule { Phrase = phrase, Action = RuleAction.DeleteUtterance, AtEndOnly = true, NotAfter = DeleteNotAfter });
        return list;
    }

    private static RuleList Keys() => new(RuleFamilies.Keys)
    {
        { RuleAction.PressKeys, "press", "press the" },
    };

    private static RuleList Host()
    {
        var list = new RuleList(RuleFamilies.Host);
        Add("stop-dictation", "stop dictation", "end dictation", "stop dictating");
        Add("start-dictation", "start dictation", "begin dictation");
        Add("pause-dictation", "pause dictation", "stop listening");
        Add("resume-dictation", "resume dictation", "start listening");
        Add("mode-dictation", "switch to dictation mode", "dictation mode on");
        Add("mode-code", "switch to code mode", "code mode on");
        Add("mode-verbatim", "switch to verbatim mode", "verbatim mode on");
        return list;

        void Add(string command, params ReadOnlySpan<string> phrases)
        {
            foreach (string phrase in phrases)
                list.Add(new TransformRule { Phrase = phrase, Action = RuleAction.HostCommand, Output = command, AtEndOnly = true });
        }
    }
}
