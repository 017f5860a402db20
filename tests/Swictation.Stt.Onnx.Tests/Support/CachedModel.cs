namespace Swictation.Stt.Onnx.Tests.Support;

/// <summary>A small model in a file, a cache beside it, and what the model answers.</summary>
internal sealed class CachedModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CachedModel(bool externalWeights = false, string? cacheFolder = null, long maxBytes = GraphCache.DefaultMaxBytes)
    {
        HasExternalWeights = externalWeights;
        CacheFolder = cacheFolder ?? _folder.At("cache");
        Cache = new GraphCache(CacheFolder, maxBytes, Clock);
        Path = _folder.At("model.onnx");
        WriteModel(seed: 1);
    }

    public ManualTimeProvider Clock { get; } = new();

    public GraphCache Cache { get; }

    public string CacheFolder { get; }

    public string Path { get; }

    public bool HasExternalWeights { get; }

    /// <summary>Gets what the model answers without a cache.</summary>
    public float[] Expected => Answer(new SessionOptions());

    public string Entry => Assert.Single(Directory.GetDirectories(CacheFolder));

    public string Graph => System.IO.Path.Combine(Entry, GraphEntry.GraphFile);

    public string Weights => System.IO.Path.Combine(Entry, GraphEntry.WeightsFile);

    public string List => System.IO.Path.Combine(Entry, "entry.txt");

    public void WriteModel(int seed, string? path = null) =>
        File.WriteAllBytes(path ?? Path, TestModels.Layer(seed, HasExternalWeights ? _folder.At("model.weights") : null));

    public string At(string name) => _folder.At(name);

    /// <summary>Loads the model by the cache, runs it, and waits until the cache has what it keeps.</summary>
    public float[] Answer() => Answer(new SessionOptions { GraphCache = Cache });

    public float[] Answer(SessionOptions options, string? path = null)
    {
        using InferenceSession session = InferenceSession.FromFile(path ?? Path, options);
        Assert.Equal(path ?? Path, session.ModelPath);
        float[] answer = SessionRun.Run(session, 3);
        options.GraphCache?.Flush();
        return answer;
    }

    public void Dispose() => _folder.Dispose();
}
