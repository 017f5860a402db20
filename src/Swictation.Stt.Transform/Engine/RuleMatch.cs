namespace Swictation.Stt.Transform.Engine;

/// <summary>A rule that counts at a word.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="PhraseLength">How many words its phrase takes.</param>
/// <param name="WordCount">How many words it takes in all, with the number or the words that it works on.</param>
internal readonly record struct RuleMatch(CompiledRule Rule, int PhraseLength, int WordCount);
