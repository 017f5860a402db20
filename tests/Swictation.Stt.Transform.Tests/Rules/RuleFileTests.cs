namespace Swictation.Stt.Transform.Tests.Rules;

public sealed class RuleFileTests
{
    private const string Rules = """
        # A user's own rules.
        type smiley face = ":-)"
        type quotation dash = "\u2014" left
        type full halt = . ends
        type soft colon = ":" both continues
        type signature = "Regards,\nRobert" spaced
        type backslash letter = "\\" right
        quote fancy quote = „ “
        key save the file = ctrl+s
        command lights out = lights-out
        number ticket
        digits figures
        keep comma splice
        escape verbally
        remove hashtag

        mode email from dictation
        set sentences off
        with code
        without numbers keys
        type sign off = "Kind regards"
        remove comma
        mode *
        type comma = ؛
        """;

    [Theory]
    [InlineData("dictation", "hello smiley face", "Hello :-)")]
    [InlineData("dictation", "stop full halt go", "Stop. Go")]
    [InlineData("dictation", "a soft colon b", "A:b")]
    [InlineData("dictation", "bye signature", "Bye Regards,\nRobert")]
    [InlineData("dictation", "fancy quote hello fancy quote", "„Hello“")]
    [InlineData("dictation", "ticket forty two", "Ticket 42")]
    [InlineData("dictation", "figures forty two", "42")]
    [InlineData("dictation", "a comma splice is wrong", "A comma splice is wrong")]
    [InlineData("dictation", "verbally period", "Period")]
    [InlineData("dictation", "hashtag trending", "Hashtag trending")]
    [InlineData("dictation", "sign off", "Sign off")]
    [InlineData("dictation", "x comma y", "X ؛ y")]
    [InlineData("email", "x equals y sign off", "x = y Kind regards")]
    [InlineData("email", "number five", "number five")]
    [InlineData("email", "x comma y", "x comma y")]
    public void Rules_of_a_file_count_beside_and_before_ours(string mode, string spoken, string typed) =>
        Assert.Equal(typed, new TextTransformer(Read(Rules).Compile(mode)).Transform(spoken).Text);

    [Fact]
    public void Keys_and_commands_of_a_file_are_edits()
    {
        var transformer = new TextTransformer(Read(Rules).Compile());
        Assert.Equal(new KeyChord(KeyModifiers.Control, "S"), Assert.IsType<KeyEdit>(Assert.Single(transformer.Transform("save the file").Edits)).Chord);
        Assert.Equal("lights-out", Assert.IsType<CommandEdit>(Assert.Single(transformer.Transform("lights out").Edits)).Command);
    }

    [Theory]
    [InlineData("tipe x = y", "line 2", "\"tipe\" is unknown", "type smiley face")]
    [InlineData("type x", "line 2", "needs = and what is typed")]
    [InlineData("type = y", "line 2", "needs the words that are said")]
    [InlineData("type x = y z", "line 2", "\"z\" is unknown behind what is typed", "left, right, both")]
    [InlineData("type x = \"y", "line 2", "is never closed")]
    [InlineData("type x = \"y\"z", "line 2", "behind the closing quotation mark")]
    [InlineData("type x = \"\\q\"", "line 2", "\\q is unknown")]
    [InlineData("quote x = y", "line 2", "2 values", "quote german quote")]
    [InlineData("key x = Ctrl+Nothing", "line 2", "names no keys", "Ctrl+Shift+Z")]
    [InlineData("command x", "line 2", "one value", "lights-out")]
    [InlineData("number x = 5", "line 2", "has no = and no value")]
    [InlineData("keep", "line 2", "needs the words", "keep comma splice")]
    [InlineData("remove nothing of ours", "line 2", "there is no rule for \"nothing of ours\"")]
    [InlineData("mode", "line 2", "needs a name")]
    [InlineData("mode a like b", "line 2", "needs a name")]
    [InlineData("mode a from nowhere", "line 2", "there is no mode \"nowhere\"", "dictation, code, verbatim")]
    [InlineData("set sentences off", "line 2", "belongs to a mode")]
    [InlineData("mode a\nset sentences perhaps", "line 3", "on or off")]
    [InlineData("mode a\nwith magic", "line 3", "no group \"magic\"", "punctuation")]
    [InlineData("mode a\nwith 4", "line 3", "no group \"4\"")]
    public void A_wrong_line_is_told_with_its_number_and_what_belongs_there(string text, params string[] parts)
    {
        RuleFileException exception = Assert.Throws<RuleFileException>(() => Read("# first\n" + text));
        Assert.All(parts.Prepend("own.rules"), part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_missing_is_told_by_name()
    {
        string path = Path.Combine(Path.GetTempPath(), "no-such-folder", "own.rules");
        RuleFileException exception = Assert.Throws<RuleFileException>(() => RuleBook.For("en").WithFile(path));
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.InnerException);
    }

    [Fact]
    public void A_file_is_read()
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("own.rules");
        File.WriteAllText(path, "\uFEFFtype smiley face = \":-)\"\r\n");
        Assert.Equal("Hi :-)", new TextTransformer(RuleBook.For("en").WithFile(path).Compile()).Transform("hi smiley face").Text);
    }

    private static RuleBook Read(string text)
    {
        using var reader = new StringReader(text.Replace("\\u2014", "—", StringComparison.Ordinal));
        return RuleBook.For("en").WithText(reader, "own.rules");
    }
}
