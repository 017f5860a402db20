using Swictation.Stt.Transform.Modes;
using Swictation.Stt.Transform.Rules;

namespace Swictation.Stt.Transform;

/// <summary>The rules and modes of a language, to which a user's own can be added. Immutable; safe for concurrent use.</summary>
public sealed class RuleBook
{
    private RuleBook(string language, IReadOnlyList<TransformRule> rules, IReadOnlyList<TransformMode> modes)
    {
        Language = language;
        Rules = rules;
        Modes = modes;
    }

    /// <summary>Gets the languages that have rules: "en", "de", "fr" and "es".</summary>
    public static IReadOnlyList<string> Languages => LanguageRules.Codes;

    /// <summary>Gets the language, such as "en".</summary>
    public string Language { get; }

    /// <summary>Gets all rules, of all modes; where a phrase is there more than once, the last one that a mode takes counts in it.</summary>
    public IReadOnlyList<TransformRule> Rules { get; }

    /// <summary>Gets the modes.</summary>
    public IReadOnlyList<TransformMode> Modes { get; }

    /// <summary>Gets the rules that come with the library.</summary>
    /// <param name="language">One of <see cref="Languages"/>; what follows a hyphen, as in "en-GB", does not matter.</param>
    /// <exception cref="ArgumentException">The language has no rules.</exception>
    public static RuleBook For(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        string code = language.Split('-', '_')[0].ToLowerInvariant();
        return LanguageRules.Find(code) is { } rules
            ? new RuleBook(code, [.. rules], BuiltInModes.All)
            : throw new ArgumentException($"There are no rules for the language \"{language}\". Choose from {string.Join(", ", Languages)}.", nameof(language));
    }

    /// <summary>Adds a rule; one with the same phrase does not count any more in the modes that take the new one.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>The rules with it.</returns>
    /// <exception cref="ArgumentException">The rule lacks what its action needs; the message says what.</exception>
    public RuleBook With(TransformRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        rule.Validate();
        return new RuleBook(Language, [.. Rules, rule], Modes);
    }

    /// <summary>Adds a mode, or puts it in the place of that with the same name.</summary>
    /// <param name="mode">The mode.</param>
    /// <returns>The rules with it.</returns>
    public RuleBook With(TransformMode mode)
    {
        ArgumentNullException.ThrowIfNull(mode);
        ArgumentException.ThrowIfNullOrWhiteSpace(mode.Name);
        return new RuleBook(Language, Rules, [.. Modes.Where(other => !IsSame(other.Name, mode.Name)), mode]);
    }

    /// <summary>Removes the rules of a phrase.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <returns>The rules without them; the same where there are none.</returns>
    public RuleBook Without(string phrase)
    {
        ArgumentNullException.ThrowIfNull(phrase);
        return new RuleBook(Language, [.. Rules.Where(rule => !IsSame(rule.Phrase, phrase.Trim()))], Modes);
    }

    /// <summary>Adds the rules and modes of a file.</summary>
    /// <param name="path">The file; docs/transform.md says what is in it.</param>
    /// <returns>The rules with it.</returns>
    /// <exception cref="RuleFileException">The file cannot be read, or a line of it is wrong; the message names the line and what belongs there.</exception>
    public RuleBook WithFile(string path) => RuleFileReader.Read(this, path);

    /// <summary>Adds the rules and modes of a text.</summary>
    /// <param name="reader">The text, as in a file.</param>
    /// <param name="name">What errors call it.</param>
    /// <returns>The rules with it.</returns>
    /// <exception cref="RuleFileException">A line is wrong; the message names it and what belongs there.</exception>
    public RuleBook WithText(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(name);
        return RuleFileReader.Read(this, reader, name);
    }

    /// <summary>Makes the rules of a mode ready for use.</summary>
    /// <param name="mode">The mode's name; case does not matter.</param>
    /// <exception cref="ArgumentException">There is no such mode.</exception>
    public TransformRules Compile(string mode = TransformMode.Dictation)
    {
        ArgumentNullException.ThrowIfNull(mode);
        TransformMode found = FindMode(mode)
            ?? throw new ArgumentException($"There is no mode \"{mode}\". Choose from {string.Join(", ", Modes.Select(static mode => mode.Name))}.", nameof(mode));
        var chosen = new Dictionary<string, TransformRule>(StringComparer.OrdinalIgnoreCase);
        foreach (TransformRule rule in Rules)
        {
            bool counts = rule.Mode is null ? (rule.Family & found.Families) != 0 : IsSame(rule.Mode, found.Name);
            if (!counts)
                continue;
            chosen.Remove(rule.Phrase); // so that the order stays that of the last one
            chosen.Add(rule.Phrase, rule);
        }

        return new TransformRules(Language, found, [.. chosen.Values.Where(rule => !found.Without.Contains(rule.Phrase, StringComparer.OrdinalIgnoreCase))]);
    }

    internal TransformMode? FindMode(string name) => Modes.FirstOrDefault(mode => IsSame(mode.Name, name));

    private static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
