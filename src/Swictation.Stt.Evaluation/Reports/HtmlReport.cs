using System.Globalization;
using System.Text;

namespace Swictation.Stt.Evaluation;

/// <summary>Writes results as one HTML page that needs nothing from elsewhere: tables that sort by a click, and every recording aligned in colour.</summary>
/// <remarks>
/// The page is well-formed XML as well. Texts are escaped, and its content security policy lets it load nothing. Safe for concurrent use.
/// </remarks>
public static class HtmlReport
{
    private static readonly string[] ModelColumns =
    [
        "Model", "WER", "CER", "Sub", "Del", "Ins", "Words", "Files", "Failed", "RTF", "p50", "p90", "p99", "Load", "Memory before", "Peak memory",
    ];

    private static readonly string[] FileColumns = ["Recording", "WER", "CER", "Sub", "Del", "Ins", "Words", "Audio", "Latency", "RTF"];

    /// <summary>Writes the results.</summary>
    /// <param name="writer">Where to; the page says that it is UTF-8.</param>
    /// <param name="result">The results.</param>
    public static void Write(TextWriter writer, EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        writer.Write($"""
            <!DOCTYPE html>
            <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width" />
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'" />
            <title>Evaluation of {Escape(string.Join(", ", result.Models.Select(static model => model.Name)))}</title>
            <style>{HtmlAssets.Style}</style>
            </head>
            <body>
            <h1>Evaluation</h1>
            <p>Data set {Escape(result.Dataset)} ({Figures.Name(result.Format)}), normaliser <b>{Escape(result.Normalizer)}</b>, {result.Started.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)}.
            Entries without an audio file: {result.MissingFiles}.</p>
            <p>Colours: <span class="s">substituted</span> <span class="d">left out</span> <span class="i">made up</span>; the reference above, what was recognised below. Click a column to sort by it.</p>

            """);
        foreach (ModelFailure failure in result.FailedModels)
            writer.Write($"<p class=\"d\">Not loaded: {Escape(failure.Message)}</p>\n");
        WriteModels(writer, result);
        foreach (ModelEvaluation model in result.Models)
            WriteModel(writer, model);
        writer.Write($"<script>{HtmlAssets.Script}</script>\n</body>\n</html>\n");
    }

    private static void WriteModels(TextWriter writer, EvaluationResult result)
    {
        WriteHead(writer, ModelColumns);
        foreach (ModelEvaluation model in result.Models)
        {
            writer.Write("<tbody><tr>");
            WriteText(writer, model.Name);
            WriteRates(writer, model.Rates, Figures.Percent(model.Rates.WordErrorRate));
            WriteFigure(writer, model.Files.Count, Figures.Count(model.Files.Count));
            WriteFigure(writer, model.FailedFiles, Figures.Count(model.FailedFiles));
            WriteFigure(writer, model.RealTimeFactor, Figures.Factor(model.RealTimeFactor));
            foreach (TimeSpan? time in new[] { model.Latency?.P50, model.Latency?.P90, model.Latency?.P99, model.LoadTime })
                WriteFigure(writer, time?.TotalSeconds, Figures.Milliseconds(time));
            WriteFigure(writer, model.MemoryBefore, Figures.Memory(model.MemoryBefore));
            WriteFigure(writer, model.PeakMemory, Figures.Memory(model.PeakMemory));
            writer.Write("</tr></tbody>\n");
        }

        writer.Write("</table>\n");
    }

    private static void WriteModel(TextWriter writer, ModelEvaluation model)
    {
        writer.Write($"<h2>{Escape(model.Name)}</h2>\n<p>{Escape($"{model.Engine.Kind}, {model.Engine.Layout}, {model.Engine.Precision}, {model.Engine.Provider}")}</p>\n");
        WriteConfusions(writer, "Mistaken", model.Confusions.Substitutions);
        WriteConfusions(writer, "Left out", model.Confusions.Deletions);
        WriteConfusions(writer, "Made up", model.Confusions.Insertions);
        WriteHead(writer, FileColumns);
        foreach (FileEvaluation file in model.Files)
            WriteFile(writer, file);
        writer.Write("</table>\n");
    }

