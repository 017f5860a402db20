namespace Swictation.Host.Tests;

public sealed class AutomaticModelTests
{
    private static readonly Dictionary<string, string?> English = new() { ["LC_ALL"] = "C" };

    [Fact]
    public void Auto_chooses_what_is_here_and_says_why_and_what_would_be_better()
    {
        CommandResult result = BuiltCommand.Run(null, English, "transcribe", BuiltCommand.Sample("hello.wav"), "--model", "auto");
        Assert.Equal((0, "hello comma world period\n"), (result.ExitCode, result.Output));
        Assert.Contains("tiny-en was chosen for recordings", result.Error, StringComparison.Ordinal);
        Assert.Contains("swictation models pull ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_variable_may_ask_for_it_too_and_live_speech_as_well()
    {
        var environment = new Dictionary<string, string?> { ["SWICTATION_MODEL"] = "auto", ["LC_ALL"] = "C" };
        CommandResult result = BuiltCommand.Run(null, environment, "listen", "--file", BuiltCommand.Sample("hello.wav"));
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("hello comma world period", result.Output, StringComparison.Ordinal);
        Assert.Contains("tiny-en was chosen for live speech", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_knows_the_language_the_command_that_gets_it_is_told()
    {
        CommandResult result = BuiltCommand.Run(null, English, "transcribe", BuiltCommand.Sample("hello.wav"), "--model", "auto", "--language", "fr");
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains("No model on this machine suits recordings in fr", result.Error, StringComparison.Ordinal);
        Assert.Contains("swictation models pull ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_systems_language_is_a_guess_that_gives_way()
    {
        CommandResult result = BuiltCommand.Run(null, new Dictionary<string, string?> { ["LC_ALL"] = "fr_FR.UTF-8" }, "transcribe", BuiltCommand.Sample("hello.wav"), "--model", "auto");
        Assert.Equal((0, "hello comma world period\n"), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData("de_DE.UTF-8", null, "en_GB", "de")]
    [InlineData("", "pt_BR@latin", "en_GB", "pt")]
    [InlineData(null, null, "en", "en")]
    [InlineData(null, null, "C.UTF-8", null)]
    [InlineData("POSIX", null, "en", null)]
    [InlineData(null, null, null, null)]
    public void The_systems_language_is_found_as_posix_says(string? all, string? messages, string? lang, string? expected) =>
        Assert.Equal(expected, Commands.AutomaticModel.FindLanguage(name => name switch { "LC_ALL" => all, "LC_MESSAGES" => messages, "LANG" => lang, _ => null }));
}
