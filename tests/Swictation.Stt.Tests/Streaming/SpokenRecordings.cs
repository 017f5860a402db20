using Swictation.Stt.Audio;

namespace Swictation.Stt.Tests;

/// <summary>The fifteen recordings of tiny-en's words, and the engine that hears them. Loaded once.</summary>
internal static class SpokenRecordings
{
    private static readonly Lazy<ISttEngine> Loaded = new(() => SttEngine.Load("tiny-en", new SttEngineOptions { Threads = 1 }));

    private static readonly Lazy<float[][]> Read = new(() =>
        [.. Directory.GetFiles(SharedFiles.Path("audio", "spoken"), "*.wav").Order(StringComparer.Ordinal).Select(path => AudioReader.ReadAll(path))]);

    /// <summary>Gets tiny-en; shared, never disposed.</summary>
    public static ISttEngine Engine => Loaded.Value;

    /// <summary>Gets the recordings; skips the test where they are absent.</summary>
    public static float[][] All => Read.Value;
}
