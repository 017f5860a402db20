namespace Swictation.Stt.Transform;

/// <summary>Says what becomes of a spoken phrase. Immutable.</summary>
public sealed record TransformRule
{
    private readonly string _phrase = string.Empty;

    /// <summary>Gets the words that are said, in small letters with a space between them.</summary>
    /// <exception cref="ArgumentException">It is blank.</exception>
    public required string Phrase
    {
        get => _phrase;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value, nameof(Phrase));
            _phrase = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        }
    }

    /// <summary>Gets what the rule does.</summary>
    /// <value>The default is <see cref="RuleAction.Type"/>.</value>
    public RuleAction Action { get; init; }

    /// <summary>Gets what is typed, pressed or given to the host; empty where the action needs nothing.</summary>
    public string Output { get; init; } = string.Empty;

    /// <summary>Gets what closes the quotation that <see cref="Output"/> opens; empty for all other rules.</summary>
    public string Closing { get; init; } = string.Empty;

    /// <summary>Gets on which sides the output stands without a space.</summary>
    /// <value>The default is <see langword="null"/>: as the table of symbols has it, and like a word where it is not in there.</value>
    public SymbolSpacing? Spacing { get; init; }

    /// <summary>Gets whether a sentence ends with the output, so that the next word begins with a capital.</summary>
    /// <value>The default is <see langword="null"/>: as the table of symbols has it, and no where it is not in there.</value>
    public bool? EndsSentence { get; init; }

    /// <summary>Gets which group the rule belongs to; a mode takes groups.</summary>
    /// <value>The default is <see cref="RuleFamilies.User"/>.</value>
    public RuleFamilies Family { get; init; } = RuleFamilies.User;

    /// <summary>Gets the only mode that has this rule.</summary>
    /// <value>The default is <see langword="null"/>: every mode that takes its family.</value>
    public string? Mode { get; init; }

    /// <summary>Gets the words in front of which the phrase stays as it is: "capital" before "of".</summary>
    public IReadOnlyList<string> NotBefore { get; init; } = [];

    /// <summary>Gets the words behind which the phrase stays as it is: "say" after "to".</summary>
    public IReadOnlyList<string> NotAfter { get; init; } = [];

    /// <summary>Gets whether the phrase counts only where the utterance ends with it.</summary>
    public bool AtEndOnly { get; init; }

    /// <summary>Gets whether the phrase counts only behind words that are joined to a name or an address: "dot" in "me@mail dot example".</summary>
    public bool InNamesOnly { get; init; }

    /// <summary>Gets whether a single digit behind the phrase stays a word where both are a line of their own: "line one, new line, line two".</summary>
    public bool NotAsLine { get; init; }

    /// <summary>Gets which layer the rule belongs to.</summary>
    public RuleLayer Layer => Action is RuleAction.Escape or RuleAction.Keep ? RuleLayer.Escape
        : Phrase.Contains(' ', StringComparison.Ordinal) ? RuleLayer.Phrase
        : RuleLayer.Word;

    /// <summary>Throws where the rule lacks what its action needs.</summary>
    /// <exception cref="ArgumentException">It does; the message says what.</exception>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Output);
        ArgumentNullException.ThrowIfNull(Closing);
        ArgumentNullException.ThrowIfNull(NotBefore);
        ArgumentNullException.ThrowIfNull(NotAfter);
        string? problem = Action switch
        {
            RuleAction.Key when !KeyChord.TryParse(Output, out _) => $"\"{Output}\" names no keys; write them like Ctrl+Shift+Z",
            RuleAction.HostCommand when string.IsNullOrWhiteSpace(Output) => "a command for the host needs a name",
            RuleAction.Quote or RuleAction.OpenQuote or RuleAction.CloseQuote when Output.Length == 0 || Closing.Length == 0 => "a quotation needs what opens it and what closes it",
            RuleAction.JoinWords when Output is not ("_" or "-" or "a" or "A" or "A_") => $"\"{Output}\" is no way to join words; there are _, -, a, A and A_",
            _ when !Enum.IsDefined(Action) => $"there is no action {(int)Action}",
            _ => null,
        };
        if (problem is not null)
            throw new ArgumentException($"The rule for \"{Phrase}\" does not work: {problem}.", nameof(Output));
    }
}
