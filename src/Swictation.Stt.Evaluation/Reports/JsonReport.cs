using System.Text.Encodings.Web;
using System.Text.Json;

namespace Swictation.Stt.Evaluation;

/// <summary>Writes results as JSON, which <see cref="EvaluationBaseline"/> reads again. The schema is in docs/evaluation.md.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public static class JsonReport
{
    /// <summary>The value of <c>schema</c>, by which a report is known.</summary>
    public const string Schema = "swictation-evaluation/1";

    // Letters of every script stay readable; the output is a file or a terminal, never HTML.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>Writes the results.</summary>
    /// <param name="stream">Where to, as UTF-8. Left open.</param>
    /// <param name="result">The results.</param>
    public static void Write(Stream stream, EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(result);
        using (var json = new Utf8JsonWriter(stream, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("started", result.Started);
            json.WriteString("dataset", result.Dataset);
            json.WriteString("datasetFormat", result.Format.ToString());
            json.WriteString("normalizer", result.Normalizer);
            json.WriteNumber("missingFiles", result.MissingFiles);
            json.WriteStartArray("failedModels");
            foreach (ModelFailure failure in result.FailedModels)
            {
                json.WriteStartObject();
                json.WriteNumber("index", failure.Index);
                json.WriteString("message", failure.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("models");
            foreach (ModelEvaluation model in result.Models)
                WriteModel(json, model);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteModel(Utf8JsonWriter json, ModelEvaluation model)
    {
        json.WriteStartObject();
        json.WriteString("name", model.Name);
        json.WriteString("kind", model.Engine.Kind);
        json.WriteString("layout", model.Engine.Layout);
        json.WriteString("precision", model.Engine.Precision);
        json.WriteString("provider", model.Engine.Provider);
        WriteRates(json, model.Rates);
        json.WriteNumber("failedFiles", model.FailedFiles);
        json.WriteNumber("emptyReferences", model.EmptyReferences);
        WriteSeconds(json, "audioSeconds", model.AudioDuration);
        WriteSeconds(json, "processingSeconds", model.ProcessingTime);
        WriteNullable(json, "realTimeFactor", model.RealTimeFactor);
        if (model.Latency is { } latency)
        {
            json.WriteStartObject("latencySeconds");
            WriteSeconds(json, "p50", latency.P50);
            WriteSeconds(json, "p90", latency.P90);
            WriteSeconds(json, "p99", latency.P99);
            json.WriteEndObject();
        }

        WriteSeconds(json, "loadSeconds", model.LoadTime);
        json.WriteNumber("memoryBeforeBytes", model.MemoryBefore);
        json.WriteNumber("peakMemoryBytes", model.PeakMemory);
        json.WriteStartObject("confusions");
        WriteConfusions(json, "substitutions", model.Confusions.Substitutions);
        WriteConfusions(json, "deletions", model.Confusions.Deletions);
        WriteConfusions(json, "insertions", model.Confusions.Insertions);
        json.WriteEndObject();
        json.WriteStartArray("files");
        foreach (FileEvaluation file in model.Files)
        {
            WriteFile(json, file);
            json.Flush(); // what is written need not be held
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, FileEvaluation file)
    {
        json.WriteStartObject();
        json.WriteString("id", file.Id);
        json.WriteString("outcome", file.Outcome switch { FileOutcome.Failed => "failed", FileOutcome.EmptyReference => "empty-reference", _ => "recognized" });
        if (file.Error is not null)
            json.WriteString("error", file.Error);
        json.WriteString("reference", Whole(file.Reference));
        json.WriteString("hypothesis", Whole(file.Hypothesis));
        json.WriteString("normalizedReference", file.NormalizedReference);
        json.WriteString("normalizedHypothesis", file.NormalizedHypothesis);
        WriteRates(json, file.Rates);
        WriteSeconds(json, "audioSeconds", file.AudioDuration);
        WriteSeconds(json, "latencySeconds", file.Latency);
        WriteNullable(json, "realTimeFactor", file.RealTimeFactor);
        json.WriteEndObject();
    }

    private static void WriteRates(Utf8JsonWriter json, ErrorRates rates)
    {
        WriteNullable(json, "wer", rates.WordErrorRate);
        WriteNullable(json, "cer", rates.CharacterErrorRate);
        WriteCounts(json, "words", rates.Words);
        WriteCounts(json, "characters", rates.Characters);
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, ErrorCounts counts)
    {
        json.WriteStartObject(name);
        json.WriteNumber("substitutions", counts.Substitutions);
        json.WriteNumber("deletions", counts.Deletions);
        json.WriteNumber("insertions", counts.Insertions);
        json.WriteNumber("reference", counts.ReferenceLength);
        json.WriteEndObject();
    }

    private static void WriteConfusions(Utf8JsonWriter json, string name, IReadOnlyList<WordConfusion> confusions)
    {
        json.WriteStartArray(name);
        foreach (WordConfusion confusion in confusions)
        {
            json.WriteStartObject();
            if (confusion.Reference is not null)
                json.WriteString("reference", confusion.Reference);
            if (confusion.Hypothesis is not null)
                json.WriteString("hypothesis", confusion.Hypothesis);
            json.WriteNumber("count", confusion.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNullable(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, Math.Round(number, 8));
        else
            json.WriteNull(name);
    }

    private static void WriteSeconds(Utf8JsonWriter json, string name, TimeSpan time) => json.WriteNumber(name, Math.Round(time.TotalSeconds, 6));

    /// <summary>Text that holds half a surrogate pair cannot be written.</summary>
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
