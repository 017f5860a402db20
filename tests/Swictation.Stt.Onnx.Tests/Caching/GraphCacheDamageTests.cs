using FsCheck.Xunit;
using Swictation.Stt.Onnx.Tests.Support;

namespace Swictation.Stt.Onnx.Tests.Caching;

/// <summary>Whatever happens to the cache's files and folder, the model answers as without it.</summary>
public sealed class GraphCacheDamageTests
{
    [Property(MaxTest = 60)]
    public void Damage_anywhere_is_noticed_and_mended(int seed)
    {
        using var model = new CachedModel(externalWeights: seed % 2 == 0);
        float[] expected = model.Answer();
        var random = new Random(seed);
        string[] files = Directory.GetFiles(model.Entry);
        string file = files[random.Next(files.Length)];
        byte[] content = File.ReadAllBytes(file);
        switch (random.Next(5))
        {
            case 0:
                content[random.Next(content.Length)] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                content = content[..random.Next(content.Length)];
                break;
            case 2:
                content.AsSpan(random.Next(content.Length)).Clear();
                break;
            case 3:
                content = [.. content, .. new byte[random.Next(1, 100)]];
                break;
            default:
                random.NextBytes(content);
                break;
        }

        File.WriteAllBytes(file, content);
        Assert.Equal(expected, model.Answer());
        Assert.Equal(expected, model.Answer());
        Assert.Equal(1, model.Cache.GetUsage().Entries);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Long_weights_are_known_by_their_time_and_by_samples(bool keepsTime)
    {
        using var model = new CachedModel();
        File.WriteAllBytes(model.Path, TestModels.Layer(seed: 1, rows: 70_000)); // 18 MB
        float[] expected = model.Answer();
        Assert.InRange(new FileInfo(model.Weights).Length, FileDigest.WholeFileLimit + 1, long.MaxValue);
        DateTime written = File.GetLastWriteTimeUtc(model.Weights);
        byte[] weights = File.ReadAllBytes(model.Weights);
        if (keepsTime)
            Array.Clear(weights); // as a disk may lose it
        else
            weights[5000] ^= 1; // between two samples
        File.WriteAllBytes(model.Weights, weights);
        if (keepsTime)
            File.SetLastWriteTimeUtc(model.Weights, written);
        Assert.Equal(expected, model.Answer());
        Assert.NotEqual(weights, File.ReadAllBytes(model.Weights)); // mended
    }

    [Theory]
    [InlineData(GraphEntry.GraphFile)]
    [InlineData(GraphEntry.WeightsFile)]
    [InlineData("entry.txt")]
    public void A_file_that_is_missing_is_noticed_and_mended(string name)
    {
        using var model = new CachedModel();
        float[] expected = model.Answer();
        string file = Path.Combine(model.Entry, name);
        File.Delete(file);
        Assert.Equal(expected, model.Answer());
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void A_graph_that_onnx_runtime_does_not_take_is_thrown_away()
    {
        using var model = new CachedModel();
        float[] expected = model.Answer();
        GraphKey key = GraphKey.TryCreate(model.Path, new SessionOptions { GraphCache = model.Cache }, OrtEnv.Instance)!;
        File.WriteAllBytes(model.Graph, TestModels.UnknownOperator);
        new GraphEntry(model.Entry).Seal(key);
        Assert.Equal(expected, model.Answer());
        Assert.Equal(expected, model.Answer());
    }

    [Fact]
    public void An_entry_of_another_model_under_this_name_is_thrown_away()
    {
        using var model = new CachedModel();
        float[] expected = model.Answer();
        using var other = new CachedModel();
        other.WriteModel(seed: 2);
        other.Answer();
        foreach (string file in Directory.GetFiles(other.Entry))
            File.Copy(file, Path.Combine(model.Entry, Path.GetFileName(file)), overwrite: true);
        Assert.Equal(expected, model.Answer());
    }

    [Fact]
    public void A_graph_whose_weights_were_not_written_to_the_end_is_not_sealed()
    {
        using var model = new CachedModel();
        model.Answer();
        File.WriteAllBytes(model.Weights, File.ReadAllBytes(model.Weights)[..^1]);
        GraphKey key = GraphKey.TryCreate(model.Path, new SessionOptions(), OrtEnv.Instance)!;
        Assert.Throws<InvalidDataException>(() => new GraphEntry(model.Entry).Seal(key));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_done_without()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("file", "in the way"u8);
        using var model = new CachedModel(cacheFolder: Path.Combine(file, "cache"));
        Assert.Equal(model.Expected, model.Answer());
        Assert.Equal(default, model.Cache.GetUsage());
        Assert.False(model.Cache.TryWrite());
        model.Cache.Clear();
    }

    [SkippableFact]
    public void A_disk_that_is_read_only_is_done_without()
    {
        using var disk = new SmallDisk("size=1m,ro");
        using var model = new CachedModel(cacheFolder: Path.Combine(disk.Root, "cache"));
        Assert.Equal(model.Expected, model.Answer());
        Assert.False(model.Cache.TryWrite());
        Assert.Equal(default, model.Cache.GetUsage());
    }

    [SkippableFact]
    public void A_disk_that_is_full_is_done_without()
    {
        using var disk = new SmallDisk("size=64k");
        using var model = new CachedModel(cacheFolder: Path.Combine(disk.Root, "cache"));
        Assert.Equal(model.Expected, model.Answer());
        Assert.Equal(default, model.Cache.GetUsage());
    }

    [SkippableFact]
    public void A_disk_that_is_full_before_the_graph_is_whole_leaves_nothing_behind()
    {
        using var disk = new SmallDisk("size=90m");
        string path = Repository.Path("models", "tiny-en", "onnx-asr", "encoder-model.onnx");
        // The check of free space passes, and the space goes meanwhile: as much as leaves one page less than the graph needs.
        using InferenceSession plain = InferenceSession.FromFile(path, new SessionOptions { IntraOpThreads = 1 });
        float[] expected = SessionRun.Run(plain, 100);
        using var measured = new CachedModel();
        using (InferenceSession.FromFile(path, new SessionOptions { IntraOpThreads = 1, GraphCache = measured.Cache }))
            measured.Cache.Flush();
        foreach (long room in new[] { 20_000L, 1L << 20, measured.Cache.GetUsage().Bytes - 8192 })
        {
            var full = new GraphCache(Path.Combine(disk.Root, $"cache{room}")) { FreeSpace = _ => long.MaxValue };
            using (FileStream filler = File.Create(Path.Combine(disk.Root, "filler")))
                filler.Write(new byte[new DriveInfo(disk.Root).AvailableFreeSpace - room]);
            using InferenceSession session = InferenceSession.FromFile(path, new SessionOptions { IntraOpThreads = 1, GraphCache = full });
            Assert.Equal(expected, SessionRun.Run(session, 100));
            full.Flush();
            Assert.Equal(default, full.GetUsage());
            Assert.Empty(Directory.GetFileSystemEntries(full.Folder));
            File.Delete(Path.Combine(disk.Root, "filler"));
        }
    }
}
