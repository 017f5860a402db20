using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Transform.Tests.Rules;

public sealed class RuleBookTests
{
    [Fact]
    public void A_language_or_a_mode_that_is_not_there_is_told_with_those_that_are()
    {
        Assert.Contains("en, de, fr, es", Assert.Throws<ArgumentException>("language", static () => RuleBook.For("xx")).Message, StringComparison.Ordinal);
        Assert.Contains("dictation, code, verbatim", Assert.Throws<ArgumentException>("mode", static () => RuleBook.For("en").Compile("poetry")).Message, StringComparison.Ordinal);
        Assert.Equal("en", RuleBook.For("EN-gb").Language);
    }

    [Fact]
    public void Rules_are_added_overridden_and_removed()
    {
        RuleBook book = RuleBook.For("en").With(new TransformRule { Phrase = "  Smiley   FACE ", Output = "☺" });
        Assert.Equal("Hi ☺", Say(book, "hi smiley face"));
        Assert.Equal("In the United States", Say(book.With(new TransformRule { Phrase = "u.s.", Output = "United States" }), "in the U.S."));
        book = book.With(new TransformRule { Phrase = "comma", Output = "、", Spacing = SymbolSpacing.Both });
        Assert.Equal("A、b", Say(book, "a comma b"));
        Assert.Equal("A comma b", Say(book.Without("comma"), "a comma b"));
        Assert.Equal("A, b", TextTransformer.ToText("a comma b"));
    }

    [Fact]
    public void A_mode_of_a_users_own_takes_the_groups_it_names()
    {
        RuleBook book = RuleBook.For("en").With(new TransformMode { Name = "marks", Families = RuleFamilies.Punctuation, CapitalizesSentences = false, CapitalizesPronoun = false, Without = ["colon"] });
        TransformRules rules = book.Compile("Marks");
        Assert.Equal("i see, open paren colon.", new TextTransformer(rules).Transform("i see comma open paren colon period").Text);
        Assert.All(rules.Rules, static rule => Assert.Equal(RuleFamilies.Punctuation, rule.Family));
    }

    [Fact]
    public void The_verbatim_mode_writes_words_as_they_are()
    {
        var transformer = new TextTransformer(RuleBook.For("en").Compile(TransformMode.Verbatim));
        Assert.Equal("hello comma i said new line Number Five.", transformer.Transform("hello comma  i said new line Number Five.").Text);
        Assert.Equal("mode-dictation", Assert.IsType<CommandEdit>(Assert.Single(transformer.Transform("switch to dictation mode").Edits)).Command);
    }

    [Fact]
    public void The_layers_are_told_apart()
    {
        Assert.Equal(RuleLayer.Escape, Find("literal").Layer);
        Assert.Equal(RuleLayer.Escape, Find("the period").Layer);
        Assert.Equal(RuleLayer.Phrase, Find("question mark").Layer);
        Assert.Equal(RuleLayer.Word, Find("comma").Layer);
    }

    [Fact]
    public void Every_rule_of_ours_is_reached_by_its_phrase()
    {
        foreach (string language in RuleBook.Languages)
        {
            foreach (TransformMode mode in RuleBook.For(language).Modes)
            {
                TransformRules rules = RuleBook.For(language).Compile(mode.Name);
                Assert.Equal(rules.Rules.Count, rules.Rules.Select(static rule => rule.Phrase).Distinct().Count());
                foreach (TransformRule rule in rules.Rules.Where(static rule => rule.Action is RuleAction.Type && !rule.InNamesOnly))
                    Assert.Same(rule, new TextTransformer(rules).Transform(rule.Phrase).Pieces[0].Rule);
            }
        }
    }

    [Fact]
    public void A_blank_phrase_is_refused() => Assert.Throws<ArgumentException>(static () => new TransformRule { Phrase = " " });

    [Fact]
    public void A_rule_that_lacks_what_its_action_needs_is_refused()
    {
        TransformRule rule = new() { Phrase = "x" };
        Assert.Contains("Ctrl+Shift+Z", Refused(rule with { Action = RuleAction.Key, Output = "Ctrl+" }), StringComparison.Ordinal);
        Assert.Contains("needs a name", Refused(rule with { Action = RuleAction.HostCommand }), StringComparison.Ordinal);
        Assert.Contains("closes it", Refused(rule with { Action = RuleAction.Quote, Output = "«" }), StringComparison.Ordinal);
        Assert.Contains("_, -, a, A and A_", Refused(rule with { Action = RuleAction.JoinWords, Output = "+" }), StringComparison.Ordinal);
        Assert.Contains("no action 99", Refused(rule with { Action = (RuleAction)99 }), StringComparison.Ordinal);

        static string Refused(TransformRule rule) => Assert.Throws<ArgumentException>(() => RuleBook.For("en").With(rule)).Message;
    }

    [Property(MaxTest = 300)]
    public bool Any_phrase_can_be_a_rule(NonEmptyString phrase, string output)
    {
        if (string.IsNullOrWhiteSpace(phrase.Get))
            return true;
        TransformRules rules = RuleBook.For("en").With(new TransformRule { Phrase = phrase.Get, Output = output ?? "" }).Compile();
        var transformer = new TextTransformer(rules);
        return transformer.Transform("hello " + phrase.Get + " world").Pieces.Count > 0;
    }

    private static string Say(RuleBook book, string spoken) => new TextTransformer(book.Compile()).Transform(spoken).Text;

    private static TransformRule Find(string phrase) => TransformRules.Default.Rules.Single(rule => rule.Phrase == phrase);
}
