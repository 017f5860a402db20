using Spectre.Console;
using Swictation.Host.Output;
using Swictation.Stt.Models;

namespace Swictation.Host.Models;

/// <summary>Draws a bar for each file of a model on a terminal's standard error; elsewhere it does nothing.</summary>
internal sealed class DownloadBars(Terminal terminal)
{
    /// <summary>Does work while its progress is drawn.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="work">The work; it reports how far each file is.</param>
    public Task<T> RunAsync<T>(Func<IProgress<ModelDownloadProgress>?, Task<T>> work)
    {
        if (!terminal.IsInteractive)
            return work(null);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.ErrorWriter) });
        ProgressColumn[] columns = [new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn()];
        return console.Progress().AutoClear(true).Columns(columns).StartAsync(context => work(new Bars(context)));
    }

    private sealed class Bars(ProgressContext context) : IProgress<ModelDownloadProgress>
    {
        private readonly Dictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);

        /// <summary>Moves a file's bar; reports come one after the other.</summary>
        public void Report(ModelDownloadProgress value)
        {
            if (value.Phase == ModelDownloadPhase.Done)
                return;
            string name = value.File ?? value.Model;
            if (!_tasks.TryGetValue(name, out ProgressTask? task))
                _tasks.Add(name, task = context.AddTask(Markup.Escape(name), maxValue: Math.Max(1, value.FileTotal ?? 1)));
            task.IsIndeterminate = value.FileTotal is null;
            task.MaxValue = Math.Max(1, value.FileTotal ?? value.FileBytes);
            task.Value = value.FileBytes;
            task.Description = Markup.Escape(Describe(value.Phase, name));
        }

        private static string Describe(ModelDownloadPhase phase, string name) => phase switch
        {
            ModelDownloadPhase.Waiting => $"{name}: another process gets it",
            ModelDownloadPhase.Resuming => $"{name}: reading what is there",
            ModelDownloadPhase.Retrying => $"{name}: trying again",
            ModelDownloadPhase.Verifying => $"{name}: comparing",
            ModelDownloadPhase.Unpacking => $"{name}: unpacking",
            _ => name,
        };
    }
}
