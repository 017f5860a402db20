using System.Text.Json;

namespace Swictation.Host.Tests;

public sealed class FallbackTests
{
    private static string Fox => BuiltCommand.Sample("fox.wav");

    [SkippableFact]
    public void A_language_that_the_first_model_does_not_know_is_the_seconds()
    {
        CommandResult result = BuiltCommand.Run(["transcribe", Fox, "--fallback", WhisperModels.Path("sherpa"), "--language", "de", "--format", "json", .. WhisperModels.Short]);
        Assert.Equal(0, result.ExitCode);
        JsonElement root = JsonDocument.Parse(Assert.Single(result.Lines)).RootElement;
        Assert.Equal(("sherpa", "fallback", "language_not_supported", "de"), (Text(root, "model"), Text(root, "engine"), Text(root, "engine_reason"), Text(root, "language")));
        Assert.Contains("does not know the language \"de\"", Text(root, "engine_explanation"), StringComparison.Ordinal);
        Assert.Contains($"{Fox}: heard by the fallback, sherpa. The primary does not know the language \"de\".", result.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_first_model_speaks_where_nothing_speaks_against_it()
    {
        CommandResult result = BuiltCommand.Run("transcribe", Fox, "--fallback", WhisperModels.Path("sherpa"), "--format", "json");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        JsonElement root = JsonDocument.Parse(Assert.Single(result.Lines)).RootElement;
        Assert.Equal(("tiny-en", "primary", "primary", "the quick brown fox jumps over the lazy dog"), (Text(root, "model"), Text(root, "engine"), Text(root, "engine_reason"), Text(root, "text")));
    }

    [SkippableFact]
    public void A_first_model_that_is_damaged_is_told_and_the_second_speaks()
    {
        using var folder = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(Repository.Path("models", "tiny-en", "ctc")))
            File.Copy(file, folder[Path.GetFileName(file)]);
        File.WriteAllText(folder["model.onnx"], "<html>404</html>");
        CommandResult result = BuiltCommand.Run(["transcribe", Fox, "--model", folder.Root, "--fallback", "tiny-en"]);
        Assert.Equal((0, "the quick brown fox jumps over the lazy dog\n"), (result.ExitCode, result.Output));
        Assert.Contains("heard by the fallback, tiny-en. The primary failed", result.Error, StringComparison.Ordinal);
        Assert.Contains(folder["model.onnx"], result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Below_a_confidence_the_surer_model_speaks()
    {
        CommandResult result = BuiltCommand.Run("transcribe", Fox, "--fallback", Repository.Path("models", "tiny-en", "ctc"), "--min-confidence", "1", "--format", "json");
        Assert.Equal(0, result.ExitCode);
        string reason = Text(JsonDocument.Parse(Assert.Single(result.Lines)).RootElement, "engine_reason");
        Assert.Contains(reason, new[] { "low_confidence", "fallback_less_confident" });
        Assert.Contains("is below 1", result.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Live_by_one_model_and_final_by_another()
    {
        CommandResult result = BuiltCommand.Run(["listen", "--file", Fox, "--final", WhisperModels.Path("sherpa"), "--json", .. WhisperModels.Short]);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        JsonElement[] events = [.. result.Lines.Select(static line => JsonDocument.Parse(line).RootElement)];
        Assert.Contains(events, static item => Text(item, "type") == "partial" && Text(item, "text").StartsWith("the quick", StringComparison.Ordinal));
        JsonElement final = Assert.Single(events, static item => Text(item, "type") == "final");
        Assert.Equal(("sherpa", "fallback", "final_by_fallback"), (Text(final, "model"), Text(final, "engine"), Text(final, "engine_reason")));
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
