using System.Globalization;
using Swictation.Stt.Quantization;

namespace Swictation.Host.Quantization;

/// <summary>The report as text.</summary>
internal static class QuantizationText
{
    private const int MostWorst = 5;
    private const int MostTexts = 10;

    /// <param name="writer">Where to.</param>
    /// <param name="result">What was done.</param>
    /// <param name="comparison">How the models compare, or null where they were not run.</param>
    /// <param name="allLayers">Whether to list every layer.</param>
    public static void Write(TextWriter writer, QuantizationResult result, ModelComparison? comparison, bool allLayers)
    {
        writer.WriteLine($"{result.Source} → {result.Output} ({(result.Format == QuantizationFormat.Int4 ? "int4" : "int8")})");
        writer.WriteLine();
        WriteSizes(writer, result);
        if (comparison is not null)
            WriteComparison(writer, comparison);
        if (allLayers)
            WriteLayers(writer, "layers", result, result.Graphs.SelectMany(static graph => graph.Layers.Select(layer => (graph, layer))));
        else
            WriteWorst(writer, result);
    }

    private static void WriteSizes(TextWriter writer, QuantizationResult result)
    {
        int width = result.Graphs.Max(static graph => graph.Name.Length);
        writer.WriteLine($"{"graph".PadRight(width)}     before      after  ratio   layers  worst weights");
        foreach (QuantizedGraph graph in result.Graphs)
        {
            double? worst = graph.Layers.Min(static layer => layer.SignalToNoise);
            writer.WriteLine(
                $"{graph.Name.PadRight(width)} {Size(graph.SourceBytes),10} {Size(graph.Bytes),10} {Ratio(graph.Bytes, graph.SourceBytes),6} {$"{graph.QuantizedLayers}/{graph.Layers.Count}",8}  {Decibels(worst)}");
        }

        writer.WriteLine($"{"together".PadRight(width)} {Size(result.SourceBytes),10} {Size(result.Bytes),10} {Ratio(result.Bytes, result.SourceBytes),6}");
    }

    private static void WriteComparison(TextWriter writer, ModelComparison comparison)
    {
        writer.WriteLine();
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"speed  {comparison.Engine.Layout}, {comparison.Texts.Count} {(comparison.Texts.Count == 1 ? "recording" : "recordings")} of {comparison.Audio.TotalSeconds:0.0} s, {comparison.Rounds} rounds in turn: original {comparison.OriginalTime.TotalMilliseconds:0} ms ({comparison.Audio / comparison.OriginalTime:0} × real time), quantised {comparison.QuantizedTime.TotalMilliseconds:0} ms ({comparison.Audio / comparison.QuantizedTime:0} ×), {comparison.TimeRatio:0.00} of the time"));
        double? rate = comparison.Rates.WordErrorRate;
        string agreement = rate is { } value ? string.Create(CultureInfo.InvariantCulture, $"{100 * Math.Max(0, 1 - value):0.00} % of words agree, {comparison.Rates.Words.Errors} of {comparison.Rates.Words.ReferenceLength} differ") : "the original heard nothing";
        writer.WriteLine($"text   {agreement}");
        foreach (TextComparison text in comparison.Texts.Where(static text => text.Original != text.Quantized).OrderByDescending(static text => text.Rates.Words.Errors).Take(MostTexts))
        {
            writer.WriteLine($"       {text.Name}");
            writer.WriteLine($"         original   {text.Original}");
            writer.WriteLine($"         quantised  {text.Quantized}");
        }
    }

    private static void WriteWorst(TextWriter writer, QuantizationResult result)
    {
        WriteLayers(
            writer, "layers that lost the most (--exclude NAME keeps one, --layers lists all)", result,
            result.Graphs.SelectMany(static graph => graph.Layers.Select(layer => (graph, layer))).Where(static item => item.layer.SignalToNoise is not null).OrderBy(static item => item.layer.SignalToNoise).Take(MostWorst));
        writer.WriteLine();
        writer.WriteLine("kept");
        foreach (IGrouping<string, QuantizedLayer> group in result.Graphs.SelectMany(static graph => graph.Layers).Where(static layer => layer.KeptBecause is not null).GroupBy(static layer => layer.KeptBecause!))
            writer.WriteLine($"       {group.Count()} × {group.First().Operator}: {group.Key}");
    }

    private static void WriteLayers(TextWriter writer, string title, QuantizationResult result, IEnumerable<(QuantizedGraph Graph, QuantizedLayer Layer)> layers)
    {
        bool hasSeveral = result.Graphs.Count > 1;
        writer.WriteLine();
        writer.WriteLine(title);
        foreach ((QuantizedGraph graph, QuantizedLayer layer) in layers)
            writer.WriteLine($"       {Decibels(layer.SignalToNoise),9}  {Size(layer.SourceBytes),9} → {Size(layer.Bytes),9}  {layer.Operator,-6} {layer.Name}  {layer.Weight}{(hasSeveral ? $"  in {graph.Source}" : string.Empty)}{(layer.KeptBecause is null ? string.Empty : $"  kept: {layer.KeptBecause}")}");
    }

    private static string Size(long bytes) => bytes >= 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.00} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB");

    private static string Ratio(long after, long before) => string.Create(CultureInfo.InvariantCulture, $"{(double)after / before:0.00}");

    private static string Decibels(double? ratio) => ratio is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.0} dB") : "-";
}