    private static void WriteConfusions(TextWriter writer, string title, IReadOnlyList<WordConfusion> confusions)
    {
        if (confusions.Count == 0)
            return;
        string list = string.Join(", ", confusions.Select(static confusion =>
            $"{confusion.Reference}{(confusion is { Reference: not null, Hypothesis: not null } ? " → " : string.Empty)}{confusion.Hypothesis} ({confusion.Count})"));
        writer.Write($"<p>{title}: {Escape(list)}</p>\n");
    }

    private static void WriteFile(TextWriter writer, FileEvaluation file)
    {
        writer.Write("<tbody><tr>");
        WriteText(writer, file.Id);
        WriteRates(writer, file.Rates, file.Outcome switch { FileOutcome.Failed => "failed", FileOutcome.EmptyReference => "empty", _ => Figures.Percent(file.Rates.WordErrorRate) });
        WriteFigure(writer, file.AudioDuration.TotalSeconds, Figures.Seconds(file.AudioDuration));
        WriteFigure(writer, file.Latency.TotalSeconds, Figures.Milliseconds(file.Latency));
        WriteFigure(writer, file.RealTimeFactor, Figures.Factor(file.RealTimeFactor));
        writer.Write($"</tr><tr><td class=\"a\" colspan=\"{FileColumns.Length}\">");
        if (file.Error is not null)
            writer.Write($"<p class=\"d\">{Escape(file.Error)}</p>");
        foreach (AlignedPair pair in file.Align())
        {
            string kind = pair.Kind switch { EditKind.Substitution => "s", EditKind.Deletion => "d", EditKind.Insertion => "i", _ => "m" };
            writer.Write($"<span class=\"w {kind}\"><span>{Escape(pair.Reference ?? "\u00A0")}</span><span>{Escape(pair.Hypothesis ?? "\u00A0")}</span></span> ");
        }

        writer.Write("</td></tr></tbody>\n");
    }

    private static void WriteHead(TextWriter writer, string[] columns)
    {
        writer.Write("<table>\n<thead><tr>");
        foreach (string column in columns)
            writer.Write($"<th><button type=\"button\">{column}</button></th>");
        writer.Write("</tr></thead>\n");
    }

    private static void WriteRates(TextWriter writer, ErrorRates rates, string wordErrorRate)
    {
        WriteFigure(writer, rates.WordErrorRate, wordErrorRate);
        WriteFigure(writer, rates.CharacterErrorRate, Figures.Percent(rates.CharacterErrorRate));
        WriteFigure(writer, rates.Words.Substitutions, Figures.Count(rates.Words.Substitutions));
        WriteFigure(writer, rates.Words.Deletions, Figures.Count(rates.Words.Deletions));
        WriteFigure(writer, rates.Words.Insertions, Figures.Count(rates.Words.Insertions));
        WriteFigure(writer, rates.Words.ReferenceLength, Figures.Count(rates.Words.ReferenceLength));
    }

    private static void WriteText(TextWriter writer, string text) => writer.Write($"<td data-value=\"{Escape(text)}\">{Escape(text)}</td>");

    private static void WriteFigure(TextWriter writer, double? value, string shown) =>
        writer.Write($"<td class=\"n\" data-value=\"{(value ?? -1).ToString("R", CultureInfo.InvariantCulture)}\">{Escape(shown)}</td>");

    /// <summary>Escapes text for an element or a quoted attribute; characters that XML cannot hold become U+FFFD.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        Span<char> units = stackalloc char[2];
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isAllowed = rune.Value is >= 0x20 and not 0xFFFE and not 0xFFFF or '\t' or '\n' or '\r';
            string? entity = rune.Value switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", '\'' => "&#39;", _ => null };
            if (entity is not null)
                escaped.Append(entity);
            else
                escaped.Append(units[..(isAllowed ? rune : Rune.ReplacementChar).EncodeToUtf16(units)]);
        }

        return escaped.ToString();
    }
}
