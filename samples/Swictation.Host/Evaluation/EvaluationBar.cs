using System.Globalization;
using Spectre.Console;
using Swictation.Host.Output;
using Swictation.Stt.Evaluation;

namespace Swictation.Host.Evaluation;

/// <summary>Draws how far an evaluation is, and its error rate so far, on a terminal's standard error; elsewhere it does nothing.</summary>
internal sealed class EvaluationBar(Terminal terminal)
{
    /// <summary>Does work while its progress is drawn.</summary>
    /// <param name="steps">How many recordings all models together have.</param>
    /// <param name="work">The work.</param>
    public EvaluationResult Run(int steps, Func<IProgress<EvaluationProgress>?, EvaluationResult> work)
    {
        if (!terminal.IsInteractive)
            return work(null);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.ErrorWriter) });
        ProgressColumn[] columns = [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()];
        return console.Progress().AutoClear(true).HideCompleted(true).Columns(columns).Start(context =>
        {
            ProgressTask task = context.AddTask("loading", maxValue: steps);
            return work(new Reporter(task));
        });
    }

    private sealed class Reporter(ProgressTask task) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value)
        {
            task.Increment(1);
            task.Description = Markup.Escape(string.Create(
                CultureInfo.InvariantCulture, $"{value.Model}  {value.Files}  {(value.Rates.WordErrorRate is { } rate ? $"WER {rate * 100:0.00} %" : string.Empty)}"));
        }
    }
}
