namespace Swictation.Stt.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void The_readmes_example_is_the_compiled_one()
    {
        string source = File.ReadAllText(Repository.Path("tests", "Swictation.Stt.Tests", "ReadmeExample.cs"));
        int start = source.IndexOf("// <example>", StringComparison.Ordinal);
        int end = source.IndexOf("// </example>", StringComparison.Ordinal);
        string[] example = [.. source[start..end].Split('\n')[1..^1].Select(static line => line.Length > 12 ? line[12..] : line.Trim())];
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
    public void The_readme_names_the_two_commands()
    {
        string readme = File.ReadAllText(Repository.Path("README.md"));
        Assert.Contains("dotnet run -c Release --project samples/Swictation.Host -- transcribe samples/audio/hello.wav", readme, StringComparison.Ordinal);
        Assert.Contains("dotnet test -c Release", readme, StringComparison.Ordinal);
    }
}
