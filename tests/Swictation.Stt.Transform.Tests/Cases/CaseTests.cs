namespace Swictation.Stt.Transform.Tests.Cases;

public sealed class CaseTests
{
    private const int Count = 137;

    private static string OwnFile(string name) => Repository.Path("tests", "Swictation.Stt.Transform.Tests", "Cases", name);

    [SkippableFact]
    public void Every_shared_case_comes_out_as_it_is_written_there()
    {
        string path = SharedFiles.Path("transform", "cases.tsv");
        Assert.Empty(CaseFile.Failures(path, TransformRules.Default));
        Assert.InRange(CaseFile.Read(path).Count(), Count, int.MaxValue);
    }

    [Fact]
    public void Every_case_that_is_here_comes_out_as_it_is_written()
    {
        Assert.Empty(CaseFile.Failures(OwnFile("cases.tsv"), TransformRules.Default));
        Assert.Equal(Count, CaseFile.Read(OwnFile("cases.tsv")).Count());
    }

    [Theory]
    [InlineData("own.tsv", "en", "dictation")]
    [InlineData("code.tsv", "en", "code")]
    [InlineData("de.tsv", "de", "dictation")]
    [InlineData("fr.tsv", "fr", "dictation")]
    [InlineData("es.tsv", "es", "dictation")]
    public void Every_case_of_a_language_and_a_mode_comes_out_as_it_is_written(string file, string language, string mode)
    {
        Assert.Empty(CaseFile.Failures(OwnFile(file), RuleBook.For(language).Compile(mode)));
        Assert.NotEmpty(CaseFile.Read(OwnFile(file)));
    }
}
