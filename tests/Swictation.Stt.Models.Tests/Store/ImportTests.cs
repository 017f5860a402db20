using Swictation.Stt.Models.Tests.Server;
using Swictation.Stt.Parakeet;

namespace Swictation.Stt.Models.Tests.Store;

public sealed class ImportTests : IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private static readonly string TinyEn = Repository.Path("models", "tiny-en");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Cache => _folder.At("cache");

    private ModelStore Store(params ModelEntry[] entries) => new(new ModelStoreOptions
    {
        Folder = _folder.At("store"),
        Manifest = new ModelManifest(entries),
        HubCache = Cache,
        Offline = true,
    });

    /// <summary>Lays files out as Hugging Face's programs do: a snapshot of links to blobs that are named by their digests.</summary>
    private string MakeSnapshot(string repository, params (string Name, byte[] Content)[] files)
    {
        string root = Path.Combine(Cache, "models--" + repository.Replace("/", "--", StringComparison.Ordinal));
        string snapshot = Path.Combine(root, "snapshots", Commit);
        Directory.CreateDirectory(Path.Combine(root, "blobs"));
        Directory.CreateDirectory(Path.Combine(root, "refs"));
        File.WriteAllText(Path.Combine(root, "refs", "main"), Commit);
        foreach ((string name, byte[] content) in files)
        {
            string digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
            File.WriteAllBytes(Path.Combine(root, "blobs", digest), content);
            string link = Path.Combine(snapshot, name);
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            string up = string.Concat(Enumerable.Repeat("../", 2 + name.Count(letter => letter == '/')));
            File.CreateSymbolicLink(link, $"{up}blobs/{digest}");
        }

        return snapshot;
    }

    private static (string Name, byte[] Content)[] TinyFiles(string layout) =>
        [.. Directory.EnumerateFiles(Path.Combine(TinyEn, layout)).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];

    private static string Transcribe(string directory)
    {
        using ParakeetEngine engine = ParakeetEngine.Load(directory);
        byte[] wave = File.ReadAllBytes(Repository.Path("samples", "audio", "hello.wav"));
        float[] samples = new float[(wave.Length - 44) / 2];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = BitConverter.ToInt16(wave, 44 + (2 * i)) / 32768f;
        return engine.Transcribe(samples).Text;
    }

    [Fact]
    public async Task A_snapshot_of_links_is_loaded_from_the_store()
    {
        string snapshot = MakeSnapshot("someone/tiny-onnx", TinyFiles("sherpa"));
        ModelStore store = Store();
        InstalledModel model = await store.ImportAsync("someone/tiny-onnx");
        Assert.Equal(("tiny-onnx", Commit, _folder.At("store", "tiny-onnx", Commit[..12])), (model.Id, model.Revision, model.Directory));
        Assert.False(model.IsInPlace);
        Assert.All(model.Files, file => Assert.Null(new FileInfo(Path.Combine(model.Directory, file.Name)).LinkTarget));
        Assert.Equal("hello comma world period", Transcribe(model.Directory));
        Assert.True((await store.VerifyAsync("tiny-onnx"))[0].IsRight);

        Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(snapshot)!)!, recursive: true);
        Assert.Equal("hello comma world period", Transcribe(store.Find("tiny-onnx")!.Directory));
    }

    [Theory]
    [InlineData(".onnx.data")]
    [InlineData(".onnx_data")]
    [InlineData(".weights")]
    public async Task Data_outside_of_a_graph_lies_beside_it_after_an_import(string extension)
    {
        ExternalDataModel.Write(_folder.At("plain"), "model.onnx", "model" + extension);
        byte[] graph = File.ReadAllBytes(_folder.At("plain", "model.onnx"));
        byte[] data = File.ReadAllBytes(_folder.At("plain", "model" + extension));
        MakeSnapshot("someone/external", ("onnx/model.onnx", graph), ("onnx/model" + extension, data));
        InstalledModel model = await Store().ImportAsync("someone/external");
        Assert.Equal([3f, 5f], ExternalDataModel.Run(Path.Combine(model.Directory, "onnx", "model.onnx")));
    }

    [Fact]
    public async Task A_folder_is_used_in_place_and_stays_when_it_is_removed()
    {
        string source = _folder.At("my models", "Tiny one");
        Directory.CreateDirectory(source);
        foreach ((string name, byte[] content) in TinyFiles("onnx-asr"))
            File.WriteAllBytes(Path.Combine(source, name), content);
        File.WriteAllText(Path.Combine(source, ".hidden"), "x");
        ModelStore store = Store();
        InstalledModel model = await store.ImportAsync(source);
        Assert.Equal(("Tiny-one", "local", source), (model.Id, model.Revision, model.Directory));
        Assert.True(model.IsInPlace);
        Assert.DoesNotContain(model.Files, file => file.Name == ".hidden");
        Assert.Equal(source, store.Find("Tiny-one")!.Directory);
        Assert.Equal("Tiny-one", (await store.EnsureAsync("Tiny-one")).Id);
        File.Move(Path.Combine(source, "vocab.txt"), Path.Combine(source, "moved"));
        Assert.Contains("vocab.txt", (await Assert.ThrowsAsync<ModelIntegrityException>(() => store.EnsureAsync("Tiny-one"))).Message, StringComparison.Ordinal);
        File.Move(Path.Combine(source, "moved"), Path.Combine(source, "vocab.txt"));
        await store.RemoveAsync("Tiny-one");
        Assert.True(File.Exists(Path.Combine(source, "vocab.txt")));
        Assert.Empty(store.List());
    }

    [Fact]
    public async Task A_folder_with_the_files_of_a_known_model_gets_its_name()
    {
        byte[] graph = Bytes.Make(1000);
        _folder.Write("mine/model.onnx", graph);
        _folder.Write("mine/readme.md", "x"u8);
        ModelEntry entry = TestModels.Entry(new ModelFile { Name = "model.onnx", Url = new Uri("https://x.org/a"), Bytes = 1000, Sha256 = new ServedFile(graph).Sha256 });
        ModelStore store = Store(entry);
        InstalledModel model = await store.ImportAsync(_folder.At("mine"));
        Assert.Equal((TestModels.Id, entry), (model.Id, model.Entry));
        Assert.Equal([true, false], model.Files.Select(file => file.IsVerified));
        Assert.Equal(model.Directory, (await store.EnsureAsync("alias")).Directory); // nothing is downloaded

        Assert.Equal("other", (await store.ImportAsync(_folder.At("mine"), new ModelImportOptions { Name = "other", Copy = true })).Id);
        Assert.Equal(graph, File.ReadAllBytes(_folder.At("store", "other", "local", "model.onnx")));
    }

    [SkippableFact]
    public async Task From_another_disk_linked_data_must_be_copied()
    {
        using var disk = new SmallDisk("size=4m");
        MakeSnapshot("someone/external", ("model.onnx", "graph"u8.ToArray()), ("model.onnx.data", "data"u8.ToArray()));
        var store = new ModelStore(new ModelStoreOptions { Folder = disk.Root, Manifest = new ModelManifest([]), HubCache = Cache });
        ModelStoreException failure = await Assert.ThrowsAsync<ModelStoreException>(() => store.ImportAsync("someone/external"));
        Assert.Contains("--copy", failure.Message, StringComparison.Ordinal);
        Assert.Empty(store.List());
        InstalledModel model = await store.ImportAsync("someone/external", new ModelImportOptions { Copy = true });
        Assert.Equal("data", File.ReadAllText(Path.Combine(model.Directory, "model.onnx.data")));

        // A graph that is whole in itself may be a link.
        MakeSnapshot("someone/single", ("model.onnx", "graph"u8.ToArray()));
        Assert.True((await store.ImportAsync("someone/single")).IsInPlace);
    }

    [Fact]
    public async Task What_hugging_face_has_downloaded_is_not_downloaded_again()
    {
        byte[] graph = Bytes.Make(1000);
        MakeSnapshot("owner/repository", ("onnx/model.onnx", graph));
        await using FileServer server = await FileServer.StartAsync();
        ServedFile vocabulary = server.Add("vocab.txt", Bytes.Make(10));
        ModelFile cached = new() { Name = "model.onnx", Url = new Uri("https://huggingface.co/owner/repository/resolve/main/onnx/model.onnx"), Bytes = 1000, Sha256 = new ServedFile(graph).Sha256 };
        ModelStore store = TestModels.Store(_folder.At("store"), TestModels.Entry(cached, TestModels.File(server, "vocab.txt", vocabulary)), options => options with { HubCache = Cache });
        InstalledModel model = await store.EnsureAsync(TestModels.Id);
        Assert.Equal(graph, File.ReadAllBytes(Path.Combine(model.Directory, "model.onnx")));
        Assert.Equal("vocab.txt", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task What_is_no_model_is_said_so()
    {
        ModelStore store = Store();
        _folder.Write("empty/readme.md", "x"u8);
        await Assert.ThrowsAsync<ModelNotFoundException>(() => store.ImportAsync(_folder.At("empty")));
        await Assert.ThrowsAsync<ModelNotFoundException>(() => store.ImportAsync(_folder.At("nothing")));
        await Assert.ThrowsAsync<ModelNotFoundException>(() => store.ImportAsync("some/repository"));
        _folder.Write("model/model.onnx", "x"u8);
        await Assert.ThrowsAsync<ArgumentException>(() => store.ImportAsync(_folder.At("model"), new ModelImportOptions { Name = "../x" }));
        File.CreateSymbolicLink(_folder.At("model", "tokens.txt"), _folder.At("gone"));
        ModelNotFoundException failure = await Assert.ThrowsAsync<ModelNotFoundException>(() => store.ImportAsync(_folder.At("model")));
        Assert.Contains("tokens.txt", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("store", "model")));
    }
}
