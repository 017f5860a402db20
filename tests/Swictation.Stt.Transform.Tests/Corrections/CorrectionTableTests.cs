using FsCheck.Xunit;
using Swictation.Stt.Transform.Corrections;

namespace Swictation.Stt.Transform.Tests.Corrections;

public sealed class CorrectionTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_may_be_left_out_and_comments_do_not_count()
    {
        IReadOnlyList<CorrectionEntry> entries = Read("# mine\n\npost gress\tPostgres\nkubernetes\tKubernetes\tfuzzy\t\t0.85\r\nUS\tUnited States\texact\tsensitive\nb\ttwo\\nlines\\t\\\\\n\\#tag\t#tag");
        Assert.Equal(
            [
                new CorrectionEntry { Spoken = "post gress", Written = "Postgres" },
                new CorrectionEntry { Spoken = "kubernetes", Written = "Kubernetes", Matching = CorrectionMatching.Fuzzy, Threshold = 0.85f },
                new CorrectionEntry { Spoken = "US", Written = "United States", IsCaseSensitive = true },
                new CorrectionEntry { Spoken = "b", Written = "two\nlines\t\\" },
                new CorrectionEntry { Spoken = "#tag", Written = "#tag" },
            ],
            entries);
    }

    [Fact]
    public void A_header_may_give_the_columns_another_order() =>
        Assert.Equal([new CorrectionEntry { Spoken = "a", Written = "B", Matching = CorrectionMatching.Fuzzy }], Read("Written\tmatch\tspoken\nB\tfuzzy\ta\n"));

    [Theory]
    [InlineData("a\tb\nno tab", 2, "there is no tab")]
    [InlineData("a\tb\n\tx", 2, "spoken words are empty")]
    [InlineData("a\t", 1, "empty")]
    [InlineData("a\tb\tnear", 1, "exact or fuzzy")]
    [InlineData("a\tb\t\tupper", 1, "any or sensitive")]
    [InlineData("a\tb\tfuzzy\t\tx", 1, "a number")]
    [InlineData("a\tb\tfuzzy\t\t1.5", 1, "at most 1")]
    [InlineData("a\tb\tfuzzy\tsensitive", 1, "at once")]
    [InlineData("a\tb\tc\td\te\tf", 1, "at most 5 columns")]
    [InlineData("a\tb\\x", 1, "backslash")]
    [InlineData("a\tb\n# c\n\nA \tc", 4, "in line 1 already")]
    [InlineData("spoken\twritten\tcolour", 1, "\"colour\" is unknown")]
    public void A_faulty_line_is_told_with_its_number(string text, int line, string reason)
    {
        var exception = Assert.Throws<CorrectionFileException>(() => Read(text));
        Assert.Equal((line, "list"), (exception.Line, exception.Path));
        Assert.StartsWith($"list, line {line}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faulty_lines_are_told_at_once()
    {
        var exception = Assert.Throws<CorrectionFileException>(() => Read("x\na\tb\ny\n\tz"));
        Assert.Equal([1, 3, 4], exception.Errors.Select(static error => error.Line));
        Assert.EndsWith(" 2 more of its lines are faulty.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_or_not_text_is_told()
    {
        var absent = Assert.Throws<CorrectionFileException>(() => CorrectionTable.Read(_folder.At("none.tsv")));
        Assert.Contains("none.tsv cannot be read", absent.Message, StringComparison.Ordinal);
        string path = _folder.Write("bad.tsv", [.. "a\tb\n"u8, 0xff, 0xfe, (byte)'\n']);
        Assert.Contains("line 2: The line is not UTF-8", Assert.Throws<CorrectionFileException>(() => CorrectionTable.Read(path)).Message, StringComparison.Ordinal);
    }

    [Property(MaxTest = 200)]
    public void What_is_written_is_read_back(int seed)
    {
        var random = new Random(seed);
        CorrectionEntry[] entries =
        [
            .. Enumerable.Range(0, random.Next(8))
                .Select(i => new CorrectionEntry
                {
                    Spoken = $"{Text(random).Trim()}{i} x",
                    Written = Text(random) + "y",
                    Matching = (CorrectionMatching)(i % 2),
                    IsCaseSensitive = i % 4 == 2,
                    Threshold = i % 3 == 1 ? (float)(1 - random.NextDouble()) : null,
                })
                .Select(static entry => entry with { Spoken = string.Join(' ', entry.Spoken.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) }),
        ];
        string path = _folder.At("out.tsv");
        CorrectionTable.Write(path, entries);
        Assert.Equal(entries, CorrectionTable.Read(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void A_change_keeps_every_other_line()
    {
        string path = _folder.Write("mine.tsv", "# names\nanna lena\tAnnalena\n\n# software\npost gress\tPostgres\nold\tnew\n"u8);
        CorrectionChanges changes = CorrectionTable.Update(
            path,
            [new CorrectionEntry { Spoken = "Post  gress", Written = "PostgreSQL" }, new CorrectionEntry { Spoken = "c", Written = "d", Matching = CorrectionMatching.Fuzzy }],
            ["OLD", "absent"]);
        Assert.Equal(new CorrectionChanges(1, 1, 1), changes);
        Assert.Equal("# names\nanna lena\tAnnalena\n\n# software\nPost  gress\tPostgreSQL\nc\td\tfuzzy\n", File.ReadAllText(path));
        Assert.Equal(default, CorrectionTable.Update(path, [], ["absent"]));
    }

    [Fact]
    public void A_change_makes_a_file_and_leaves_a_broken_one_alone()
    {
        string path = _folder.At("made.tsv");
        CorrectionTable.Update(path, [new CorrectionEntry { Spoken = "a", Written = "b" }], []);
        Assert.Equal("spoken\twritten\tmatch\tcase\tthreshold\na\tb\n", File.ReadAllText(path));
        File.WriteAllText(path, "broken\n");
        Assert.Throws<CorrectionFileException>(() => CorrectionTable.Update(path, [new CorrectionEntry { Spoken = "a", Written = "b" }], []));
        Assert.Equal("broken\n", File.ReadAllText(path));
        File.WriteAllText(path, "spoken\twritten\n");
        var entry = new CorrectionEntry { Spoken = "a", Written = "b", IsCaseSensitive = true };
        Assert.Contains("no column case", Assert.Throws<CorrectionFileException>(() => CorrectionTable.Update(path, [entry], [])).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_link_stays_a_link_and_a_file_keeps_its_permissions()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege there.");
        string path = _folder.Write("real.tsv", "a\tb\n"u8);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string link = _folder.At("link.tsv");
        File.CreateSymbolicLink(link, path);
        CorrectionTable.Write(link, [new CorrectionEntry { Spoken = "c", Written = "d" }]);
        Assert.NotNull(File.ResolveLinkTarget(link, returnFinalTarget: false));
        Assert.Equal("c", Assert.Single(CorrectionTable.Read(path)).Spoken);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    private static IReadOnlyList<CorrectionEntry> Read(string text) => CorrectionTable.Read(new StringReader(text), "list");

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => "ab \t\n\r\\#é\ud83d\ude00".Substring(random.Next(8), 1)));
}
