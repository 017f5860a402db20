using Swictation.Stt.Transform.Rules;
using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Engine;

/// <summary>A rule with everything looked up that depends on it alone. Immutable.</summary>
internal sealed class CompiledRule
{
    public CompiledRule(TransformRule rule)
    {
        Rule = rule;
        Action = rule.Action;
        Output = rule.Output;
        (SymbolSpacing spacing, SymbolTraits traits) = rule.Action is RuleAction.Type ? SymbolTable.Find(rule.Output, rule.Family) : default;
        Spacing = rule.Spacing ?? spacing;
        Traits = rule.EndsSentence switch
        {
            true => traits | SymbolTraits.EndsSentence,
            false => traits & ~SymbolTraits.EndsSentence,
            null => traits,
        };
        if (rule.Action is RuleAction.Quote or RuleAction.OpenQuote or RuleAction.CloseQuote)
        {
            QuoteBit = QuoteStyles.BitOf(rule.Output);
            Traits = rule.Output == "`" ? SymbolTraits.None : SymbolTraits.CapitalizesInside;
        }

        if (rule.Action == RuleAction.Type && rule.Output.Length > 1 && rule.Output[0] == '.' && char.IsAsciiLetter(rule.Output[1]))
            Traits |= SymbolTraits.EndsAddress;
        if (rule.Action == RuleAction.Key && KeyChord.TryParse(rule.Output, out KeyChord chord))
            Chord = chord;
        NotBefore = ToTable(rule.NotBefore);
        NotAfter = ToTable(rule.NotAfter);
    }

    public TransformRule Rule { get; }

    public RuleAction Action { get; }

    public string Output { get; }

    public SymbolSpacing Spacing { get; }

    public SymbolTraits Traits { get; }

    public uint QuoteBit { get; }

    public KeyChord Chord { get; }

    /// <summary>Gets what was written last once the rule has typed.</summary>
    public LastOutput LeavesBehind => Has(SymbolTraits.BreaksLine) ? LastOutput.LineBreak
        : Has(SymbolTraits.Mark) ? LastOutput.Mark
        : Has(SymbolTraits.Operator) ? LastOutput.Operator
        : Has(SymbolTraits.Opens) ? LastOutput.Open
        : Has(SymbolTraits.Closes) ? LastOutput.Close
        : Has(SymbolTraits.JoinsNames) ? LastOutput.NameJoiner
        : Has(SymbolTraits.JoinsAddresses) ? LastOutput.AddressJoiner
        : Has(SymbolTraits.EndsAddress) ? LastOutput.Address
        : LastOutput.Symbol;

    public WordTable? NotBefore { get; }

    public WordTable? NotAfter { get; }

    /// <summary>Gets whether the text before stands by itself, so that the sentence which a model ended there has ended.</summary>
    public bool StandsApart => Has(SymbolTraits.BreaksLine)
        || Action is RuleAction.PressKeys or RuleAction.Key or RuleAction.HostCommand or RuleAction.DeleteUtterance or RuleAction.DeleteWord or RuleAction.DeleteCharacter;

    /// <summary>Gets whether it writes words or numbers, around which a model's marks are as good as around other words.</summary>
    public bool IsWordLike => Action is RuleAction.Keep or RuleAction.Escape or RuleAction.Number or RuleAction.NumberAfter or RuleAction.UpperCaseNext
        or RuleAction.LowerCaseNext or RuleAction.CapitalizeNext or RuleAction.CapitalLetter or RuleAction.JoinWords;

    public bool Has(SymbolTraits traits) => (Traits & traits) != 0;

    private static WordTable? ToTable(IReadOnlyList<string> words) =>
        words.Count == 0 ? null : new WordTable(words.Select(static word => KeyValuePair.Create(word, 1)));
}
