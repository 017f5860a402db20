namespace Swictation.Stt.Evaluation;

/// <summary>Writes results as tables for people: models side by side, then what each got wrong.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public static class TextReport
{
    private static readonly string[] ModelColumns =
        ["model", "WER", "CER", "sub", "del", "ins", "words", "files", "failed", "RTF", "p50", "p90", "p99", "load", "peak memory"];

    private static readonly string[] FileColumns = ["WER", "CER", "sub", "del", "ins", "words", "audio", "latency", "RTF"];

    /// <summary>Writes the results.</summary>
    /// <param name="writer">Where to. Lines end in a line feed.</param>
    /// <param name="result">The results.</param>
    /// <param name="options">What to show, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static void Write(TextWriter writer, EvaluationResult result, TextReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        options ??= new TextReportOptions();
        options.Validate();
        writer.Write($"data set    {Printable.Of(result.Dataset)} ({Figures.Name(result.Format)})\n");
        writer.Write($"normaliser  {result.Normalizer}\n");
        if (result.MissingFiles > 0)
            writer.Write($"missing     {result.MissingFiles} audio file{(result.MissingFiles == 1 ? string.Empty : "s")}; they count nowhere\n");
        foreach (ModelFailure failure in result.FailedModels)
            writer.Write($"not loaded  {Printable.Of(failure.Message)}\n");
        writer.Write('\n');
        WriteModels(writer, result);
        foreach (ModelEvaluation model in result.Models)
            WriteModel(writer, model, options, heading: result.Models.Count > 1);
    }

    private static void WriteModels(TextWriter writer, EvaluationResult result)
    {
        var rows = new List<string[]> { ModelColumns };
        foreach (ModelEvaluation model in result.Models)
        {
            ErrorCounts words = model.Rates.Words;
            rows.Add(
            [
                Printable.Of(model.Name),
                Figures.Percent(model.Rates.WordErrorRate),
                Figures.Percent(model.Rates.CharacterErrorRate),
                Figures.Count(words.Substitutions),
                Figures.Count(words.Deletions),
                Figures.Count(words.Insertions),
                Figures.Count(words.ReferenceLength),
                Figures.Count(model.Files.Count),
                Figures.Count(model.FailedFiles),
                Figures.Factor(model.RealTimeFactor),
                Figures.Milliseconds(model.Latency?.P50),
                Figures.Milliseconds(model.Latency?.P90),
                Figures.Milliseconds(model.Latency?.P99),
                Figures.Milliseconds(model.LoadTime),
                Figures.Memory(model.PeakMemory),
            ]);
        }

        TextTable.Write(writer, rows);
    }

    private static void WriteModel(TextWriter writer, ModelEvaluation model, TextReportOptions options, bool heading)
    {
        if (heading)
            writer.Write($"\n== {Printable.Of(model.Name)}\n");
        if (options.PerFile && model.Files.Count > 0)
            WriteFiles(writer, "every recording", model.Files);
        IReadOnlyList<FileEvaluation> worst = model.GetWorst(options.Worst);
        if (worst.Count > 0)
            WriteFiles(writer, "worst recordings", worst);
        if (options.Align)
        {
            foreach (FileEvaluation file in worst)
            {
                writer.Write($"\n{Printable.Of(file.Id)}\n");
                AlignmentText.Write(writer, file.Align(), options.Color, options.Width);
            }
        }

        WriteConfusions(writer, model.Confusions, options.Confusions);
        WriteUncounted(writer, model);
    }

    private static void WriteFiles(TextWriter writer, string title, IReadOnlyList<FileEvaluation> files)
    {
        writer.Write('\n');
        var rows = new List<string[]> { new[] { title }.Concat(FileColumns).ToArray() };
        foreach (FileEvaluation file in files)
        {
            ErrorCounts words = file.Rates.Words;
            rows.Add(
            [
                Printable.Of(file.Id),
                file.Outcome switch { FileOutcome.Failed => "failed", FileOutcome.EmptyReference => "empty", _ => Figures.Percent(file.Rates.WordErrorRate) },
                Figures.Percent(file.Rates.CharacterErrorRate),
                Figures.Count(words.Substitutions),
                Figures.Count(words.Deletions),
                Figures.Count(words.Insertions),
                Figures.Count(words.ReferenceLength),
                Figures.Seconds(file.AudioDuration),
                Figures.Milliseconds(file.Latency),
                Figures.Factor(file.RealTimeFactor),
            ]);
        }

        TextTable.Write(writer, rows);
    }

    private static void WriteConfusions(TextWriter writer, ConfusionTable confusions, int most)
    {
        string[] lines =
        [
            .. Line("mistaken  ", confusions.Substitutions, most, static confusion => $"{confusion.Reference} > {confusion.Hypothesis}"),
            .. Line("left out  ", confusions.Deletions, most, static confusion => confusion.Reference!),
            .. Line("made up   ", confusions.Insertions, most, static confusion => confusion.Hypothesis!),
        ];
        if (lines.Length > 0)
            writer.Write("\n" + string.Concat(lines));
    }

    private static IEnumerable<string> Line(string title, IReadOnlyList<WordConfusion> confusions, int most, Func<WordConfusion, string> describe)
    {
        string list = string.Join(", ", confusions.Take(most).Select(confusion => $"{describe(confusion)} ({confusion.Count})"));
        return list.Length > 0 ? [$"{title}  {Printable.Of(list)}\n"] : [];
    }

    private static void WriteUncounted(TextWriter writer, ModelEvaluation model)
    {
        if (model.EmptyReferences > 0)
        {
            long words = model.Files.Where(static file => file.Outcome == FileOutcome.EmptyReference).Sum(static file => file.Rates.Words.Insertions);
            writer.Write($"\n{model.EmptyReferences} without words in the reference count nowhere; recognised in them: {words} words\n");
        }

        foreach (FileEvaluation file in model.Files.Where(static file => file.Outcome == FileOutcome.Failed))
            writer.Write($"\nfailed, counted as left out: {Printable.Of($"{file.Id}: {file.Error}")}\n");
    }
}
