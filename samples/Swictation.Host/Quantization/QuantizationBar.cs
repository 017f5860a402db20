using Spectre.Console;
using Swictation.Host.Output;
using Swictation.Stt.Quantization;

namespace Swictation.Host.Quantization;

/// <summary>Draws how far a quantisation is on a terminal's standard error; elsewhere it does nothing.</summary>
internal sealed class QuantizationBar(Terminal terminal)
{
    public QuantizationResult Run(Func<IProgress<QuantizationProgress>?, QuantizationResult> work)
    {
        if (!terminal.IsInteractive)
            return work(null);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.ErrorWriter) });
        ProgressColumn[] columns = [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()];
        return console.Progress().AutoClear(true).HideCompleted(true).Columns(columns).Start(context => work(new Reporter(context.AddTask("reading"))));
    }

    private sealed class Reporter(ProgressTask task) : IProgress<QuantizationProgress>
    {
        public void Report(QuantizationProgress value)
        {
            task.MaxValue = value.TotalBytes;
            task.Value = value.BytesWritten;
            task.Description = Markup.Escape(value.File);
        }
    }
}
