using Spectre.Console;

namespace Swictation.Host.Output;

/// <summary>Draws how far a recording is transcribed, and how fast, on a terminal's standard error; elsewhere it does nothing.</summary>
internal sealed class ProgressBar(Terminal terminal)
{
    /// <summary>Does work while its progress is drawn.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="name">What is worked on.</param>
    /// <param name="length">How long the recording is, if that is known.</param>
    /// <param name="work">The work; it reports the position in the recording.</param>
    public T Run<T>(string name, TimeSpan? length, Func<IProgress<TimeSpan>?, T> work)
    {
        if (!terminal.IsInteractive)
            return work(null);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.ErrorWriter) });
        ProgressColumn[] columns = length is null
            ? [new SpinnerColumn(), new TaskDescriptionColumn()]
            : [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn()];
        return console.Progress().AutoClear(true).HideCompleted(true).Columns(columns).Start(context =>
        {
            ProgressTask task = context.AddTask(Describe(name, TimeSpan.Zero, length, TimeSpan.Zero), maxValue: Math.Max(0.001, length?.TotalSeconds ?? 1));
            task.IsIndeterminate = length is null;
            long start = TimeProvider.System.GetTimestamp();
            return work(new Reporter(position =>
            {
                task.Value = position.TotalSeconds;
                task.Description = Describe(name, position, length, TimeProvider.System.GetElapsedTime(start));
            }));
        });
    }

    private static string Describe(string name, TimeSpan position, TimeSpan? length, TimeSpan elapsed)
    {
        string of = length is { } whole ? $" / {whole:hh\\:mm\\:ss}" : string.Empty;
        string speed = elapsed > TimeSpan.Zero ? $"  {position / elapsed:F0}×" : string.Empty;
        return Markup.Escape($"{Path.GetFileName(name)}  {position:hh\\:mm\\:ss}{of}{speed}");
    }

    private sealed class Reporter(Action<TimeSpan> report) : IProgress<TimeSpan>
    {
        public void Report(TimeSpan value) => report(value);
    }
}
