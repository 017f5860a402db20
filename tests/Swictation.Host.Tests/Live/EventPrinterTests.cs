using Swictation.Host.Live;
using Swictation.Host.Output;
using Swictation.Stt;

namespace Swictation.Host.Tests.Live;

public sealed class EventPrinterTests
{
    [Fact]
    public async Task Text_goes_to_standard_output_and_problems_to_standard_error()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var terminal = new Terminal(output, error, isInteractive: false);
        var printer = new EventPrinter(terminal, new PlainView(partials: false));
        await printer.PrintAsync(Scripted.Play(Scripted.Partial("one", string.Empty), Scripted.Error(SttErrorKind.Engine, "bad\e[2J news"), Scripted.Final("one two")));
        Assert.Equal("one two\n", output.ToString());
        Assert.Equal("swictation: 00:01:01.2: bad[2J news\n", error.ToString());
        Assert.False(printer.HasSourceFailed);
        await printer.PrintAsync(Scripted.Play(Scripted.Partial("one", string.Empty), Scripted.Error(SttErrorKind.Source, "gone")));
        Assert.Equal("one two\none\n", output.ToString());
        Assert.True(printer.HasSourceFailed);
    }

    [Fact]
    public async Task Which_of_two_engines_spoke_is_told_where_it_is_not_the_rule()
    {
        using var error = new StringWriter { NewLine = "\n" };
        using var terminal = new Terminal(TextWriter.Null, error, isInteractive: false);
        FinalEvent final = Scripted.Final("text");
        var printer = new EventPrinter(terminal, new PlainView(partials: false));
        await printer.PrintAsync(Scripted.Play([.. Enum.GetValues<EngineChoiceReason>().Select(reason => final with
        {
            Transcription = final.Transcription with { ModelId = "second", EngineChoice = new EngineChoice { Engine = EngineRole.Fallback, Reason = reason, Explanation = $"Because of {reason}." } },
        })]));
        Assert.Equal(
            [.. Enum.GetValues<EngineChoiceReason>().Where(static reason => reason is not (EngineChoiceReason.Primary or EngineChoiceReason.FinalByFallback))
                .Select(static reason => $"swictation: 00:00:00.5: heard by the fallback, second. Because of {reason}.")],
            error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task An_output_that_is_closed_ends_the_events()
    {
        using var terminal = new Terminal(new ClosedWriter(), TextWriter.Null, isInteractive: false);
        bool ended = false;
        await Assert.ThrowsAsync<OutputException>(() => new EventPrinter(terminal, new JsonView()).PrintAsync(Endless()));
        Assert.True(ended);

        async IAsyncEnumerable<SttEvent> Endless()
        {
            try
            {
                while (true)
                {
                    await Task.Yield();
                    yield return Scripted.Final("text");
                }
            }
            finally
            {
                ended = true;
            }
        }
    }

    private sealed class ClosedWriter : StringWriter
    {
        public override void Flush() => throw new IOException("Broken pipe.");
    }
}
