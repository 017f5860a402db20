using Swictation.Stt.Transform.Engine;

namespace Swictation.Stt.Transform;

/// <summary>The rules of a language in a mode, made ready for use. Immutable; safe for concurrent use by any number of transformers.</summary>
public sealed class TransformRules
{
    internal TransformRules(string language, TransformMode mode, IReadOnlyList<TransformRule> rules)
    {
        Language = language;
        Mode = mode;
        Rules = rules;
        Automaton = new RuleAutomaton([.. rules.Select(static rule => new CompiledRule(rule))]);
    }

    /// <summary>Gets the rules for dictating English prose.</summary>
    public static TransformRules Default { get; } = RuleBook.For("en").Compile();

    /// <summary>Gets the language, such as "en".</summary>
    public string Language { get; }

    /// <summary>Gets the mode.</summary>
    public TransformMode Mode { get; }

    /// <summary>Gets the rules that count, each phrase once.</summary>
    public IReadOnlyList<TransformRule> Rules { get; }

    internal RuleAutomaton Automaton { get; }

    internal bool CapitalizesPronoun => Mode.CapitalizesPronoun && Language == "en";

    /// <summary>Gets whether a capital that only began a model's sentence becomes a small letter where the sentence goes on; German nouns keep theirs.</summary>
    internal bool LowersCapitals => Language != "de";

    /// <summary>Gets whether the language sets a space before ? ! : ;</summary>
    internal bool SpacesMarks => Language == "fr";
}
