using FsCheck.Xunit;
using Swictation.Host.Live;
using Swictation.Stt;

namespace Swictation.Host.Tests.Live;

public sealed class LiveViewTests
{
    private readonly Screen _screen = new(40);
    private readonly LiveView _view;

    public LiveViewTests() => _view = new LiveView(() => _screen.Columns, styled: true);

    [Fact]
    public void Words_stand_behind_the_meter_and_the_final_line_stays()
    {
        Show(Scripted.Level(-100, -100));
        Assert.Equal(["[          ]"], _screen.Text);
        Show(Scripted.Started(), Scripted.Partial("hello", "wor"), Scripted.Level(-30, -12, isSpeech: true));
        Assert.Equal(["[=====  |  ] * hello wor"], _screen.Text);
        Show(Scripted.Final("hello world."), Scripted.Ended());
        Assert.Equal(["hello world.", "[=====  |  ]"], _screen.Text);
        _screen.Write(_view.End());
        Assert.Equal(["hello world."], _screen.Text);
        Assert.False(_screen.IsStyled);
    }

    [Fact]
    public void Only_what_may_change_is_dimmed()
    {
        Assert.Equal("[] * settled \e[2mchanging\e[22m", new LiveLine("[]", true, "settled", "changing").Render(80, styled: true));
        Assert.Equal("[] * settled", new LiveLine("[]", true, "settled", string.Empty).Render(80, styled: true));
        Assert.Equal("[] * \e[2mchanging\e[22m", new LiveLine("[]", true, string.Empty, "changing").Render(80, styled: true));
        Assert.Equal("[] * settled (changing)", new LiveLine("[]", true, "settled", "changing").Render(80, styled: false));
        Assert.Equal("[] * 你好\e[2m世界\e[22m", new LiveLine("[]", true, "你好", "世界", IsJoined: true).Render(80, styled: true));
    }

    [Fact]
    public void Of_a_long_utterance_the_end_is_shown()
    {
        var line = new LiveLine("[]", true, "one two three four", "five six");
        Assert.Equal("[] * ...ee four \e[2mfive six\e[22m", line.Render(5 + 3 + 8 + 8 + 1, styled: true));
        Assert.Equal("[] * \e[2m...ve six\e[22m", line.Render(5 + 3 + 6 + 1, styled: true));
    }

    [Property]
    public void Every_row_fits_the_terminal(string? settled, string? changing, byte columns, bool styled)
    {
        string rendered = new LiveLine(LevelMeter.Draw(-20, 0), true, TerminalText.Clean(settled ?? string.Empty), TerminalText.Clean(changing ?? string.Empty))
            .Render(columns, styled);
        string visible = rendered.Replace("\e[2m", string.Empty, StringComparison.Ordinal).Replace("\e[22m", string.Empty, StringComparison.Ordinal);
        Assert.True(TerminalText.Columns(visible) <= Math.Max(0, columns - 1));
    }

    [Theory]
    [InlineData(22)]
    [InlineData(11)]
    [InlineData(100)]
    public void A_change_of_the_width_leaves_nothing_behind(int columns)
    {
        Show(Scripted.Final("the first line"), Scripted.Level(-20, -10, isSpeech: true), Scripted.Partial("a rather long partial text", "日本語 that fills it"));
        _screen.Resize(columns);
        Show(Scripted.Level(-21, -10, isSpeech: true), Scripted.Level(-22, -10), Scripted.Final("second"));
        _screen.Write(_view.End());
        Assert.Equal(["the first line", "second"], Unwrapped(columns));
    }

    [Fact]
    public void Long_final_lines_are_the_terminals_to_wrap()
    {
        string text = string.Join(' ', Enumerable.Repeat("word", 30));
        Show(Scripted.Level(-20, -10), Scripted.Final(text), Scripted.Level(-30, -10));
        _screen.Write(_view.End());
        _screen.Resize(1000);
        Assert.Equal([text], _screen.Text);
    }

    [Fact]
    public void An_error_line_takes_the_place_of_the_live_row()
    {
        Show(Scripted.Level(-20, -10), Scripted.Error(SttErrorKind.Engine, "failed"));
        _screen.Write("swictation: failed\n"); // standard error, on the same terminal
        Show(Scripted.Level(-20, -10));
        Assert.Equal(["swictation: failed", "[=======|  ]"], _screen.Text);
    }

    [Fact]
    public void Recognised_text_cannot_control_the_terminal()
    {
        // The screen throws at any control character or sequence that is not the view's own.
        Show(Scripted.Partial("\e]0;evil\a \e[2J", "\u009b31m"), Scripted.Final("\e[1A\e[2Kfake prompt\r\n$ "));
        _screen.Write(_view.End());
        Assert.Equal(["[1A[2Kfake prompt  $"], _screen.Text);
    }

    [Fact]
    public void What_has_not_changed_is_not_written_again()
    {
        Show(Scripted.Level(-20, -10));
        Assert.Equal(string.Empty, _view.Show(Scripted.Level(-20, -10)));
        Assert.Equal(string.Empty, _view.Show(Scripted.Final(string.Empty)));
    }

    [Theory]
    [InlineData(-100, -100, "[          ]")]
    [InlineData(-60, -60, "[          ]")]
    [InlineData(-30, -6, "[=====   | ]")]
    [InlineData(0, 0, "[=========!]")]
    [InlineData(3, 12, "[=========!]")]
    public void The_meter_shows_60_dB_and_clipping(float rms, float peak, string expected) => Assert.Equal(expected, LevelMeter.Draw(rms, peak));

    private void Show(params SttEvent[] events)
    {
        foreach (SttEvent happening in events)
            _screen.Write(_view.Show(happening));
    }

    private string[] Unwrapped(int columns)
    {
        Assert.All(_screen.Text, row => Assert.True(row.Length <= columns));
        _screen.Resize(1000);
        return _screen.Text;
    }
}
