using Swictation.Stt.Models.Tests.Downloads;
using Swictation.Stt.Models.Tests.Server;

namespace Swictation.Stt.Models.Tests.Store;

public sealed class ModelStoreTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private FileServer _server = null!;
    private ServedFile _model = null!;
    private ServedFile _vocabulary = null!;
    private ModelEntry _entry = null!;

    public async Task InitializeAsync()
    {
        _server = await FileServer.StartAsync();
        _model = _server.Add("model.onnx", Bytes.Make(100_000));
        _vocabulary = _server.Add("vocab.txt", Bytes.Make(100, 2));
        _entry = TestModels.Entry(TestModels.File(_server, "model.onnx", _model), TestModels.File(_server, "vocab.txt", _vocabulary, isVerified: false));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private ModelStore Store(ModelEntry? entry = null, Func<ModelStoreOptions, ModelStoreOptions>? change = null) => TestModels.Store(_folder.Root, entry ?? _entry, change);

    [Fact]
    public async Task Of_two_that_want_a_model_one_gets_it_and_the_other_waits()
    {
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        _model.Then(async (context, file) =>
        {
            begun.SetResult();
            await goOn.Task;
            await FileServer.SendAsync(context, file, file.Content.Length);
        });
        Task<InstalledModel> first = Store().EnsureAsync(TestModels.Id);
        await begun.Task;
        var reports = new List<ModelDownloadProgress>();
        Task<InstalledModel> second = Store().EnsureAsync(TestModels.Id, new Reports(reports, _ => goOn.TrySetResult()));
        Assert.Equal((await first).Directory, (await second).Directory);
        Assert.Equal(2, _server.Requests.Count);
        Assert.Equal(ModelDownloadPhase.Waiting, Assert.Single(reports).Phase);
    }

    [Fact]
    public async Task A_new_revision_is_downloaded_beside_the_old_one()
    {
        InstalledModel old = await Store().EnsureAsync(TestModels.Id);
        ModelStore store = Store(_entry with { Revision = "0123456789abcdef0123456789abcdef01234567" });
        Assert.Equal("r1", store.Find(TestModels.Id)!.Revision); // better than none
        InstalledModel current = await store.EnsureAsync(TestModels.Id);
        Assert.Equal(Path.Combine(_folder.Root, TestModels.Id, "0123456789ab"), current.Directory);
        Assert.Equal(current.Directory, store.Find(TestModels.Id)!.Directory);
        Assert.Equal([current.Directory, old.Directory], store.List().Select(model => model.Directory));
    }

    [Fact]
    public async Task Every_damage_is_found()
    {
        ModelStore store = Store();
        InstalledModel model = await store.EnsureAsync(TestModels.Id);
        ModelVerification right = Assert.Single(await store.VerifyAsync(TestModels.Id));
        Assert.True(right.IsRight);
        Assert.Equal([FileState.Right, FileState.AsRecorded], right.Files.Select(file => file.State));

        string path = Path.Combine(model.Directory, "vocab.txt");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[50] ^= 1;
        File.WriteAllBytes(path, bytes);
        ModelVerification changed = Assert.Single(await store.VerifyAsync("alias"));
        Assert.False(changed.IsRight);
        Assert.Equal([FileState.Right, FileState.WrongDigest], changed.Files.Select(file => file.State));
        Assert.Equal(_vocabulary.Sha256, changed.Files[1].Expected);

        File.WriteAllBytes(path, bytes[1..]);
        File.Delete(Path.Combine(model.Directory, "model.onnx"));
        Assert.Equal([FileState.Missing, FileState.WrongSize], (await store.VerifyAsync(TestModels.Id))[0].Files.Select(file => file.State));
        Assert.Null(store.Find(TestModels.Id));
        Assert.Contains("model.onnx", Assert.Single(store.List()).Damage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_that_was_published_later_is_compared()
    {
        await Store().EnsureAsync(TestModels.Id);
        ModelEntry later = _entry with { Files = [_entry.Files[0], _entry.Files[1] with { Sha256 = new string('0', 64) }] };
        Assert.Equal(FileState.WrongDigest, (await Store(later).VerifyAsync(TestModels.Id))[0].Files[1].State);
        later = _entry with { Files = [_entry.Files[0], _entry.Files[1] with { Sha256 = _vocabulary.Sha256 }] };
        Assert.Equal(FileState.Right, (await Store(later).VerifyAsync(TestModels.Id))[0].Files[1].State);
    }

    [Fact]
    public async Task A_damaged_model_is_repaired_by_what_is_missing()
    {
        ModelStore store = Store();
        InstalledModel model = await store.EnsureAsync(TestModels.Id);
        File.WriteAllText(Path.Combine(model.Directory, "vocab.txt"), "x");
        InstalledModel repaired = await store.EnsureAsync(TestModels.Id);
        Assert.Equal(model.Directory, repaired.Directory);
        Assert.True((await store.VerifyAsync(TestModels.Id))[0].IsRight);
        Assert.Equal(["model.onnx", "vocab.txt", "vocab.txt"], _server.Requests.Select(request => request.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_without_a_published_size_and_digest_is_repaired_by_what_was_recorded()
    {
        ModelEntry vague = _entry with { Files = [_entry.Files[0], _entry.Files[1] with { Bytes = null }] };
        InstalledModel model = await Store(vague).EnsureAsync(TestModels.Id);
        string path = Path.Combine(model.Directory, "vocab.txt");
        File.WriteAllBytes(path, _vocabulary.Content[..50]);
        _vocabulary.ThenAnswer(404); // interrupted once
        await Assert.ThrowsAsync<ModelDownloadException>(() => Store(vague).EnsureAsync(TestModels.Id));
        Assert.Null(Store(vague).Find(TestModels.Id));
        await Store(vague).EnsureAsync(TestModels.Id);
        Assert.Equal(_vocabulary.Content, File.ReadAllBytes(path));
        Assert.Equal([FileState.Right, FileState.AsRecorded], (await Store(vague).VerifyAsync(TestModels.Id))[0].Files.Select(file => file.State));
    }

    [Fact]
    public async Task What_is_removed_is_gone_with_what_was_unfinished()
    {
        ModelStore store = Store();
        InstalledModel model = await store.EnsureAsync(TestModels.Id);
        InstalledModel removed = Assert.Single(await store.RemoveAsync("alias"));
        Assert.Equal((model.Directory, 100_100L), (removed.Directory, removed.Bytes));
        Assert.False(Directory.Exists(_folder.At(TestModels.Id)));
        await Assert.ThrowsAsync<ModelNotFoundException>(() => store.RemoveAsync(TestModels.Id));

        _model.ThenCutAt(50_000);
        await Assert.ThrowsAsync<ModelDownloadException>(() => Store(change: options => options with { MaxAttempts = 1 }).EnsureAsync(TestModels.Id));
        Assert.NotEmpty(Directory.EnumerateFiles(_folder.At(".partial"), "*.part", SearchOption.AllDirectories));
        Assert.Empty(await store.RemoveAsync(TestModels.Id));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.At(".partial")));
    }

    [Fact]
    public async Task What_lies_there_unfinished_is_no_model()
    {
        InstalledModel model = await Store().EnsureAsync(TestModels.Id);
        string record = Path.Combine(model.Directory, ".swictation.json");
        byte[] whole = File.ReadAllBytes(record);
        foreach (int length in new[] { 0, 1, whole.Length / 2, whole.Length - 1 })
        {
            File.WriteAllBytes(record, whole[..length]);
            Assert.Empty(Store().List());
            Assert.Null(Store().Find(TestModels.Id));
        }

        await Store().EnsureAsync(TestModels.Id);
        Assert.NotNull(Store().Find(TestModels.Id));
    }

    [Theory]
    [InlineData("other")]
    [InlineData("../test-model")]
    [InlineData("test-model/r1")]
    public async Task Unknown_names_are_said_so(string name)
    {
        ModelStore store = Store();
        Assert.Null(store.Find(name));
        Assert.Contains(TestModels.Id, (await Assert.ThrowsAsync<ModelNotFoundException>(() => store.EnsureAsync(name))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ModelNotFoundException>(() => store.VerifyAsync(name));
        await Assert.ThrowsAsync<ModelNotFoundException>(() => store.RemoveAsync(name));
    }

    [Fact]
    public async Task An_archive_is_unpacked_and_only_its_files_stay()
    {
        byte[] archive = File.ReadAllBytes(Repository.Path("tests", "Swictation.Stt.Models.Tests", "Fixtures", "release.tar.bz2"));
        ServedFile served = _server.Add("release.tar.bz2", archive).ThenCutAt(archive.Length / 2);
        ModelFile file = TestModels.File(_server, "release.tar.bz2", served, archive: new ModelArchive { Format = ModelArchiveFormat.TarBzip2, Keep = ["model.onnx", "*.txt"] });
        InstalledModel model = await Store(TestModels.Entry(file)).EnsureAsync(TestModels.Id);
        Assert.Equal([".swictation.json", "model.onnx", "tokens.txt"], Directory.EnumerateFileSystemEntries(model.Directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(model.Files, stored => Assert.True(stored.IsVerified));
        Assert.True((await Store(TestModels.Entry(file)).VerifyAsync(TestModels.Id))[0].IsRight);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.At(".partial")));
    }

    [Fact]
    public async Task A_hostile_archive_leaves_nothing()
    {
        byte[] archive = File.ReadAllBytes(Repository.Path("tests", "Swictation.Stt.Models.Tests", "Fixtures", "hostile.tar.bz2"));
        ServedFile served = _server.Add("hostile.tar.bz2", archive);
        ModelStore store = Store(TestModels.Entry(TestModels.File(_server, "hostile.tar.bz2", served, archive: new ModelArchive { Format = ModelArchiveFormat.TarBzip2 })));
        await Assert.ThrowsAsync<ModelIntegrityException>(() => store.EnsureAsync(TestModels.Id));
        Assert.Empty(store.List());
        Assert.Equal([".locks", ".partial"], Directory.EnumerateFileSystemEntries(_folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.At(".partial")));
    }

    [Fact]
    public async Task More_than_fits_is_not_begun()
    {
        ModelEntry huge = _entry with { Files = [_entry.Files[0], _entry.Files[1] with { Bytes = null }], TotalBytes = 1L << 60 };
        ModelStore store = Store(huge);
        ModelStoreException failure = await Assert.ThrowsAsync<ModelStoreException>(() => store.EnsureAsync(TestModels.Id));
        Assert.Contains("are free", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [SkippableFact]
    public async Task A_disk_that_becomes_full_is_said_so_and_what_fits_is_kept()
    {
        using var disk = new SmallDisk("size=20m");
        ServedFile large = _server.Add("large", Bytes.Make(24 << 20));
        ModelFile file = TestModels.File(_server, "large", large, hasSize: false);
        ModelStore store = TestModels.Store(disk.Root, TestModels.Entry(file));
        ModelStoreException failure = await Assert.ThrowsAsync<ModelStoreException>(() => store.EnsureAsync(TestModels.Id));
        Assert.Contains("disk is full", failure.Message, StringComparison.Ordinal);
        Assert.Single(_server.Requests);
        Assert.Empty(store.List());
        Assert.True(new FileInfo(Path.Combine(disk.Root, ".partial", $"{TestModels.Id}@r1", "parts", "large.part")).Length > 1 << 20);
    }

    [SkippableFact]
    public async Task A_store_that_cannot_be_written_is_read_and_said_so()
    {
        using var disk = new SmallDisk("size=30m");
        InstalledModel model = await TestModels.Store(disk.Root, _entry).EnsureAsync(TestModels.Id);
        disk.Remount("ro");
        ModelStore store = TestModels.Store(disk.Root, _entry);
        Assert.Equal(model.Directory, (await store.EnsureAsync(TestModels.Id)).Directory);
        Assert.True((await store.VerifyAsync(TestModels.Id))[0].IsRight);
        await Assert.ThrowsAsync<ModelStoreException>(() => store.RemoveAsync(TestModels.Id));
        ModelStore next = TestModels.Store(disk.Root, _entry with { Revision = "r2" });
        ModelStoreException failure = await Assert.ThrowsAsync<ModelStoreException>(() => next.EnsureAsync(TestModels.Id));
        Assert.Contains("SWICTATION_MODELS", failure.Message, StringComparison.Ordinal);
    }
}
