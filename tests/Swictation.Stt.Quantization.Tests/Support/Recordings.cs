using Swictation.Stt.Audio;
using Swictation.Stt.Evaluation;

namespace Swictation.Stt.Quantization.Tests.Support;

/// <summary>The fifteen sample recordings, and how much two engines agree on them.</summary>
internal static class Recordings
{
    private const string Duplicate = "hello"; // the same as hello-world

    private static readonly float[][] All =
    [
        .. Directory.GetFiles(Repository.Path("samples", "audio"), "*.wav")
            .Where(static path => Path.GetFileNameWithoutExtension(path) != Duplicate)
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    public static int Count => All.Length;

    public static float[] First => All[0];

    /// <summary>Measures what the other engine hears against what the first hears.</summary>
    public static ErrorRates Disagreement(ISttEngine reference, ISttEngine other) => All
        .Select(audio => ErrorRates.Measure(reference.Transcribe(audio).Text, other.Transcribe(audio).Text))
        .Aggregate(static (a, b) => a + b);

    public static float[] Read(string path)
    {
        using AudioReader reader = AudioReader.Open(path);
        var samples = new List<float>();
        var block = new float[16384];
        for (int read = reader.Read(block); read > 0; read = reader.Read(block))
            samples.AddRange(block.AsSpan(0, read));
        return [.. samples];
    }
}
