using System.Globalization;

namespace Swictation.Stt.Evaluation;

/// <summary>Writes figures as reports show them, the same in every culture.</summary>
internal static class Figures
{
    public const string None = "-";

    public static string Percent(double? rate) => rate is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.00} %") : None;

    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    public static string Milliseconds(TimeSpan? time) => time is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value.TotalMilliseconds:0.0} ms") : None;

    public static string Factor(double? factor) => factor is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.0000}") : None;

    public static string Memory(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0} MiB");

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    public static string Name(DatasetFormat format) => format switch
    {
        DatasetFormat.NemoManifest => "NeMo manifest",
        DatasetFormat.LibriSpeech => "LibriSpeech folder",
        _ => "table",
    };
}
