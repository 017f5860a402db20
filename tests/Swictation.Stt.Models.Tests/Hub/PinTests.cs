using System.Text;
using Swictation.Stt.Models.Tests.Server;

namespace Swictation.Stt.Models.Tests.Hub;

public sealed class PinTests : IAsyncLifetime, IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private static readonly string Digest = new('a', 64);
    private readonly TemporaryFolder _folder = new();
    private FileServer _server = null!;

    public async Task InitializeAsync() => _server = await FileServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private static ModelFile File(string repository, string path, string? sha256 = null, long? bytes = null) => new()
    {
        Name = path,
        Url = new Uri($"https://huggingface.co/{repository}/resolve/main/{path}"),
        Sha256 = sha256,
        Bytes = bytes,
    };

    private ModelStore Store(params ModelFile[] files) => TestModels.Store(
        _folder.Root, TestModels.Entry(files) with { Revision = "main", Source = new Uri("https://huggingface.co/owner/model"), TotalBytes = 5000 }, options => options with { Hub = _server.Address });

    [Fact]
    public async Task Sizes_digests_and_the_commit_come_from_the_hub()
    {
        _server.Add("api/models/owner/model/revision/main", Encoding.UTF8.GetBytes(
            $$"""
            { "id": "owner/model", "sha": "{{Commit}}", "siblings": [
              { "rfilename": "onnx/model.onnx", "size": 4000, "blobId": "1", "lfs": { "sha256": "{{Digest}}", "size": 4000, "pointerSize": 134 } },
              { "rfilename": "vocab.txt", "size": 90, "blobId": "2" }, { "rfilename": "other.bin", "size": 7, "lfs": null } ] }
            """));
        ModelStore store = Store(File("owner/model", "onnx/model.onnx"), File("owner/model", "vocab.txt"));
        ModelEntry pinned = await store.PinAsync("alias");
        Assert.Equal(("api/models/owner/model/revision/main?blobs=true", 1), (_server.Requests.First().Path, _server.Requests.Count));
        Assert.Equal((Commit, 4090L, true), (pinned.Revision, pinned.TotalBytes, pinned.IsTotalExact));
        Assert.Equal(new Uri($"https://huggingface.co/owner/model/resolve/{Commit}/onnx/model.onnx"), pinned.Files[0].Url);
        Assert.Equal((Digest, 4000L), (pinned.Files[0].Sha256, pinned.Files[0].Bytes));
        Assert.Equal((null, 90L), (pinned.Files[1].Sha256, pinned.Files[1].Bytes));

        // What is written can be read, and says the same.
        using var text = new MemoryStream();
        ModelManifest written = new([pinned with { LicenceUrl = new Uri("https://x.org/l") }]);
        written.Write(text);
        text.Position = 0;
        ModelEntry read = Assert.Single(ModelManifest.Read(text, "written").Models);
        Assert.Equal(pinned.Files, read.Files);
        Assert.Equal((pinned.Id, pinned.Revision, pinned.TotalBytes, pinned.Source), (read.Id, read.Revision, read.TotalBytes, read.Source));
    }

    [Fact]
    public async Task Another_revision_may_be_asked_for_and_other_repositories_keep_theirs()
    {
        _server.Add("api/models/owner/model/revision/v2", Encoding.UTF8.GetBytes($$"""{ "sha": "{{Commit}}", "siblings": [{ "rfilename": "a", "size": 1 }] }"""));
        _server.Add("api/models/owner/vocabulary/revision/main", Encoding.UTF8.GetBytes($$"""{ "sha": "fedcba", "siblings": [{ "rfilename": "b" }] }"""));
        ModelFile elsewhere = new() { Name = "c", Url = new Uri("https://x.org/c"), Sha256 = Digest, Bytes = 5 };
        ModelEntry pinned = await Store(File("owner/model", "a", Digest, 9), File("owner/vocabulary", "b", Digest, 3), elsewhere).PinAsync(TestModels.Id, "v2");
        Assert.Equal(Commit, pinned.Revision);
        Assert.Equal([(1, null), (null, null), (5, Digest)], pinned.Files.Select(file => (file.Bytes, file.Sha256)));
        Assert.Equal(new Uri("https://huggingface.co/owner/vocabulary/resolve/fedcba/b"), pinned.Files[1].Url);
        Assert.Equal(5000, pinned.TotalBytes); // still an estimate
    }

    [Theory]
    [InlineData("{\"sha\": \"0123\", \"siblings\": []}")]
    [InlineData("{\"siblings\": []}")]
    [InlineData("{\"sha\": \"../x\", \"siblings\": [{ \"rfilename\": \"a\" }]}")]
    [InlineData("{\"sha\": \"0123\", \"siblings\": [{ \"rfilename\": \"a\", \"lfs\": { \"sha256\": \"zz\" } }]}")]
    [InlineData("[]")]
    [InlineData("<html>")]
    public async Task A_strange_answer_is_an_error(string answer)
    {
        _server.Add("api/models/owner/model/revision/main", Encoding.UTF8.GetBytes(answer));
        ModelStore store = Store(File("owner/model", "a"));
        await Assert.ThrowsAsync<ModelDownloadException>(() => store.PinAsync(TestModels.Id));
    }

    [Fact]
    public async Task What_the_hub_does_not_know_is_said_so()
    {
        ModelStore store = Store(File("owner/model", "a"));
        Assert.Contains("404", (await Assert.ThrowsAsync<ModelDownloadException>(() => store.PinAsync(TestModels.Id))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ModelNotFoundException>(() => store.PinAsync("unknown"));
        await Assert.ThrowsAsync<ArgumentException>(() => store.PinAsync(TestModels.Id, "../x"));
        ModelStore other = Store(new ModelFile { Name = "c", Url = new Uri("https://x.org/c"), Sha256 = Digest, Bytes = 5 });
        await Assert.ThrowsAsync<ModelNotFoundException>(() => other.PinAsync(TestModels.Id));
    }
}
