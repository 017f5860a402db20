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
}
