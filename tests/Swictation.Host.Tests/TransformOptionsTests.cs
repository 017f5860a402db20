using System.Text.Json;

namespace Swictation.Host.Tests;

/// <summary>The options of <c>swictation transform</c> that mend and normalise.</summary>
public sealed class TransformOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TransformOptionsTests() => File.WriteAllText(_folder["mine.tsv"], "kubernetes\tKubernetes\tfuzzy\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Corrections_and_normalisation_are_options()
    {
        const string Spoken = "install cooper netties on may twenty third comma please";
        Assert.Equal("Install cooper netties on may twenty third, please\n", BuiltCommand.Run("transform", Spoken).Output);
        CommandResult result = BuiltCommand.Run("transform", Spoken, "--corrections", _folder["mine.tsv"], "--itn");
        Assert.Equal((0, "Install Kubernetes on May 23, please\n", string.Empty), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public void What_made_a_piece_is_explained_and_in_the_JSON()
    {
        string[] arguments = ["transform", "install cooper netties on may twenty third", "--corrections", _folder["mine.tsv"], "--itn"];
        string explained = BuiltCommand.Run([.. arguments, "--explain"]).Output;
        Assert.Matches("(?m)^cooper netties +\" Kubernetes\" +correction \"kubernetes\"$", explained);
        Assert.Matches("(?m)^may twenty third +\" May 23\" +normalization \\(date\\)$", explained);
        using JsonDocument json = JsonDocument.Parse(BuiltCommand.Run([.. arguments, "--json"]).Output);
        JsonElement[] pieces = [.. json.RootElement.GetProperty("pieces").EnumerateArray()];
        Assert.Equal("kubernetes", pieces[1].GetProperty("correction").GetString());
        Assert.Equal("date", pieces[^1].GetProperty("normalization").GetString());
        Assert.Equal((4, 3), (pieces[^1].GetProperty("first_word").GetInt32(), pieces[^1].GetProperty("word_count").GetInt32()));
    }

    [Fact]
    public void A_broken_file_of_corrections_ends_with_2()
    {
        File.WriteAllText(_folder["mine.tsv"], "kubernetes\tKubernetes\nbroken\n");
        CommandResult result = BuiltCommand.Run("transform", "hello", "--corrections", _folder["mine.tsv"]);
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains("mine.tsv, line 2: ", result.Error, StringComparison.Ordinal);
    }
}
