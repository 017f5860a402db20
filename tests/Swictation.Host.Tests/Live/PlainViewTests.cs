using System.Text.Json;
using FsCheck.Xunit;
using Swictation.Host.Live;
using Swictation.Stt;

namespace Swictation.Host.Tests.Live;

public sealed class PlainViewTests
{
    [Fact]
    public void Words_are_written_as_they_settle_and_the_final_text_ends_the_line()
    {
        var view = new PlainView(partials: false);
        SttEvent[] events =
        [
            Scripted.Started(), Scripted.Partial(string.Empty, "hell"), Scripted.Partial("hello", "wor"), Scripted.Level(-20, -10), Scripted.Partial("hello", "world"),
            Scripted.Partial("hello world", string.Empty), Scripted.Final("hello world."), Scripted.Ended(), Scripted.Final(string.Empty, 1), Scripted.Final("bye", 2),
        ];
        Assert.Equal(["", "", "hello", "", "", " world", ".\n", "", "", "bye\n"], events.Select(view.Show));
        Assert.Equal(string.Empty, view.End());
    }

    [Fact]
    public void With_partials_every_change_is_a_marked_line()
    {
        var view = new PlainView(partials: true);
        SttEvent[] events =
        [
            Scripted.Partial(string.Empty, string.Empty), Scripted.Partial(string.Empty, "hell"), Scripted.Partial(string.Empty, "hell"), Scripted.Partial("hello", "wor"),
            Scripted.Final("hello world"), Scripted.Partial("hello", "wor", 1),
        ];
        Assert.Equal(["", "~  | hell\n", "", "~ hello | wor\n", "hello world\n", "~ hello | wor\n"], events.Select(view.Show));
    }

    [Fact]
    public void A_final_text_that_takes_back_words_is_printed_whole_on_its_own_line()
    {
        var view = new PlainView(partials: false);
        Assert.Equal("one", view.Show(Scripted.Partial("one", string.Empty)));
        Assert.Equal("\ntwo\n", view.Show(Scripted.Final("two")));
        Assert.Equal("one", view.Show(Scripted.Partial("one", string.Empty)));
        Assert.Equal("\n", view.Show(Scripted.Final(string.Empty)));
    }

    [Fact]
    public void The_output_ends_with_a_whole_line_also_where_no_final_text_came()
    {
        var view = new PlainView(partials: false);
        view.Show(Scripted.Partial("cut", string.Empty));
        Assert.Equal("\n", view.End());
    }

    [Property]
    public void Nothing_but_line_feeds_controls_where_it_goes(string? settled, string? changing, string? final, bool partials)
    {
        var view = new PlainView(partials);
        string output = view.Show(Scripted.Partial(settled ?? string.Empty, changing ?? string.Empty)) + view.Show(Scripted.Final(final ?? string.Empty)) + view.End();
        Assert.DoesNotContain(output, static c => char.IsControl(c) && c != '\n');
        Assert.True(output.Length == 0 || output[^1] == '\n');
    }

    [Property]
    public void Json_is_one_line_without_control_characters(string? text)
    {
        string output = new JsonView().Show(Scripted.Final(text ?? string.Empty));
        Assert.Equal('\n', output[^1]);
        Assert.DoesNotContain(output[..^1], char.IsControl);
        JsonDocument.Parse(output).Dispose();
    }
}
