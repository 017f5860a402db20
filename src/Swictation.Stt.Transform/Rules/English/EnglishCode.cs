namespace Swictation.Stt.Transform.Rules.English;

/// <summary>Ordinary English words that are operators in the mode for code.</summary>
internal static class EnglishCode
{
    public static IEnumerable<TransformRule> Rules => new RuleList(RuleFamilies.Code)
    {
        { "=", "equals" },
        { "+", "plus" },
        { "-", "minus" },
        { "*", "times", "star" },
        { "/", "divided by" },
        { "%", "modulo", "mod" },
        { "<", "less than" },
        { ">", "greater than" },
        { "!", "bang" },
        { "->", "arrow" },
        { "=>", "lambda", "rocket" },
        { "|", "pipe" },
        { "#", "hash", "pound" },
        { ".", "dot" },
        { "==", "equals equals" },
        { "!=", "not equal to" },
        { "&&", "and and", "logical and" },
        { "||", "or or", "logical or" },
        { "!", "logical not" },
        { "&=", "and equals" },
        { "|=", "or equals" },
        { "<", "left angle" },
        { ">", "right angle" },
        { "<>", "angle brackets" },
        { "...", "spread", "splat" },
        { "-", SymbolSpacing.Right, "dash" },
        { "_", "underscore" },
        new TransformRule { Phrase = "snake case", Action = RuleAction.JoinWords, Output = "_" },
        new TransformRule { Phrase = "kebab case", Action = RuleAction.JoinWords, Output = "-" },
        new TransformRule { Phrase = "camel case", Action = RuleAction.JoinWords, Output = "a" },
        new TransformRule { Phrase = "pascal case", Action = RuleAction.JoinWords, Output = "A" },
        new TransformRule { Phrase = "constant case", Action = RuleAction.JoinWords, Output = "A_" },
    };
}
