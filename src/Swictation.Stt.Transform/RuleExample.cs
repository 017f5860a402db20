using Swictation.Stt.Transform.Rules;

namespace Swictation.Stt.Transform;

/// <summary>Shows what a rule does: words in which its phrase is said, and what they come to.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Spoken">The words.</param>
/// <param name="Result">What they come to, at the beginning of a text.</param>
public sealed record RuleExample(TransformRule Rule, string Spoken, TransformResult Result)
{
    /// <summary>Makes the example of a rule.</summary>
    /// <param name="rules">The rules to which it belongs.</param>
    /// <param name="rule">The rule.</param>
    public static RuleExample Of(TransformRules rules, TransformRule rule)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(rule);
        string spoken = Say(rules, rule);
        return new RuleExample(rule, spoken, new TextTransformer(rules).Transform(spoken));
    }

    private static string Say(TransformRules rules, TransformRule rule)
    {
        string phrase = rule.Phrase;
        (string one, string two) = rules.Language switch
        {
            "de" => ("hallo", "welt"),
            "fr" => ("bonjour", "monde"),
            "es" => ("hola", "mundo"),
            _ => ("hello", "world"),
        };
        return rule.Action switch
        {
            RuleAction.Type when rule.InNamesOnly => $"{SayFirst(rules, "_", one)} {two} {phrase} {two}",
            RuleAction.Type => (rule.Spacing ?? SymbolTable.Find(rule.Output, rule.Family).Spacing) switch
            {
                SymbolSpacing.Right => $"{phrase} {two}",
                SymbolSpacing.Left => $"{one} {phrase}",
                _ => $"{one} {phrase} {two}",
            },
            RuleAction.Quote => $"{phrase} {one} {phrase}",
            RuleAction.OpenQuote => $"{phrase} {one}",
            RuleAction.CloseQuote => $"{one} {phrase}",
            RuleAction.Escape => $"{phrase} {SayFirst(rules, ",", string.Empty)}".TrimEnd(),
            RuleAction.Number or RuleAction.NumberAfter => $"{phrase} forty two",
            RuleAction.NormalCase or RuleAction.Spaces or RuleAction.DeleteUtterance or RuleAction.DeleteWord or RuleAction.DeleteCharacter => $"{one} {two} {phrase}",
            RuleAction.UpperCase or RuleAction.TitleCase or RuleAction.UpperCaseNext or RuleAction.CapitalizeNext or RuleAction.LowerCase or RuleAction.LowerCaseNext => $"{one} {phrase} {two}",
            RuleAction.CapitalLetter => $"{one} {phrase} x",
            RuleAction.JoinWords => $"{phrase} {one} {two}",
            RuleAction.NoSpace or RuleAction.NoSpaces => $"{one} {phrase} {two} {one}",
            RuleAction.PressKeys => phrase.EndsWith(" the", StringComparison.Ordinal) ? $"{phrase} enter key" : $"{phrase} control c",
            _ => phrase,
        };
    }

    /// <summary>Says the first phrase that types an output, or something else where none does.</summary>
    private static string SayFirst(TransformRules rules, string output, string before) =>
        rules.Rules.FirstOrDefault(rule => rule.Action == RuleAction.Type && rule.Output == output) is { } found ? $"{before} {found.Phrase}".TrimStart() : before;
}
