using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Swictation.Stt.Evaluation;
using Swictation.Stt.Quantization;

namespace Swictation.Host.Quantization;

/// <summary>The report as JSON; the schema is in docs/quantisation.md.</summary>
internal static class QuantizationJson
{
    private const string Schema = "swictation-quantization/1";

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    public static void Write(TextWriter writer, QuantizationResult result, ModelComparison? comparison)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("source", result.Source);
            json.WriteString("output", result.Output);
            json.WriteString("format", result.Format == QuantizationFormat.Int4 ? "int4" : "int8");
            json.WriteNumber("sourceBytes", result.SourceBytes);
            json.WriteNumber("bytes", result.Bytes);
            json.WriteStartArray("graphs");
            foreach (QuantizedGraph graph in result.Graphs)
                WriteGraph(json, graph);
            json.WriteEndArray();
            json.WriteStartArray("copiedFiles");
            foreach (string file in result.CopiedFiles)
                json.WriteStringValue(file);
            json.WriteEndArray();
            if (comparison is null)
                json.WriteNull("comparison");
            else
                WriteComparison(json, comparison);
            json.WriteEndObject();
        }

        writer.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    private static void WriteGraph(Utf8JsonWriter json, QuantizedGraph graph)
    {
        json.WriteStartObject();
        json.WriteString("source", graph.Source);
        json.WriteString("name", graph.Name);
        json.WriteNumber("sourceBytes", graph.SourceBytes);
        json.WriteNumber("bytes", graph.Bytes);
        json.WriteStartArray("layers");
        foreach (QuantizedLayer layer in graph.Layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            json.WriteString("operator", layer.Operator);
            json.WriteString("weight", layer.Weight);
            json.WriteNumber("elements", layer.Elements);
            json.WriteNumber("sourceBytes", layer.SourceBytes);
            json.WriteNumber("bytes", layer.Bytes);
            WriteFinite(json, "signalToNoiseDecibels", layer.SignalToNoise);
            json.WriteString("keptBecause", layer.KeptBecause);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteComparison(Utf8JsonWriter json, ModelComparison comparison)
    {
        json.WriteStartObject("comparison");
        json.WriteString("kind", comparison.Engine.Kind);
        json.WriteString("layout", comparison.Engine.Layout);
        json.WriteNumber("audioSeconds", comparison.Audio.TotalSeconds);
        json.WriteNumber("rounds", comparison.Rounds);
        json.WriteNumber("originalSeconds", comparison.OriginalTime.TotalSeconds);
        json.WriteNumber("quantizedSeconds", comparison.QuantizedTime.TotalSeconds);
        json.WriteNumber("timeRatio", comparison.TimeRatio);
        WriteRates(json, comparison.Rates);
        json.WriteStartArray("recordings");
        foreach (TextComparison text in comparison.Texts)
        {
            json.WriteStartObject();
            json.WriteString("name", text.Name);
            json.WriteString("original", text.Original);
            json.WriteString("quantized", text.Quantized);
            WriteRates(json, text.Rates);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRates(Utf8JsonWriter json, ErrorRates rates)
    {
        WriteFinite(json, "wordErrorRate", rates.WordErrorRate);
        WriteFinite(json, "characterErrorRate", rates.CharacterErrorRate);
        json.WriteNumber("differentWords", rates.Words.Errors);
        json.WriteNumber("words", rates.Words.ReferenceLength);
    }

    /// <summary>Writes a number; null for none, and for the infinity of an error of 0, which JSON has no number for.</summary>
    private static void WriteFinite(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
