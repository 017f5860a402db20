using System.Collections.Concurrent;

namespace Swictation.Stt.Parakeet.Tests;

/// <summary>Engines that tests share; loaded once, never disposed.</summary>
internal static class Engines
{
    private static readonly ConcurrentDictionary<string, Lazy<ParakeetEngine>> Loaded = new();

    public static ParakeetEngine Tiny(string layout = "sherpa") => Load(Repository.Path("models", "tiny-en", layout));

    public static ParakeetEngine Random(string kind, string layout) => Load(SharedFiles.Path("models", "nemo-random", kind, layout));

    /// <summary>A layout of tiny-en, or nemo-random's kind and layout.</summary>
    public static ParakeetEngine Any(string name) =>
        name.Contains('/', StringComparison.Ordinal) ? Random(name.Split('/')[0], name.Split('/')[1]) : Tiny(name);

    public static ParakeetEngine Load(string directory) =>
        Loaded.GetOrAdd(directory, static path => new(() => ParakeetEngine.Load(path, new ParakeetOptions { Threads = 1 }))).Value;

    public static ParakeetEngine TinyWithWindows(double window, double overlap, string layout = "sherpa") => ParakeetEngine.Load(
        Repository.Path("models", "tiny-en", layout),
        new ParakeetOptions { Threads = 1, Window = TimeSpan.FromSeconds(window), WindowOverlap = TimeSpan.FromSeconds(overlap) });

    public static TokenScorer Scorer(this ParakeetEngine engine, ConfidenceMethod method = ConfidenceMethod.TsallisEntropy) =>
        new(method, engine.Model.Vocabulary.Size + 1);

    public static FeatureWindow Features(this ParakeetEngine engine, float[] samples)
    {
        (float[] features, int frames) = engine.Recognizer.ComputeFeatures(samples);
        return new FeatureWindow(0, new AudioWindow(0, samples.Length, false), features, frames);
    }

    /// <summary>Recognises samples as they are, without windows and without any treatment of silence.</summary>
    public static DecodedToken[] DecodePlain(this ParakeetEngine engine, float[] samples)
    {
        EncodedWindow[] encoded = engine.Recognizer.Encode([engine.Features(samples)], null);
        return engine.Recognizer.Decode(encoded, engine.Scorer(), null, null, default)[0];
    }
}
