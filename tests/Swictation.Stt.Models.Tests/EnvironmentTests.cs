using Swictation.Stt.Models.Tests.Server;

namespace Swictation.Stt.Models.Tests;

/// <summary>What the environment says. Its variables belong to the whole process, so that these tests run alone.</summary>
[Collection(nameof(EnvironmentTests))]
[CollectionDefinition(nameof(EnvironmentTests), DisableParallelization = true)]
public sealed class EnvironmentTests : IDisposable
{
    private const string Own =
        """
        { "schemaVersion": 1, "models": [{ "id": "ID", "aliases": ["parakeet-v3"], "engine": "parakeet", "layout": "ctc", "precision": "int8", "description": "d", "languages": ["en"], "licence": "MIT",
          "licenceUrl": "https://x.org/l", "source": "https://x.org/m", "revision": "main", "totalBytes": 1500000,
          "files": [{ "name": "model.onnx", "url": "https://x.org/a", "unverified": true }] }] }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _before = [];

    public EnvironmentTests()
    {
        foreach (string name in new[] { ModelLocator.FoldersVariable, ModelLocator.DefaultModelVariable, ModelManifestFiles.Variable, ModelStoreOptions.OfflineVariable, "HF_HUB_CACHE", "HF_HOME" })
            Set(name, null);
        Set("XDG_DATA_HOME", _folder.At("data"));
        Set("XDG_CONFIG_HOME", _folder.At("config"));
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        _folder.Dispose();
    }

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    private void WriteManifest(string path, string id, string? aliases = null) =>
        _folder.Write(path, System.Text.Encoding.UTF8.GetBytes(Own.Replace("ID", id, StringComparison.Ordinal).Replace("[\"parakeet-v3\"]", aliases ?? "[]", StringComparison.Ordinal)));

    [SkippableFact]
    public void The_store_is_in_the_folder_for_data_unless_the_environment_says_otherwise()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The folders of XDG are Linux's.");
        Assert.Equal(_folder.At("data", "swictation", "models"), new ModelStore().Folder);
        Assert.Contains(_folder.At("data", "swictation", "models"), ModelLocator.GetFolders());
        Set("XDG_DATA_HOME", "relative");
        Assert.Equal(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/share/swictation/models"), new ModelStore().Folder);
        Set(ModelLocator.FoldersVariable, _folder.At("one") + Path.PathSeparator + _folder.At("two"));
        Assert.Equal(_folder.At("one"), new ModelStore().Folder);
        Assert.Equal([_folder.At("one"), _folder.At("two")], ModelLocator.GetFolders().Take(2));
    }

    [SkippableFact]
    public void Own_manifests_are_read_and_go_before_ours()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The folders of XDG are Linux's.");
        WriteManifest("config/swictation/models.d/a.json", "own-a");
        WriteManifest("named.json", "whisper-tiny-int8", "[\"parakeet-v3\"]");
        _folder.Write("config/swictation/models.d/notes.txt", "no manifest"u8);
        Set(ModelManifestFiles.Variable, _folder.At("named.json"));
        ModelManifest all = ModelManifest.ReadAll();
        Assert.Equal(["whisper-tiny-int8", "own-a"], all.Models.Take(2).Select(model => model.Id));
        Assert.Equal("d", all.Find("whisper-tiny-int8")!.Description);
        Assert.Equal("whisper-tiny-int8", all.Find("parakeet-v3")!.Id);
        Assert.Equal("parakeet-tdt-0.6b-v3-int8", all.Find("parakeet-tdt-0.6b-v3")!.Id);
        Assert.Equal(ModelManifest.ReadEmbedded().Models.Count + 1, all.Models.Count);

        WriteManifest("config/swictation/models.d/b.json", "OWN-A");
        Assert.Contains("b.json", Assert.Throws<ModelIntegrityException>(ModelManifest.ReadAll).Message, StringComparison.Ordinal);
        Set(ModelManifestFiles.Variable, _folder.At("gone.json"));
        Assert.Contains("gone.json", Assert.Throws<ModelNotFoundException>(ModelManifest.ReadAll).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_model_of_the_store_is_found_by_id_and_alias_and_a_damaged_one_is_not_used()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The folders of XDG are Linux's.");
        ModelEntry entry = ModelManifest.ReadEmbedded().Find("parakeet-v3")!;
        ModelNotFoundException missing = Assert.Throws<ModelNotFoundException>(() => ModelLocator.Find("Parakeet-v3"));
        foreach (string said in new[] { "swictation models pull parakeet-tdt-0.6b-v3-int8", "670 MB", "CC-BY-4.0", "https://creativecommons.org" })
            Assert.Contains(said, missing.Message, StringComparison.Ordinal);

        _folder.Write("mine/model.onnx", Bytes.Make(100));
        var store = new ModelStore();
        InstalledModel model = await store.ImportAsync(_folder.At("mine"), new ModelImportOptions { Name = "parakeet-v3", Copy = true });
        Assert.Equal(entry.Id, model.Id);
        foreach (string name in new[] { entry.Id, "PARAKEET-v3" })
            Assert.Equal((model.Directory, entry.Id), (ModelLocator.Find(name).Directory, ModelLocator.Find(name).Entry!.Id));

        // A store that another program filled is found too.
        Set(ModelLocator.FoldersVariable, _folder.At("empty") + Path.PathSeparator + store.Folder);
        Assert.Equal(model.Directory, ModelLocator.Find("parakeet-v3").Directory);

        File.Delete(Path.Combine(model.Directory, "model.onnx"));
        ModelIntegrityException damaged = Assert.Throws<ModelIntegrityException>(() => ModelLocator.Find("parakeet-v3"));
        Assert.Contains("model.onnx", damaged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("yes", true)]
    [InlineData("0", false)]
    [InlineData("False", false)]
    [InlineData(null, false)]
    public void Downloads_can_be_forbidden(string? value, bool isOffline)
    {
        Set(ModelStoreOptions.OfflineVariable, value);
        Assert.Equal(isOffline, new ModelStoreOptions().Resolve().Offline);
    }

    [Fact]
    public void Addresses_and_the_token_come_from_the_environment()
    {
        Set(ModelStoreOptions.HubVariable, "https://hub.example.org/base");
        Set(ModelStoreOptions.MirrorVariable, "http://mirror.example.org");
        Set(ModelStoreOptions.TokenVariable, " hf_secret\n");
        Set("HF_HOME", "/hf");
        ModelStoreOptions options = new ModelStoreOptions().Resolve();
        Assert.Equal(("https://hub.example.org/base/", "http://mirror.example.org/", "hf_secret"), (options.Hub!.AbsoluteUri, options.Mirror!.AbsoluteUri, options.Token));
        Assert.Equal(Path.Combine("/hf", "hub"), options.HubCache);
        Assert.DoesNotContain("hf_secret", options.ToString(), StringComparison.Ordinal);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new ModelStoreOptions { Token = "hf_sec\nret" }.Resolve());
        Assert.DoesNotContain("hf_sec", refused.Message, StringComparison.Ordinal);
        Assert.Equal("https://hub.example.org/base/a/b/resolve/main/c", new Addresses(options.Hub, null, null).Resolve(new Uri("https://huggingface.co/a/b/resolve/main/c")).AbsoluteUri);
        Set(ModelStoreOptions.MirrorVariable, "ftp://mirror");
        Assert.Contains(ModelStoreOptions.MirrorVariable, Assert.Throws<ArgumentException>(() => new ModelStoreOptions().Resolve()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    public void Options_out_of_range_are_refused(int connections) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModelStore(new ModelStoreOptions { Connections = connections }));
}
