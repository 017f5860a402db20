namespace Swictation.Stt.Transform;

/// <summary>Says which rules count, and how words are written where no rule says otherwise. Immutable.</summary>
public sealed record TransformMode
{
    /// <summary>The name of the mode for prose, which is the default.</summary>
    public const string Dictation = "dictation";

    /// <summary>The name of the mode for source code.</summary>
    public const string Code = "code";

    /// <summary>The name of the mode that writes words as they are recognised.</summary>
    public const string Verbatim = "verbatim";

    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the groups of rules that count.</summary>
    /// <value>The default is <see cref="RuleFamilies.Dictation"/>.</value>
    public RuleFamilies Families { get; init; } = RuleFamilies.Dictation;

    /// <summary>Gets phrases whose rules do not count although their groups do.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Gets whether sentences begin with a capital.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool CapitalizesSentences { get; init; } = true;

    /// <summary>Gets whether the English pronoun "i" is written as a capital.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool CapitalizesPronoun { get; init; } = true;

    /// <summary>Gets whether numbers become digits without a word in front that asks for it.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ConvertsNumbers { get; init; }

    /// <summary>Gets whether round and square brackets attach to any word before them, but to keywords such as "if".</summary>
    /// <value>The default is <see langword="false"/>: they attach to names only, which are words joined by "_", "::", "?." or a dot.</value>
    public bool AttachesBrackets { get; init; }
}
