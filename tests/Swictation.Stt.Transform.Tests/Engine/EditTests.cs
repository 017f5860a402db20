using System.Globalization;

namespace Swictation.Stt.Transform.Tests.Engine;

/// <summary>Taking back, keys and commands.</summary>
public sealed class EditTests
{
    [Theory]
    [InlineData("", "hello world scratch that")]
    [InlineData("Hello.", "hello period how are you scratch that")]
    [InlineData("", "hello period how are you scratch that scratch that")]
    [InlineData("Hello. I am", "hello period how are you scratch that i am")]
    [InlineData("Hello", "hello world delete last word")]
    [InlineData("Hello there", "hello world delete last word there")]
    [InlineData("Hello. There", "hello period world delete last word there")]
    [InlineData("Hell", "hello delete last character")]
    [InlineData("She said \"Hello", "she said quote hello world quote delete last word")]
    [InlineData("One\n", "one new line two delete last word")]
    [InlineData("One\nThree", "one new line two delete last word three")]
    [InlineData("", "scratch that")]
    [InlineData("", "delete last word")]
    public void What_is_taken_back_in_an_utterance_is_gone(string typed, string spoken) => Assert.Equal(typed, new TextTransformer().Transform(spoken).Text);

    [Theory]
    [InlineData(6, " world", "hello", "world")]
    [InlineData(6, "World.", "world period")]
    [InlineData(20, "One. Two. Three four", "one period two period three four")]
    [InlineData(8, " 👨‍👩‍👧 e\u0301tage", "family", "👨‍👩‍👧 e\u0301tage")]
    [InlineData(1, "\n", "a", "new line")]
    public void Scratch_that_takes_back_the_utterance_before_in_the_characters_that_were_typed(int count, string last, params string[] spoken)
    {
        var transformer = new TextTransformer();
        string typed = string.Concat(spoken.Select(utterance => transformer.Transform(utterance).Text));
        Assert.EndsWith(last, typed, StringComparison.Ordinal);
        Assert.Equal(count, Backspaces(transformer.Transform("scratch that")));
    }

    [Fact]
    public void Scratching_again_and_again_takes_back_one_utterance_after_the_other_and_the_state_with_it()
    {
        var transformer = new TextTransformer();
        string[] typed = [.. new[] { "hello period", "she said quote hi", "caps on loud", "comma" }.Select(utterance => transformer.Transform(utterance).Text)];
        foreach (string text in typed.Reverse().Take(3))
            Assert.Equal(text.Length, Backspaces(transformer.Transform("scratch that")));
        Assert.Equal(" \"Quiet\"", transformer.Transform("quote quiet quote").Text);
    }

    [Fact]
    public void Undo_that_counts_only_at_the_end_and_not_where_it_is_spoken_about()
    {
        Assert.Equal("We can undo that", TextTransformer.ToText("we can undo that"));
        Assert.Equal("Undo that change", TextTransformer.ToText("undo that change"));
        Assert.Equal("", TextTransformer.ToText("hello undo that"));
    }

    [Fact]
    public void What_was_typed_long_ago_cannot_be_taken_back()
    {
        var transformer = new TextTransformer();
        for (int i = 0; i < 1000; i++)
            transformer.Transform("some words that fill the memory of what was typed");
        int removed = 0;
        for (int i = 0; i < 2000; i++)
            removed += transformer.Transform("scratch that").Edits.OfType<BackspaceEdit>().Sum(static edit => edit.Count);
        Assert.InRange(removed, 1000, 8192);
        Assert.Empty(transformer.Transform("scratch that").Edits);
    }

    [Theory]
    [InlineData("press control c", "Ctrl+C")]
    [InlineData("Press Control C.", "Ctrl+C")]
    [InlineData("Press Ctrl+C.", "Ctrl+C")]
    [InlineData("press enter", "Enter")]
    [InlineData("press the enter key", "Enter")]
    [InlineData("press alt tab", "Alt+Tab")]
    [InlineData("press control alt delete", "Ctrl+Alt+Delete")]
    [InlineData("press control shift z", "Ctrl+Shift+Z")]
    [InlineData("press windows one", "Super+1")]
    [InlineData("press f five", "F5")]
    [InlineData("press page down", "PageDown")]
    [InlineData("press left arrow", "Left")]
    [InlineData("press shift up", "Shift+Up")]
    [InlineData("press home key", "Home")]
    [InlineData("press control plus", "Ctrl++")]
    public void Keys_are_pressed(string spoken, string chord)
    {
        TransformResult result = new TextTransformer().Transform(spoken);
        Assert.Equal(chord, Assert.IsType<KeyEdit>(Assert.Single(result.Edits)).Chord.ToString());
        Assert.Empty(result.Text);
    }

    [Theory]
    [InlineData("press the button")]
    [InlineData("press a")]
    [InlineData("press release")]
    [InlineData("press up")]
    [InlineData("press")]
    [InlineData("press control")]
    [InlineData("stop dictation software")]
    public void Words_that_name_no_keys_stay_words(string spoken) => Assert.All(new TextTransformer().Transform(spoken).Edits, static edit => Assert.IsType<TextEdit>(edit));

    [Fact]
    public void After_keys_nothing_before_them_is_taken_back()
    {
        var transformer = new TextTransformer();
        transformer.Transform("hello");
        transformer.Transform("press left arrow");
        Assert.Empty(transformer.Transform("scratch that").Edits);
        Assert.Equal("world", transformer.Transform("world").Text);
        Assert.Equal(5, Backspaces(transformer.Transform("scratch that")));
        transformer.Transform("press enter");
        Assert.Equal("Next", transformer.Transform("next").Text);
    }

    [Theory]
    [InlineData("stop dictation", "stop-dictation")]
    [InlineData("Hello. Stop dictation.", "stop-dictation")]
    [InlineData("switch to code mode", "mode-code")]
    public void The_host_is_given_commands(string spoken, string command) =>
        Assert.Equal(command, Assert.IsType<CommandEdit>(new TextTransformer().Transform(spoken).Edits[^1]).Command);

    [Fact]
    public void Edits_are_in_the_order_in_which_they_were_said()
    {
        TransformResult result = new TextTransformer().Transform("hello comma press tab world delete last word period stop dictation");
        Assert.Equal(
            ["Hello,", "Tab", "world", "5", ".", "stop-dictation"],
            result.Edits.Select(static edit => edit switch
            {
                TextEdit text => text.Text,
                KeyEdit key => key.Chord.ToString(),
                BackspaceEdit back => back.Count.ToString(CultureInfo.InvariantCulture),
                _ => ((CommandEdit)edit).Command,
            }));
    }

    private static int Backspaces(TransformResult result) => Assert.IsType<BackspaceEdit>(Assert.Single(result.Edits)).Count;
}
