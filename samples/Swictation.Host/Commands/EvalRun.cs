using System.Text;
using Swictation.Host.Evaluation;
using Swictation.Host.Input;
using Swictation.Host.Output;
using Swictation.Stt;
using Swictation.Stt.Evaluation;

namespace Swictation.Host.Commands;

/// <summary>One run of <c>swictation eval</c>: what can be checked is checked before a model is loaded, since a run may take hours.</summary>
internal sealed class EvalRun(Terminal terminal, CancellationToken cancellationToken)
{
    /// <summary>Where a whole folder of audio is missing, the first entries tell the matter.</summary>
    private const int MostMissingTold = 100;

    public int Execute(EvalSettings settings)
    {
        try
        {
            EvaluationDataset dataset = EvaluationDataset.Open(settings.Dataset);
            EvaluationBaseline? baseline = settings.Baseline is null ? null : EvaluationBaseline.Read(settings.Baseline);
            baseline?.RequireNormalizer(settings.Normalizer.Name);
            ReportFile? html = OpenReport(settings.HtmlFile);
            ReportFile? json = OpenReport(settings.JsonFile);
            LoadedModels.RequireEngines([.. settings.Models.Select(model => SttModelFiles.Find(model, settings.Engine))], settings.Recognition);
            int items = Survey(dataset, settings.Limit);
            EvaluationResult result = Evaluate(settings, dataset, items);
            html?.Write(stream => WriteHtml(stream, result));
            json?.Write(stream => JsonReport.Write(stream, result));
            Print(settings, result);
            bool isWithin = baseline is null || Compare(baseline, result, settings);
            return result.IsComplete && isWithin ? ExitCodes.Success : ExitCodes.Failure;
        }
        catch (Exception exception) when (exception is SttException or ArgumentException or UsageException)
        {
            terminal.Error(ExceptionText.Of(exception));
            return ExitCodes.Usage;
        }
    }

    private static ReportFile? OpenReport(string? path)
    {
        try
        {
            return path is null ? null : new ReportFile(path);
        }
        catch (OutputException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    /// <summary>Reads the data set through once, so that a wrong line at its end does not cost the run.</summary>
    private int Survey(EvaluationDataset dataset, int? limit)
    {
        int told = 0;
        DatasetSurvey survey = dataset.Survey(
            limit,
            item =>
            {
                if (told++ < MostMissingTold)
                    terminal.Error($"{item.Source}, line {item.Line}: the audio file {item.AudioPath} is missing.");
            },
            cancellationToken);
        if (survey.Missing > 0)
            terminal.Error($"{survey.Missing} of {survey.Items} audio files are missing; they count nowhere.");
        if (survey.Items == survey.Missing)
            throw new UsageException($"The data set {dataset.Path} has no entry whose audio is there: nothing can be evaluated.");
        return survey.Items;
    }

    private EvaluationResult Evaluate(EvalSettings settings, EvaluationDataset dataset, int items)
    {
        var runner = new EvaluationRunner(dataset, new EvaluationOptions { Normalizer = settings.Normalizer, Limit = settings.Limit, Transcribe = settings.Recognition.Options });
        Func<ISttEngine>[] loaders = [.. settings.Models.Select(model => (Func<ISttEngine>)(() => SttEngine.Load(model, settings.Engine)))];
        EvaluationResult result = new EvaluationBar(terminal).Run(items * loaders.Length, progress => runner.Run(loaders, progress, cancellationToken));
        foreach (ModelFailure failure in result.FailedModels)
            terminal.Error(failure.Message);
        foreach (ModelEvaluation model in result.Models)
        {
            foreach (FileEvaluation file in model.Files.Where(static file => file.Outcome == FileOutcome.Failed))
                terminal.Error($"{model.Name}: {file.Id}: {file.Error}");
        }

        return result;
    }

    private void Print(EvalSettings settings, EvaluationResult result) => terminal.Write(writer =>
    {
        if (!settings.Json)
        {
            TextReport.Write(writer, result, new TextReportOptions { Worst = settings.Worst, Align = settings.Align, PerFile = settings.Files, Color = terminal.HasColor });
            return;
        }

        using var buffer = new MemoryStream();
        JsonReport.Write(buffer, result);
        writer.Write(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    });

    private static void WriteHtml(Stream stream, EvaluationResult result)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        HtmlReport.Write(writer, result);
    }

    /// <returns>Whether no model's rate rose too far.</returns>
    private bool Compare(EvaluationBaseline baseline, EvaluationResult result, EvalSettings settings)
    {
        IReadOnlyList<BaselineComparison> comparisons;
        try
        {
            comparisons = baseline.Compare(result, settings.MaxIncrease);
        }
        catch (EvaluationException exception)
        {
            terminal.Error(exception.Message); // the run itself was done
            return false;
        }

        if (!settings.Json)
            terminal.Write(writer => BaselineView.Write(writer, baseline, comparisons));
        foreach (BaselineComparison comparison in comparisons.Where(static comparison => comparison.IsRegression))
            terminal.Error(BaselineView.Describe(comparison, settings.MaxIncrease));
        return !comparisons.Any(static comparison => comparison.IsRegression);
    }
}
