namespace Swictation.Stt.Tests;

public sealed class ReadmeTests
{
    [Theory]
    [InlineData("example", 12)]
    [InlineData("live", 8)]
    public void The_readmes_examples_are_the_compiled_ones(string name, int indentation)
    {
        string source = File.ReadAllText(Repository.Path("tests", "Swictation.Stt.Tests", "ReadmeExample.cs"));
        int start = source.IndexOf($"// <{name}>", StringComparison.Ordinal);
        int end = source.IndexOf($"// </{name}>", StringComparison.Ordinal);
        string[] example = [.. source[start..end].Split('\n')[1..^1].Select(line => line.Length > indentation ? line[indentation..] : line.Trim())];
        Assert.Contains(string.Join('\n', example), File.ReadAllText(Repository.Path("README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_readmes_example_prints_the_words()
    {
        using var output = new StringWriter();
        ReadmeExample.Run(output, Repository.Path("samples", "audio"));
        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["hello", "comma", "world", "period"], lines.Select(static line => line.Split("  ")[1]));
    }

    [Fact]
    public async Task The_readmes_live_example_prints_partial_and_final_text()
    {
        using var output = new StringWriter();
        using ISttEngine engine = SttEngine.Load("tiny-en");
        await ReadmeExample.RunLiveAsync(output, engine, Repository.Path("samples", "audio", "hello.wav"));
        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("… ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("s  hello comma world period", lines[^1].TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_names_the_two_commands()
    {
        string readme = File.ReadAllText(Repository.Path("README.md"));
        Assert.Contains("dotnet run -c Release --project samples/Swictation.Host -- transcribe samples/audio/hello.wav", readme, StringComparison.Ordinal);
        Assert.Contains("dotnet test -c Release", readme, StringComparison.Ordinal);
    }
}
