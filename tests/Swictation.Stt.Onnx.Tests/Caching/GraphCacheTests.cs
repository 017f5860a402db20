using Swictation.Stt.Onnx.Tests.Support;

namespace Swictation.Stt.Onnx.Tests.Caching;

public sealed class GraphCacheTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_first_load_keeps_the_graph_and_the_next_ones_take_it(bool externalWeights)
    {
        using var model = new CachedModel(externalWeights);
        float[] expected = model.Expected;
        Assert.Equal(expected, model.Answer());
        Assert.Equal(new GraphCacheUsage(1, new DirectoryInfo(model.Entry).EnumerateFiles().Sum(static file => file.Length)), model.Cache.GetUsage());
        Assert.Equal(expected, model.Answer());

        // Another graph, sealed as this one's, shows that it is the entry that is loaded.
        GraphKey key = GraphKey.TryCreate(model.Path, new SessionOptions { GraphCache = model.Cache }, OrtEnv.Instance)!;
        File.WriteAllBytes(model.Graph, TestModels.Layer(seed: 2));
        File.Delete(model.Weights);
        new GraphEntry(model.Entry).Seal(key);
        Assert.NotEqual(expected, model.Answer());
    }

    [Fact]
    public void What_a_model_says_of_itself_is_the_same_from_the_cache()
    {
        using var model = new CachedModel();
        using InferenceSession plain = InferenceSession.FromFile(model.Path);
        model.Answer();
        using InferenceSession kept = InferenceSession.FromFile(model.Path, new SessionOptions { GraphCache = model.Cache });
        Assert.Equal(plain.Inputs.Select(static node => node.ToString()), kept.Inputs.Select(static node => node.ToString()));
        Assert.Equal(plain.Outputs.Select(static node => node.ToString()), kept.Outputs.Select(static node => node.ToString()));
        Assert.Equal(plain.Metadata with { Custom = kept.Metadata.Custom }, kept.Metadata);
        Assert.Equal(plain.Metadata.Custom, kept.Metadata.Custom);
        Assert.Equal((plain.Provider, plain.ProviderReason, plain.ModelPath), (kept.Provider, kept.ProviderReason, kept.ModelPath));
    }

    [Theory]
    [InlineData("onnx-asr", "encoder-model.onnx", 200)]
    [InlineData("onnx-asr", "decoder_joint-model.onnx", 1)]
    [InlineData("ctc", "model.onnx", 200)]
    public void Tiny_en_gives_the_same_bits_with_and_without_the_cache(string layout, string file, int size)
    {
        using var model = new CachedModel();
        string path = Repository.Path("models", "tiny-en", layout, file);
        using InferenceSession plain = InferenceSession.FromFile(path, new SessionOptions { IntraOpThreads = 1 });
        float[] expected = Run(plain);
        for (int round = 0; round < 2; round++)
        {
            using InferenceSession kept = InferenceSession.FromFile(path, new SessionOptions { IntraOpThreads = 1, GraphCache = model.Cache });
            Assert.Equal(expected, Run(kept));
            model.Cache.Flush();
            Assert.Equal(1, model.Cache.GetUsage().Entries);
        }

        float[] Run(InferenceSession session) => size == 1 ? TinyEn.Decode(session) : SessionRun.Run(session, size);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_model_that_was_replaced_is_made_anew_also_where_its_length_and_time_are_the_same(bool externalWeights)
    {
        using var model = new CachedModel(externalWeights);
        float[] before = model.Answer();
        string[] files = [model.Path, .. externalWeights ? new[] { model.At("model.weights") } : []];
        DateTime[] times = [.. files.Select(File.GetLastWriteTimeUtc)];
        model.WriteModel(seed: 2);
        foreach ((string file, DateTime time) in files.Zip(times))
            File.SetLastWriteTimeUtc(file, time);
        float[] after = model.Expected;
        Assert.NotEqual(before, after);
        Assert.Equal(after, model.Answer());
        Assert.Equal(2, model.Cache.GetUsage().Entries);
    }

    [Fact]
    public void Options_that_change_the_graph_make_another_entry_and_others_do_not()
    {
        using var model = new CachedModel();
        var options = new SessionOptions { GraphCache = model.Cache };
        model.Answer(options);
        model.Answer(options with { IntraOpThreads = 2, MemoryPattern = false, MemoryArena = false, Spinning = false });
        Assert.Equal(1, model.Cache.GetUsage().Entries);
        model.Answer(options with { OptimizationLevel = GraphOptimizationLevel.Basic });
        Assert.Equal(2, model.Cache.GetUsage().Entries);
        model.Answer(options with { ConfigEntries = new Dictionary<string, string> { ["session.set_denormal_as_zero"] = "1" } });
        Assert.Equal(3, model.Cache.GetUsage().Entries);
        model.Answer(options with { FreeDimensions = new Dictionary<string, long> { ["rows"] = 3 } });
        model.Answer(options with { FreeDimensions = new Dictionary<string, long> { ["rows"] = 3 } });
        Assert.Equal(4, model.Cache.GetUsage().Entries);
        string copy = model.At("copy.onnx");
        File.Copy(model.Path, copy);
        model.Answer(options, copy);
        Assert.Equal(5, model.Cache.GetUsage().Entries);
    }

    [Fact]
    public void Models_that_are_not_rewritten_or_run_elsewhere_are_not_kept()
    {
        using var model = new CachedModel();
        var options = new SessionOptions { GraphCache = model.Cache };
        model.Answer(options with { OptimizationLevel = GraphOptimizationLevel.None });
        model.Answer(options with { Providers = [ExecutionProvider.CoreMl] });
        model.Answer(options with { OptimizedModelPath = model.At("elsewhere.onnx") });
        Assert.False(Directory.Exists(model.CacheFolder));
        model.Answer(options with { Providers = [ExecutionProvider.Cpu] });
        Assert.Equal(1, model.Cache.GetUsage().Entries);
    }

    [Fact]
    public void A_model_that_cannot_be_loaded_fails_as_without_a_cache_and_leaves_nothing()
    {
        using var model = new CachedModel();
        foreach (byte[] wrong in new[] { TestModels.UnknownOperator, TestModels.DanglingInput, "no model"u8.ToArray() })
        {
            File.WriteAllBytes(model.Path, wrong);
            string expected = Assert.Throws<OnnxRuntimeException>(() => InferenceSession.FromFile(model.Path)).Message;
            Assert.Equal(expected, Assert.Throws<OnnxRuntimeException>(() => model.Answer()).Message);
        }

        Assert.Equal(default, model.Cache.GetUsage());
        Assert.Empty(Directory.Exists(model.CacheFolder) ? Directory.GetFileSystemEntries(model.CacheFolder) : []);
    }

    [Fact]
    public void Those_that_were_unused_for_longest_go_first()
    {
        using var measured = new CachedModel();
        measured.Answer();
        long one = measured.Cache.GetUsage().Bytes;

        using var model = new CachedModel(maxBytes: (one * 9) / 2);
        var options = new SessionOptions { GraphCache = model.Cache };
        string[] paths = [.. Enumerable.Range(1, 5).Select(i => model.At($"model{i}.onnx"))];
        foreach (string path in paths)
            model.WriteModel(seed: 1, path);
        model.Answer(options, paths[0]);
        string first = model.Entry;
        model.Answer(options, paths[1]);
        string second = Assert.Single(Directory.GetDirectories(model.CacheFolder), folder => folder != first);
        model.Answer(options, paths[2]);
        model.Answer(options, paths[3]);
        Assert.Equal(4, model.Cache.GetUsage().Entries);
        model.Clock.Advance(TimeSpan.FromDays(365 * 100));
        model.Answer(options, paths[0]);
        model.Answer(options, paths[4]);
        Assert.Equal(4, model.Cache.GetUsage().Entries);
        Assert.True(Directory.Exists(first));
        Assert.False(Directory.Exists(second));
    }

    [Fact]
    public void A_model_that_is_too_large_for_the_cache_is_not_kept()
    {
        using var model = new CachedModel(maxBytes: 1000);
        Assert.Equal(model.Expected, model.Answer());
        Assert.Empty(Directory.Exists(model.CacheFolder) ? Directory.GetFileSystemEntries(model.CacheFolder) : []);
    }

    [Fact]
    public void What_an_ended_process_left_unfinished_is_removed_once_it_is_old()
    {
        using var model = new CachedModel();
        string left = Directory.CreateDirectory(Path.Combine(model.CacheFolder, "new-0123")).FullName;
        File.WriteAllText(Path.Combine(left, "graph.onnx"), "half");
        Directory.SetLastWriteTimeUtc(left, model.Clock.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(50));
        model.Answer();
        Assert.True(Directory.Exists(left));
        Assert.Equal(1, model.Cache.GetUsage().Entries);
        model.Clock.Advance(TimeSpan.FromMinutes(20));
        model.WriteModel(seed: 2);
        model.Answer();
        Assert.False(Directory.Exists(left));
        Assert.Equal(2, model.Cache.GetUsage().Entries);
    }

    [Fact]
    public void Clearing_removes_everything_and_loaded_models_go_on()
    {
        using var model = new CachedModel();
        float[] expected = model.Answer();
        using InferenceSession kept = InferenceSession.FromFile(model.Path, new SessionOptions { GraphCache = model.Cache });
        model.Cache.Clear();
        Assert.Equal(default, model.Cache.GetUsage());
        Assert.Empty(Directory.GetFileSystemEntries(model.CacheFolder));
        Assert.Equal(expected, SessionRun.Run(kept, 3));
        Assert.Equal(expected, model.Answer());
        Assert.Equal(1, model.Cache.GetUsage().Entries);
    }

    [Fact]
    public void Many_at_once_share_a_folder()
    {
        using var model = new CachedModel();
        float[] expected = model.Expected;
        for (int round = 0; round < 4; round++)
        {
            Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            {
                var cache = new GraphCache(model.CacheFolder); // as another process's: they know nothing of each other
                Assert.Equal(expected, model.Answer(new SessionOptions { GraphCache = cache, IntraOpThreads = 1 }));
                if (i == 3)
                    cache.Clear();
            });
        }

        Assert.Equal(expected, model.Answer());
        Assert.Equal(1, model.Cache.GetUsage().Entries);
    }

    [Fact]
    public void The_default_lies_in_the_users_cache_and_can_be_turned_off_or_moved()
    {
        string at = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "somewhere"));
        Assert.Null(Open(("SWICTATION_GRAPH_CACHE", "0")));
        Assert.Equal(at, Open(("SWICTATION_GRAPH_CACHE", at), ("SWICTATION_CACHE", "/other"))!.Folder);
        Assert.Equal(Path.Combine(at, "graphs"), Open(("SWICTATION_CACHE", at), ("XDG_CACHE_HOME", "/other"))!.Folder);
        Assert.Equal(GraphCache.DefaultMaxBytes, Open()!.MaxBytes);
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal("/xdg/swictation/graphs", Open(("XDG_CACHE_HOME", "/xdg"))!.Folder);
            Assert.EndsWith("/.cache/swictation/graphs", Open(("XDG_CACHE_HOME", "relative"))!.Folder, StringComparison.Ordinal);
        }

        static GraphCache? Open(params (string Name, string Value)[] variables) =>
            GraphCache.OpenDefault(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new GraphCache(" "));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GraphCache("cache", 0));
    }
}
