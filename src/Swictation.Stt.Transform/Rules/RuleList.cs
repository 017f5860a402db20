using System.Collections;

namespace Swictation.Stt.Transform.Rules;

/// <summary>Rules of one family, while they are listed.</summary>
internal sealed class RuleList(RuleFamilies family) : IEnumerable<TransformRule>
{
    private readonly List<TransformRule> _rules = [];

    /// <summary>Adds phrases that type the same.</summary>
    public void Add(string output, params ReadOnlySpan<string> phrases)
    {
        foreach (string phrase in phrases)
            _rules.Add(new TransformRule { Phrase = phrase, Output = output, Family = family });
    }

    /// <summary>Adds phrases that type the same with a spacing of their own.</summary>
    public void Add(string output, SymbolSpacing spacing, params ReadOnlySpan<string> phrases)
    {
        foreach (string phrase in phrases)
            _rules.Add(new TransformRule { Phrase = phrase, Output = output, Spacing = spacing, Family = family });
    }

    /// <summary>Adds phrases that do the same.</summary>
    public void Add(RuleAction action, params ReadOnlySpan<string> phrases)
    {
        foreach (string phrase in phrases)
            _rules.Add(new TransformRule { Phrase = phrase, Action = action, Family = family });
    }

    /// <summary>Adds a rule.</summary>
    public void Add(TransformRule rule) => _rules.Add(rule with { Family = family });

    /// <summary>Adds a rule of another family.</summary>
    public void AddAsIs(TransformRule rule) => _rules.Add(rule);

    /// <summary>Adds the phrases of quotation marks: toggling, opening and closing ones.</summary>
    public void AddQuotes(string opening, string closing, string[] toggle, string[] open, string[] close)
    {
        foreach ((RuleAction action, string[] phrases) in new[] { (RuleAction.Quote, toggle), (RuleAction.OpenQuote, open), (RuleAction.CloseQuote, close) })
        {
            foreach (string phrase in phrases)
                _rules.Add(new TransformRule { Phrase = phrase, Action = action, Output = opening, Closing = closing, Family = family });
        }
    }

    public IEnumerator<TransformRule> GetEnumerator() => _rules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
