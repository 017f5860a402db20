using Swictation.Stt.Transform.RuleFiles;

namespace Swictation.Stt.Transform;

/// <summary>Reads files of rules: a rule, a removal or a mode a line. docs/transform.md describes them.</summary>
internal static class RuleFileReader
{
    /// <summary>The verbs, each with an example that errors show.</summary>
    private static readonly (string Verb, string Example)[] Verbs =
    [
        ("type", "type smiley face = \":-)\""),
        ("quote", "quote german quote = „ “"),
        ("key", "key save the file = Ctrl+S"),
        ("command", "command lights out = lights-out"),
        ("number", "number ticket"),
        ("digits", "digits figures"),
        ("keep", "keep comma splice"),
        ("escape", "escape verbally"),
        ("remove", "remove hashtag"),
        ("mode", "mode email from dictation"),
        ("set", "set sentences off"),
        ("with", "with code"),
        ("without", "without numbers keys"),
    ];

    private static readonly string[] Attributes = ["left", "right", "both", "spaced", "ends", "continues"];

    private static readonly string[] Settings = ["sentences", "pronoun", "numbers", "brackets"];

    public static string ExampleOf(string verb) => Array.Find(Verbs, entry => entry.Verb == verb).Example ?? Verbs[0].Example;

    public static RuleBook Read(RuleBook book, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            using var reader = new StreamReader(path);
            return Read(book, reader, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new RuleFileException(path, $"the rules cannot be read: {exception.Message}", exception);
        }
    }

    public static RuleBook Read(RuleBook book, TextReader reader, string name)
    {
        string? mode = null;
        int number = 0;
        while (reader.ReadLine() is { } text)
        {
            number++;
            if (text.AsSpan().TrimStart().StartsWith('#') || string.IsNullOrWhiteSpace(text))
                continue;
            var line = new RuleLine(name, number, text.Trim('\uFEFF'));
            book = line.Verb switch
            {
                "mode" => BeginMode(book, line, out mode),
                "set" or "with" or "without" => Change(book, line, mode),
                "remove" => Remove(book, line, mode),
                _ => book.With(ReadRule(line) with { Mode = mode }),
            };
        }

        return book;
    }

    private static TransformRule ReadRule(RuleLine line)
    {
        var rule = new TransformRule { Phrase = line.Verb.Length > 0 && Array.Exists(Verbs, entry => entry.Verb == line.Verb) ? line.Phrase : throw Unknown(line) };
        return line.Verb switch
        {
            "type" => ReadType(line, rule),
            "quote" => Values(line, 2) is var marks ? rule with { Action = RuleAction.Quote, Output = marks[0], Closing = marks[1] } : rule,
            "key" => ReadKey(line, rule),
            "command" => rule with { Action = RuleAction.HostCommand, Output = Values(line, 1)[0] },
            "number" => rule with { Action = NoValue(line, RuleAction.NumberAfter) },
            "digits" => rule with { Action = NoValue(line, RuleAction.Number) },
            "keep" => rule with { Action = NoValue(line, RuleAction.Keep) },
            _ => rule with { Action = NoValue(line, RuleAction.Escape) },
        };
    }

    private static RuleFileException Unknown(RuleLine line) =>
        line.Wrong($"\"{line.Verb}\" is unknown. A line begins with {string.Join(", ", Verbs.Select(static entry => entry.Verb))} or #, for example: {Verbs[0].Example}");

    private static TransformRule ReadType(RuleLine line, TransformRule rule)
    {
        if (!line.HasValue || line.After.Count == 0)
            throw line.Wrong($"\"type\" needs = and what is typed, for example: {ExampleOf("type")}");
        rule = rule with { Output = line.After[0] };
        foreach (string attribute in line.After.Skip(1))
        {
            rule = attribute.ToLowerInvariant() switch
            {
                "left" => rule with { Spacing = SymbolSpacing.Left },
                "right" => rule with { Spacing = SymbolSpacing.Right },
                "both" => rule with { Spacing = SymbolSpacing.Both },
                "spaced" => rule with { Spacing = SymbolSpacing.None },
                "ends" => rule with { EndsSentence = true },
                "continues" => rule with { EndsSentence = false },
                _ => throw line.Wrong($"\"{attribute}\" is unknown behind what is typed. There are {string.Join(", ", Attributes)}; what is typed goes into quotation marks where it holds spaces."),
            };
        }

        return rule;
    }

