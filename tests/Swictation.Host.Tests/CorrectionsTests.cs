using System.Text;

namespace Swictation.Host.Tests;

public sealed class CorrectionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Entries_are_added_listed_applied_counted_and_removed()
    {
        string file = _folder["mine.tsv"];
        Assert.Equal(0, Run("add", "post gress", "Postgres").ExitCode);
        Assert.Equal(0, Run("add", "kubernetes", "Kubernetes", "--fuzzy", "--threshold", "0.75").ExitCode);
        Assert.Equal("spoken\twritten\tmatch\tcase\tthreshold\npost gress\tPostgres\nkubernetes\tKubernetes\tfuzzy\t\t0.75\n", File.ReadAllText(file));

        CommandResult applied = BuiltCommand.Run(Encoding.UTF8.GetBytes("Post gress on cooper netties.\nnothing\n"), null, "corrections", "apply", "-c", file, "--explain", "--count");
        Assert.Equal((0, "Postgres on Kubernetes.\nnothing\n"), (applied.ExitCode, applied.Output));
        Assert.Contains("word 4, 2 in all: \"kubernetes\" as \"Kubernetes\" (0.8", applied.Error, StringComparison.Ordinal);
        Assert.Equal(["post gress  Postgres  used 1 times", "kubernetes  Kubernetes  fuzzy from 0.75  used 1 times"], Run("list").Lines);

        Assert.Equal(0, Run("remove", "Post Gress").ExitCode);
        Assert.Equal("kubernetes  Kubernetes  fuzzy from 0.75  used 1 times", Assert.Single(Run("list").Lines));
        CommandResult missing = Run("remove", "post gress");
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("no entry for \"post gress\"", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_are_imported_whole_or_not_at_all_and_exported()
    {
        File.WriteAllText(_folder["good.tsv"], "a\tAnna\nc plus plus\tC++\n");
        File.WriteAllText(_folder["bad.tsv"], "b\tB\nbroken\nc\t\n");
        Assert.Equal(0, Run("import", _folder["good.tsv"]).ExitCode);
        CommandResult bad = Run("import", _folder["bad.tsv"]);
        Assert.Equal(2, bad.ExitCode);
        Assert.Contains("bad.tsv, line 2: ", bad.Error, StringComparison.Ordinal);
        Assert.Contains("bad.tsv, line 3: ", bad.Error, StringComparison.Ordinal);
        Assert.Equal("spoken\twritten\tmatch\tcase\tthreshold\na\tAnna\nc plus plus\tC++\n", Run("export").Output);
        Assert.Equal("Anna\n", Run("export", "--boost").Output);
        Assert.Equal(0, BuiltCommand.Run("b\tBerta"u8.ToArray(), null, "corrections", "import", "-", "-c", _folder["mine.tsv"]).ExitCode);
        Assert.Equal(3, Run("list").Lines.Length);
    }

    [Fact]
    public void What_was_edited_is_learned()
    {
        File.WriteAllText(_folder["heard.txt"], "ask mister snyder about the house");
        File.WriteAllText(_folder["edited.txt"], "ask mister Schneider about his home");
        Assert.Equal((0, "snyder\tSchneider\n"), (Run("learn", _folder["heard.txt"], _folder["edited.txt"]).ExitCode, Run("learn", _folder["heard.txt"], _folder["edited.txt"]).Output));
        Assert.False(File.Exists(_folder["mine.tsv"]));
        Assert.Equal(0, Run("learn", _folder["heard.txt"], _folder["edited.txt"], "--add").ExitCode);
        Assert.Equal("snyder  Schneider", Assert.Single(Run("list").Lines));
    }

    [Fact]
    public void Wrong_arguments_and_broken_files_end_with_2_and_say_what_to_do()
    {
        CommandResult both = Run("add", "a", "b", "--fuzzy", "--case-sensitive");
        Assert.Equal(2, both.ExitCode);
        Assert.Contains("swictation corrections add --help", both.Error, StringComparison.Ordinal);
        Assert.Equal(2, Run("add", "a", "b", "--threshold", "0.5").ExitCode);
        Assert.Equal(2, Run("learn", _folder["none.txt"], _folder["none.txt"]).ExitCode);
        Assert.Equal(2, Run("add", " ", "b").ExitCode);
        CommandResult absent = Run("apply");
        Assert.Equal(2, absent.ExitCode);
        Assert.Contains("mine.tsv cannot be read", absent.Error, StringComparison.Ordinal);
        File.WriteAllText(_folder["mine.tsv"], "broken\n");
        Assert.Equal(2, Run("add", "a", "b").ExitCode);
        Assert.Equal("broken\n", File.ReadAllText(_folder["mine.tsv"]));
    }

    private CommandResult Run(params string[] arguments) => BuiltCommand.Run(["corrections", .. arguments, "--corrections", _folder["mine.tsv"]]);
}
