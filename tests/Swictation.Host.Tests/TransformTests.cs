using System.Text;
using System.Text.Json;

namespace Swictation.Host.Tests;

public sealed class TransformTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_go_on_where_the_one_before_ended()
    {
        byte[] input = Encoding.UTF8.GetBytes("dear sir comma\nnew paragraph thank you\nperiod\nnaïve café question mark\n");
        CommandResult result = BuiltCommand.Run(input, null, "transform");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Equal("Dear sir,\n\\n\\nThank you\n.\nNaïve café?\n", result.Output);
        Assert.Equal("Dear sir,\n\nThank you. Naïve café?\n", BuiltCommand.Run(input, null, "transform", "--document").Output);
        Assert.Equal("Dear sir,\n\\n\\nThank you\n.\nNaïve café?\n", BuiltCommand.Run(input, null, "transform", "--fresh").Output);
    }

    [Fact]
    public void The_explanation_names_the_rules_and_edits_are_listed()
    {
        CommandResult explained = BuiltCommand.Run("transform", "we need number forty two tests question mark", "--explain");
        Assert.Equal((0, string.Empty), (explained.ExitCode, explained.Error));
        Assert.Matches("(?m)^number forty two +\" 42\" +word \"number\" \\(numbers\\)$", explained.Output);
        Assert.Matches("(?m)^question mark +\"\\?\" +phrase \"question mark\" \\(punctuation\\)$", explained.Output);
        Assert.EndsWith("= We need 42 tests?\n", explained.Output, StringComparison.Ordinal);
        Assert.Equal(
            "type \"Hello world\"\nbackspace 11\npress Ctrl+C\ncommand stop-dictation\n",
            BuiltCommand.Run("transform", "--edits", "hello world", "scratch that", "press control c", "stop dictation").Output);
    }

    [Fact]
    public void Json_has_text_edits_and_pieces()
    {
        CommandResult result = BuiltCommand.Run("transform", "--json", "hi comma");
        using JsonDocument json = JsonDocument.Parse(Assert.Single(result.Lines));
        Assert.Equal("Hi,", json.RootElement.GetProperty("text").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("edits")[0].GetProperty("word_count").GetInt32());
        Assert.Equal("comma", json.RootElement.GetProperty("pieces")[1].GetProperty("rule").GetString());
    }

    [Fact]
    public void Mode_language_and_rules_are_chosen()
    {
        Assert.Equal("Path\\file\\nNext\\tone\n", BuiltCommand.Run("transform", "path backslash file new line next tab one").Output);
        Assert.Equal("if x == 5\n", BuiltCommand.Run("transform", "if x double equals five", "--mode", "code").Output);
        Assert.Equal("Hallo, Welt.\n", BuiltCommand.Run("transform", "hallo komma Welt punkt", "--language", "de").Output);
        File.WriteAllText(_folder["own.rules"], "type smiley face = :-)\nmode shout\nset sentences off\n");
        Assert.Equal("hi :-)\n", BuiltCommand.Run("transform", "hi smiley face", "--rules", _folder["own.rules"], "--mode", "shout").Output);
        File.WriteAllText(_folder["lines.txt"], "hello\ncomma\n");
        Assert.Equal("Hello\n,\n", BuiltCommand.Run("transform", "--file", _folder["lines.txt"]).Output);
    }

    [Fact]
    public void The_table_of_commands_has_an_example_of_each_that_holds()
    {
        CommandResult text = BuiltCommand.Run("commands");
        Assert.Equal((0, string.Empty), (text.ExitCode, text.Error));
        Assert.Matches("(?m)^  question mark +hello question mark +Hello\\?$", text.Output);
        Assert.Matches("(?m)^  press +press control c +press Ctrl\\+C$", text.Output);
        CommandResult result = BuiltCommand.Run("commands", "--json", "--language", "fr");
        using JsonDocument json = JsonDocument.Parse(result.Output);
        (string Spoken, string Typed)[] examples = [.. json.RootElement.EnumerateArray()
            .Where(static rule => !rule.TryGetProperty("edits", out _))
            .Select(static rule => (rule.GetProperty("spoken").GetString()!, rule.GetProperty("typed").GetString()!))];
        Assert.True(examples.Length > 50);
        byte[] input = Encoding.UTF8.GetBytes(string.Join('\n', examples.Select(static example => example.Spoken)));
        string[] typed = [.. BuiltCommand.Run(input, null, "transform", "--fresh", "--json", "--language", "fr").Lines
            .Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)];
        Assert.Equal(examples.Select(static example => example.Typed), typed);
        Assert.All(BuiltCommand.Run("commands", "double pipe").Lines.Skip(1), static line => Assert.Contains("||", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Recordings_are_transformed_where_it_is_asked_for()
    {
        Assert.Equal("Hello, world.\n", BuiltCommand.Run("transcribe", BuiltCommand.Sample("hello.wav"), "--transform").Output);
        Assert.Equal("hello comma world period\n", BuiltCommand.Run("transcribe", BuiltCommand.Sample("hello.wav")).Output);
        CommandResult srt = BuiltCommand.Run("transcribe", BuiltCommand.Sample("brackets.wav"), "--transform", "--format", "srt");
        Assert.Contains("(Hello);", srt.Output, StringComparison.Ordinal);
        CommandResult listened = BuiltCommand.Run("listen", "--file", BuiltCommand.Sample("number.wav"), "--transform");
        Assert.Equal((0, "42.\\n\n", string.Empty), (listened.ExitCode, listened.Output, listened.Error));
        CommandResult json = BuiltCommand.Run("listen", "--file", BuiltCommand.Sample("stop.wav"), "--transform", "--json");
        using JsonDocument final = JsonDocument.Parse(json.Lines.Single(static line => line.Contains("\"type\":\"final\"", StringComparison.Ordinal)));
        Assert.Equal(("stop dictation", "stop-dictation"), (final.RootElement.GetProperty("text").GetString(), final.RootElement.GetProperty("edits")[0].GetProperty("command").GetString()));
    }

    public static TheoryData<string, string> BadArguments() => new()
    {
        { "transform x --mode poetry", "dictation, code, verbatim" },
        { "transform x --language xx", "en, de, fr, es" },
        { "transform x --rules {0}/none.rules", "none.rules" },
        { "transform x --rules {0}/bad.rules", "bad.rules, line 2" },
        { "transform x --file {0}/none.txt", "--file" },
        { "transform --file {0}/none.txt", "none.txt" },
        { "transform --json --edits", "--edits and --json" },
        { "transform --document --fresh", "--fresh" },
        { "transform --frobnicate", "--frobnicate" },
        { "commands no-such-command", "no-such-command" },
        { "commands --mode poetry", "poetry" },
        { "transcribe x.wav --mode code", "--transform" },
        { "listen --raw 16000 - --rules x", "--transform" },
        { "listen --raw 16000 - --transform --rules {0}/bad.rules", "bad.rules, line 2" },
        { "transcribe {0} --transform --language xx", "xx" },
    };

    [Theory]
    [MemberData(nameof(BadArguments))]
    public void What_cannot_be_done_ends_with_2(string line, string expected)
    {
        File.WriteAllText(_folder["bad.rules"], "# mine\ntipe x = y\n");
        _folder.Copy("hello.wav");
        CommandResult result = BuiltCommand.Run([.. line.Split(' ').Select(part => part.Replace("{0}", _folder.Root, StringComparison.Ordinal))]);
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_has_examples()
    {
        Assert.Contains("scratch that", BuiltCommand.Run("transform", "--help").Output, StringComparison.Ordinal);
        Assert.Contains("swictation commands quote", BuiltCommand.Run("commands", "--help").Output, StringComparison.Ordinal);
    }
}