    private static TransformRule ReadKey(RuleLine line, TransformRule rule)
    {
        string keys = Values(line, 1)[0];
        return KeyChord.TryParse(keys, out KeyChord chord)
            ? rule with { Action = RuleAction.Key, Output = chord.ToString() }
            : throw line.Wrong($"\"{keys}\" names no keys. Write them like Ctrl+Shift+Z, Alt+Tab, Enter, PageUp or F5.");
    }

    private static IReadOnlyList<string> Values(RuleLine line, int count) => line.HasValue && line.After.Count == count
        ? line.After
        : throw line.Wrong($"\"{line.Verb}\" needs = and {(count == 1 ? "one value" : $"{count} values")} behind it, for example: {ExampleOf(line.Verb)}");

    private static RuleAction NoValue(RuleLine line, RuleAction action) => !line.HasValue
        ? action
        : throw line.Wrong($"\"{line.Verb}\" has no = and no value, for example: {ExampleOf(line.Verb)}");

    private static RuleBook BeginMode(RuleBook book, RuleLine line, out string? mode)
    {
        if (line.HasValue || line.Before.Count is not (1 or 3) || (line.Before.Count == 3 && line.Before[1] != "from"))
            throw line.Wrong($"\"mode\" needs a name, and perhaps \"from\" and the mode that it begins as; * stands for all modes. For example: {ExampleOf("mode")}");
        string name = line.Before[0];
        mode = name == "*" ? null : name;
        if (mode is null)
            return book;
        string? baseName = line.Before.Count == 3 ? line.Before[2] : null;
        if (baseName is null && book.FindMode(name) is not null)
            return book;
        TransformMode origin = book.FindMode(baseName ?? TransformMode.Dictation)
            ?? throw line.Wrong($"there is no mode \"{baseName}\" to begin as. Choose from {string.Join(", ", book.Modes.Select(static mode => mode.Name))}.");
        book = book.With(origin with { Name = name });
        foreach (TransformRule rule in book.Rules.Where(rule => origin.Name.Equals(rule.Mode, StringComparison.OrdinalIgnoreCase)).ToArray())
            book = book.With(rule with { Mode = name });
        return book;
    }

    private static TransformMode ModeOf(RuleBook book, RuleLine line, string? mode) => (mode is null ? null : book.FindMode(mode))
        ?? throw line.Wrong($"\"{line.Verb}\" belongs to a mode: put a line such as \"{ExampleOf("mode")}\" before it.");

    private static RuleBook Change(RuleBook book, RuleLine line, string? name)
    {
        TransformMode mode = ModeOf(book, line, name);
        if (line.Verb == "set")
        {
            if (line.Before is not [var setting, "on" or "off"] || !Settings.Contains(setting))
                throw line.Wrong($"\"set\" needs {string.Join(", ", Settings)}, and on or off, for example: {ExampleOf("set")}");
            bool value = line.Before[1] == "on";
            return book.With(setting switch
            {
                "sentences" => mode with { CapitalizesSentences = value },
                "pronoun" => mode with { CapitalizesPronoun = value },
                "numbers" => mode with { ConvertsNumbers = value },
                _ => mode with { AttachesBrackets = value },
            });
        }

        _ = line.Phrase;
        foreach (string word in line.Before)
        {
            if (!Enum.TryParse(word, ignoreCase: true, out RuleFamilies family) || int.TryParse(word, out _))
                throw line.Wrong($"there is no group \"{word}\". Choose from {string.Join(", ", Enum.GetNames<RuleFamilies>()).ToLowerInvariant()}.");
            mode = mode with { Families = line.Verb == "with" ? mode.Families | family : mode.Families & ~family };
        }

        return book.With(mode);
    }

    private static RuleBook Remove(RuleBook book, RuleLine line, string? mode)
    {
        NoValue(line, default);
        string phrase = line.Phrase;
        if (!book.Rules.Any(rule => rule.Phrase.Equals(phrase, StringComparison.OrdinalIgnoreCase)))
            throw line.Wrong($"there is no rule for \"{phrase}\" to remove. \"swictation commands\" lists the rules.");
        if (mode is null)
            return book.Without(phrase);
        TransformMode found = ModeOf(book, line, mode);
        return book.With(found with { Without = [.. found.Without, phrase] });
    }
}
