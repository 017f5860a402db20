using Swictation.Stt.Transform.Corrections;

namespace Swictation.Stt.Transform.Tests.Corrections;

public sealed class CorrectionUsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Counts_outlive_a_reload_and_a_restart()
    {
        CorrectionEntry[] entries = [new() { Spoken = "Post gress", Written = "Postgres" }, new() { Spoken = "US", Written = "U.S.", IsCaseSensitive = true }];
        var usage = new CorrectionUsage();
        Count(usage, new CorrectionLexicon(entries), "post gress and post gress in the US");
        Count(usage, new CorrectionLexicon(entries), "post gress"); // compiled again
        usage.Save(_folder.At("usage.tsv"));
        CorrectionUsage again = CorrectionUsage.Load(_folder.At("usage.tsv"));
        Assert.Equal((3, 1), (again.GetCount(entries[0]), again.GetCount(entries[1])));
        Assert.Equal(0, again.GetCount(entries[1] with { IsCaseSensitive = false }));
        Assert.Equal("spoken\tcase\tcount\nUS\tsensitive\t1\npost gress\t\t3\n", File.ReadAllText(_folder.At("usage.tsv")));
        Assert.Equal(0, CorrectionUsage.Load(_folder.At("none.tsv")).GetCount(entries[0]));
    }

    [Fact]
    public void Threads_count_together()
    {
        var lexicon = new CorrectionLexicon([new CorrectionEntry { Spoken = "a", Written = "b" }]);
        CorrectedText result = lexicon.Apply("a a c");
        var usage = new CorrectionUsage();
        Parallel.For(0, 5000, _ => usage.Count(lexicon, [.. result.Pieces]));
        Assert.Equal(10_000, usage.GetCount(lexicon.Entries[0]));
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        var lexicon = new CorrectionLexicon([new CorrectionEntry { Spoken = "a", Written = "b" }]);
        CorrectionPiece[] pieces = [.. lexicon.Apply("a a c").Pieces];
        var usage = new CorrectionUsage();
        AllocationAssert.Zero(() => usage.Count(lexicon, pieces));
    }

    [Fact]
    public void A_broken_file_is_told_with_its_line_and_foreign_pieces_are_refused()
    {
        string path = _folder.Write("usage.tsv", "spoken\tcase\tcount\na\t\t3\nb\tmaybe\t3\nc\t\t-1\n"u8);
        Assert.Equal([3, 4], Assert.Throws<CorrectionFileException>(() => CorrectionUsage.Load(path)).Errors.Select(static error => error.Line));
        Assert.Throws<ArgumentException>(() => new CorrectionUsage().Count(CorrectionLexicon.Empty, [new CorrectionPiece(0, 1, 0, 1, 0, 1f)]));
    }

    private static void Count(CorrectionUsage usage, CorrectionLexicon lexicon, string text) => usage.Count(lexicon, [.. lexicon.Apply(text).Pieces]);
}
