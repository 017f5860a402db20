namespace Swictation.Stt.Transform.Tests.Rules;

public sealed class RuleExampleTests
{
    public static TheoryData<string, string> Sets()
    {
        var sets = new TheoryData<string, string>();
        foreach (string language in RuleBook.Languages)
        {
            foreach (TransformMode mode in RuleBook.For(language).Modes)
                sets.Add(language, mode.Name);
        }

        return sets;
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_example_of_every_rule_shows_what_it_does(string language, string mode)
    {
        TransformRules rules = RuleBook.For(language).Compile(mode);
        foreach (TransformRule rule in rules.Rules)
        {
            RuleExample example = RuleExample.Of(rules, rule);
            Assert.True(example.Result.Pieces.Any(piece => ReferenceEquals(piece.Rule, rule)), $"\"{example.Spoken}\" does not say \"{rule.Phrase}\".");
            Assert.Equal(example.Result.TypedText, new TextTransformer(rules).Transform(example.Spoken).TypedText);
            Assert.True(rule.Action == RuleAction.Keep || Shown(example) != Words(example.Spoken, rules), $"\"{example.Spoken}\" shows nothing.");
        }
    }

    private static string Shown(RuleExample example) => example.Result.Edits.All(static edit => edit is TextEdit) ? example.Result.Text : "*";

    private static string Words(string spoken, TransformRules rules) =>
        rules.Mode.CapitalizesSentences ? char.ToUpperInvariant(spoken[0]) + spoken[1..] : spoken;
}
