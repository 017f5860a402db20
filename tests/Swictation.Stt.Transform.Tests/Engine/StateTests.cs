namespace Swictation.Stt.Transform.Tests.Engine;

/// <summary>What is carried from utterance to utterance.</summary>
public sealed class StateTests
{
    [Theory]
    [InlineData("Hello| world|.", "hello", "world", "period")]
    [InlineData("Hello.| World", "hello period", "world")]
    [InlineData("Hello,| world", "hello comma", "world")]
    [InlineData("She said \"Hello| world\"| loudly", "she said quote hello", "world quote", "loudly")]
    [InlineData("LOUD| LOUDER| quiet", "caps on loud", "louder caps off", "quiet")]
    [InlineData("One|\n|Two", "one", "new line", "two")]
    [InlineData("(|Note|)", "open paren", "note", "close paren")]
    [InlineData("A|b|c d", "no spaces on a", "b", "c no spaces off d")]
    [InlineData("And|/|or", "and", "slash", "or")]
    public void An_utterance_goes_on_where_the_one_before_ended(string typed, params string[] spoken)
    {
        var transformer = new TextTransformer();
        Assert.Equal(typed, string.Join('|', spoken.Select(utterance => transformer.Transform(utterance).Text)));
    }

    [Theory]
    [InlineData("Hello world.| Next one.", "Hello world.", "Next one.")]
    [InlineData("Hello.|", "Hello.", "Period.")]
    [InlineData("Hello,| and more.", "Hello, comma.", "And more.")]
    public void A_punctuating_model_goes_on_where_the_utterance_before_ended(string typed, params string[] spoken)
    {
        var transformer = new TextTransformer();
        Assert.Equal(typed, string.Join('|', spoken.Select(utterance => transformer.Transform(utterance).Text)));
    }

    [Fact]
    public void A_mark_that_is_said_takes_the_place_of_the_models_at_the_end_of_the_utterance_before()
    {
        var transformer = new TextTransformer();
        transformer.Transform("Hello world.");
        TransformResult result = transformer.Transform("Comma. And so on.");
        Assert.Collection(
            result.Edits,
            static edit => Assert.Equal(1, Assert.IsType<BackspaceEdit>(edit).Count),
            static edit => Assert.Equal(", and so on.", Assert.IsType<TextEdit>(edit).Text));
    }

    [Fact]
    public void After_a_reset_a_new_text_begins()
    {
        var transformer = new TextTransformer();
        transformer.Transform("caps on she said quote hello comma");
        transformer.Reset();
        Assert.Equal("World \"Hello\"", transformer.Transform("world quote hello quote").Text);
        transformer.Reset();
        Assert.Empty(transformer.Transform("scratch that").Edits);
    }

    [Fact]
    public void A_preview_leaves_the_state_as_it_is()
    {
        var transformer = new TextTransformer();
        transformer.Transform("hello");
        for (int i = 0; i < 3; i++)
            Assert.Equal(" \"World.", transformer.Preview("quote world period").Text);
        Assert.Equal(5, Assert.IsType<BackspaceEdit>(Assert.Single(transformer.Preview("delete last word").Edits)).Count);
        Assert.Equal(" world", transformer.Transform("world").Text);
    }

    [Fact]
    public void A_change_of_mode_keeps_the_state()
    {
        var transformer = new TextTransformer();
        transformer.Transform("the function is");
        transformer.Rules = RuleBook.For("en").Compile(TransformMode.Code);
        Assert.Equal(" f(x)", transformer.Transform("f open paren x close paren").Text);
        transformer.Rules = TransformRules.Default;
        Assert.Equal(". It", transformer.Transform("period it").Text);
        Assert.Equal(". It".Length, Assert.IsType<BackspaceEdit>(Assert.Single(transformer.Transform("scratch that").Edits)).Count);
    }
}
