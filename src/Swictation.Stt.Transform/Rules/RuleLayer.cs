namespace Swictation.Stt.Transform;

/// <summary>The three layers of rules, in the order in which they are tried.</summary>
public enum RuleLayer
{
    /// <summary>What keeps words from being converted.</summary>
    Escape,

    /// <summary>Phrases of several words, the longest first.</summary>
    Phrase,

    /// <summary>Single words that are safe to convert.</summary>
    Word,
}
