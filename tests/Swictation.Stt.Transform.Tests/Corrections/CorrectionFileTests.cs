using Swictation.Stt.Transform.Corrections;

namespace Swictation.Stt.Transform.Tests.Corrections;

public sealed class CorrectionFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_change_is_loaded_once_it_is_past()
    {
        string path = _folder.Write("mine.tsv", "a\tb\n"u8);
        using var file = new CorrectionFile(path, new CorrectionFileOptions { TimeProvider = _time });
        int reloads = 0;
        file.Reloaded += (_, e) => reloads += e.Error is null ? 1 : 100;
        CorrectionLexicon before = file.Current;
        Assert.Equal("b", before.Apply("a").Text);
        File.WriteAllText(path, "a\tchanged\n");
        _time.Advance(TimeSpan.FromSeconds(3)); // the file is looked at, and the change is let pass
        Assert.Equal("changed", file.Current.Apply("a").Text);
        Assert.Equal("b", before.Apply("a").Text);
        Assert.InRange(reloads, 1, 2); // the system may have noticed it too
    }

    [Fact]
    public void A_broken_file_keeps_the_last_good_lexicon_and_tells_the_line()
    {
        string path = _folder.Write("mine.tsv", "a\tb\n"u8);
        using var file = new CorrectionFile(path, new CorrectionFileOptions { TimeProvider = _time });
        CorrectionFileException? told = null;
        file.Reloaded += (_, e) => told = e.Error;
        File.WriteAllText(path, "a\tb\nc\td\nbroken\n");
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(3, told?.Line);
        Assert.Same(told, file.LastError);
        Assert.Equal("b", file.Current.Apply("a").Text);
        Assert.Throws<CorrectionFileException>(file.Reload);

        File.Delete(path);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(told?.Line);
        Assert.Equal("b", file.Current.Apply("a").Text);

        File.WriteAllText(path, "a\tmended\n");
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(file.LastError);
        Assert.Equal("mended", file.Current.Apply("a").Text);
    }

    [Fact]
    public async Task The_system_tells_of_a_change_that_is_made_by_moving_a_file()
    {
        string path = _folder.Write("mine.tsv", "a\tb\n"u8);
        using var file = new CorrectionFile(path, new CorrectionFileOptions { PollInterval = TimeSpan.FromMinutes(30), Debounce = TimeSpan.FromMilliseconds(1) });
        var changed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        file.Reloaded += (_, e) => changed.TrySetResult(e.Lexicon.Apply("a").Text);
        CorrectionTable.Write(path, [new CorrectionEntry { Spoken = "a", Written = "moved" }]);
        Assert.Equal("moved", await changed.Task.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Nothing_is_loaded_after_disposal_or_without_watching()
    {
        string path = _folder.Write("mine.tsv", "a\tb\n"u8);
        using var file = new CorrectionFile(path, new CorrectionFileOptions { TimeProvider = _time, Watch = false });
        Assert.Equal(0, _time.WaitingTimers);
        using var watched = new CorrectionFile(path, new CorrectionFileOptions { TimeProvider = _time });
        watched.Dispose();
        File.WriteAllText(path, "a\tchanged\n");
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("b", watched.Current.Apply("a").Text);
        Assert.Equal("b", file.Current.Apply("a").Text);
        Assert.Equal("changed", file.Reload().Apply("a").Text);
    }

    [Fact]
    public void At_the_start_a_file_must_be_good()
    {
        Assert.Throws<CorrectionFileException>(() => new CorrectionFile(_folder.At("none.tsv")));
        string path = _folder.Write("mine.tsv", "a\tb\n"u8);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorrectionFile(path, new CorrectionFileOptions { PollInterval = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorrectionFile(path, new CorrectionFileOptions { Debounce = TimeSpan.FromHours(1) }));
    }
}
