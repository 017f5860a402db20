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
