using Swictation.Stt.Models.Tests.Server;

namespace Swictation.Stt.Models.Tests.Downloads;

public sealed class AddressTests : IAsyncLifetime, IDisposable
{
    private const string Token = "hf_secret";
    private readonly TemporaryFolder _folder = new();
    private FileServer _hub = null!;
    private FileServer _other = null!;

    public async Task InitializeAsync() => (_hub, _other) = (await FileServer.StartAsync(), await FileServer.StartAsync());

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _other.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A store that knows a model of the hub, whose address is our server's.</summary>
    private ModelStore HubStore(ServedFile file, Func<ModelStoreOptions, ModelStoreOptions>? change = null)
    {
        ModelEntry entry = TestModels.Entry(new ModelFile
        {
            Name = "model.onnx",
            Url = new Uri("https://huggingface.co/owner/repository/resolve/main/model.onnx?download=true"),
            Bytes = file.Content.Length,
            Sha256 = file.Sha256,
        });
        return TestModels.Store(_folder.Root, entry, options =>
        {
            options = options with { Hub = _hub.Address, Token = Token };
            return change?.Invoke(options) ?? options;
        });
    }

    [Fact]
    public async Task The_hub_gets_the_token_and_the_host_it_leads_to_does_not()
    {
        byte[] content = Bytes.Make(1000);
        ServedFile file = _hub.Add("owner/repository/resolve/main/model.onnx", content).ThenRedirect(_hub["again"]);
        _hub.Add("again", content).ThenRedirect(_other["blob"]);
        _other.Add("blob", content).ThenRedirect(_hub["back"]);
        _hub.Add("back", content).ThenRedirect(_other["last"]);
        _other.Add("last", content);
        await HubStore(file).EnsureAsync(TestModels.Id);
        Assert.Equal(["owner/repository/resolve/main/model.onnx?download=true", "again", "back"], _hub.Requests.Select(request => request.Path));
        Assert.All(_hub.Requests, request => Assert.Equal("Bearer " + Token, request.Authorization));
        Assert.Equal(["blob", "last"], _other.Requests.Select(request => request.Path));
        Assert.All(_other.Requests, request => Assert.Null(request.Authorization));
    }

    [Fact]
    public async Task A_resumed_download_asks_the_last_host_for_the_rest()
    {
        byte[] content = Bytes.Make(400_000);
        ServedFile file = _hub.Add("owner/repository/resolve/main/model.onnx", content).ThenRedirect(_other["blob"]).ThenRedirect(_other["blob"]);
        _other.Add("blob", content).ThenCutAt(200_000);
        await HubStore(file).EnsureAsync(TestModels.Id);
        Assert.NotNull(_other.Requests.Last().Range);
        Assert.All(_other.Requests, request => Assert.Null(request.Authorization));
    }

    [Fact]
    public async Task A_mirror_gets_hosts_as_folders_and_no_token()
    {
        ServedFile file = _other.Add("mirror/huggingface.co/owner/repository/resolve/main/model.onnx", Bytes.Make(1000));
        await HubStore(file, options => options with { Mirror = _other["mirror"] }).EnsureAsync(TestModels.Id);
        ServedRequest request = Assert.Single(_other.Requests);
        Assert.Null(request.Authorization);
        Assert.Empty(_hub.Requests);
    }

    [Fact]
    public async Task The_token_is_in_no_message()
    {
        ServedFile file = _hub.Add("owner/repository/resolve/main/model.onnx", Bytes.Make(1000)).ThenAnswer(401);
        ModelStore store = HubStore(file);
        ModelDownloadException failure = await Assert.ThrowsAsync<ModelDownloadException>(() => store.EnsureAsync(TestModels.Id));
        Assert.DoesNotContain(Token, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, string.Concat(Directory.EnumerateFiles(_folder.Root, "*", SearchOption.AllDirectories).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        ServedFile file = _hub.Add("owner/repository/resolve/main/model.onnx", Bytes.Make(1000));
        for (int i = 0; i < 30; i++)
            file.ThenRedirect(_hub["owner/repository/resolve/main/model.onnx"]);
        ModelStore store = HubStore(file);
        await Assert.ThrowsAsync<ModelDownloadException>(() => store.EnsureAsync(TestModels.Id));
        Assert.Equal(11, _hub.Requests.Count);
    }

    [Fact]
    public async Task Offline_nothing_is_asked()
    {
        ServedFile file = _hub.Add("owner/repository/resolve/main/model.onnx", Bytes.Make(1000));
        ModelStore store = HubStore(file, options => options with { Offline = true });
        ModelDownloadException failure = await Assert.ThrowsAsync<ModelDownloadException>(() => store.EnsureAsync(TestModels.Id));
        Assert.Contains("SWICTATION_OFFLINE", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ModelDownloadException>(() => store.PinAsync(TestModels.Id));
        Assert.Empty(_hub.Requests);

        await HubStore(file).EnsureAsync(TestModels.Id);
        Assert.Equal(TestModels.Id, (await store.EnsureAsync(TestModels.Id)).Id);
    }

    [Fact]
    public void A_port_is_part_of_the_hosts_folder() =>
        Assert.Equal(
            "http://mirror.example.org/a/host:8080/b/c?d=e",
            new Addresses(ModelStoreOptions.DefaultHub, new Uri("http://mirror.example.org/a/"), null).Resolve(new Uri("http://host:8080/b/c?d=e")).AbsoluteUri);

    [Theory]
    [InlineData("https://huggingface.co/a", true)]
    [InlineData("https://HUGGINGFACE.co/a", true)]
    [InlineData("http://huggingface.co/a", false)]
    [InlineData("https://huggingface.co:444/a", false)]
    [InlineData("https://cdn-lfs.huggingface.co/a", false)]
    [InlineData("https://huggingface.co.evil.org/a", false)]
    [InlineData("https://evil.org/huggingface.co", false)]
    public void The_token_is_for_one_host_over_https(string url, bool isSent) =>
        Assert.Equal(isSent ? Token : null, new Addresses(ModelStoreOptions.DefaultHub, null, Token).TokenFor(new Uri(url)));

    [Fact]
    public void A_hub_without_https_gets_no_token_unless_it_is_this_machine()
    {
        Assert.Null(new Addresses(new Uri("http://hub.example.org/"), null, Token).TokenFor(new Uri("http://hub.example.org/a")));
        Assert.Equal(Token, new Addresses(new Uri("http://127.0.0.1:81/"), null, Token).TokenFor(new Uri("http://127.0.0.1:81/a")));
    }
}
