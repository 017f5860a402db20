using System.Globalization;
using Microsoft.AspNetCore.Http;
using Swictation.Stt.Models.Tests.Server;

namespace Swictation.Stt.Models.Tests.Downloads;

public sealed class DownloadTests : IAsyncLifetime, IDisposable
{
    private const int Size = 400_000;
    private readonly TemporaryFolder _folder = new();
    private FileServer _server = null!;

    public async Task InitializeAsync() => _server = await FileServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private ModelStore Store(ServedFile file, bool isVerified = true, bool hasSize = true, Func<ModelStoreOptions, ModelStoreOptions>? change = null) =>
        TestModels.Store(_folder.Root, TestModels.Entry(TestModels.File(_server, "model.onnx", file, isVerified, hasSize)), change);

    private static void AssertWhole(InstalledModel model, byte[] content) => Assert.Equal(content, File.ReadAllBytes(Path.Combine(model.Directory, "model.onnx")));

    private void AssertNoModel(ModelStore store)
    {
        Assert.Null(store.Find(TestModels.Id));
        Assert.Empty(store.List());
        Assert.False(File.Exists(Path.Combine(_folder.Root, TestModels.Id, "r1", "model.onnx")));
    }

    [Fact]
    public async Task A_model_is_downloaded_once_and_named_when_it_is_whole()
    {
        byte[] content = Bytes.Make(Size);
        ServedFile file = _server.Add("model.onnx", content);
        ServedFile vocabulary = _server.Add("sub/vocab.txt", Bytes.Make(10, 2));
        ModelFile nested = TestModels.File(_server, "sub/vocab.txt", vocabulary) with { Name = "onnx/vocab.txt" };
        ModelStore store = TestModels.Store(_folder.Root, TestModels.Entry(TestModels.File(_server, "model.onnx", file), nested));
        AssertNoModel(store);
        var reports = new List<ModelDownloadProgress>();
        InstalledModel model = await store.EnsureAsync("ALIAS", new Reports(reports));
        AssertWhole(model, content);
        Assert.Equal(Path.Combine(_folder.Root, TestModels.Id, "r1"), model.Directory);
        Assert.Equal(vocabulary.Content, File.ReadAllBytes(Path.Combine(model.Directory, "onnx", "vocab.txt")));
        Assert.Equal(["model.onnx", "onnx/vocab.txt"], model.Files.Select(stored => stored.Name));
        Assert.All(model.Files, stored => Assert.True(stored.IsVerified));
        Assert.Equal((ModelDownloadPhase.Done, Size + 10L, Size + 10L), (reports[^1].Phase, reports[^1].Bytes, reports[^1].Total));
        Assert.Equal(reports.Select(report => report.Bytes).Order(), reports.Select(report => report.Bytes));

        await store.EnsureAsync(TestModels.Id);
        Assert.Equal(2, _server.Requests.Count);
        Assert.Equal(model.Directory, Assert.Single(store.List()).Directory);
        Assert.Equal([".locks", ".partial", TestModels.Id], Directory.EnumerateDirectories(_folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.At(".partial")));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_download_that_is_cut_at_every_quarter_comes_whole(bool hasRanges, bool isVerified)
    {
        byte[] content = Bytes.Make(Size);
        ServedFile file = _server.Add("model.onnx", content);
        file.HasRanges = hasRanges;
        for (int quarter = 1; quarter < 4; quarter++)
            file.ThenCutAt(Size / 4 * quarter);
        ModelStore store = Store(file, isVerified);
        InstalledModel model = await store.EnsureAsync(TestModels.Id);
        AssertWhole(model, content);
        Assert.Equal((file.Sha256, isVerified), (model.Files[0].Sha256, model.Files[0].IsVerified));
        string?[] ranges = [.. _server.Requests.Select(request => request.Range)];
        Assert.Equal(4, ranges.Length);
        Assert.Null(ranges[0]);
        // A cut connection may lose what was sent last, so a range begins at the cut or before it.
        Assert.All(ranges[1..], range => Assert.InRange(Position(range), 0, Size / 4 * 3));
        Assert.Contains(ranges[1..], range => Position(range) > 0);
    }

    [Fact]
    public async Task What_one_process_began_the_next_one_resumes()
    {
        byte[] content = Bytes.Make(Size);
        ServedFile file = _server.Add("model.onnx", content).ThenCutAt(Size / 2);
        ModelStore store = Store(file, change: options => options with { MaxAttempts = 1 });
        ModelDownloadException failure = await Assert.ThrowsAsync<ModelDownloadException>(() => store.EnsureAsync(TestModels.Id));
        Assert.Contains(_server["model.onnx"].AbsoluteUri, failure.Message, StringComparison.Ordinal);
        AssertNoModel(store);
        long there = new FileInfo(_folder.At(".partial", $"{TestModels.Id}@r1", "parts", "model.onnx.part")).Length;
        Assert.InRange(there, 1, Size / 2);

        var reports = new List<ModelDownloadProgress>();
        AssertWhole(await Store(file).EnsureAsync(TestModels.Id, new Reports(reports)), content);
        ServedRequest second = _server.Requests.Last();
        Assert.Equal((there, file.ETag), (Position(second.Range), second.IfRange));
        Assert.Equal((ModelDownloadPhase.Resuming, "model.onnx"), (reports[0].Phase, reports[0].File));
    }

    [Fact]
    public async Task A_finished_file_of_an_unfinished_model_is_not_fetched_again()
    {
        ServedFile first = _server.Add("model.onnx", Bytes.Make(Size));
        ServedFile second = _server.Add("other", Bytes.Make(10, 2)).ThenAnswer(404);
        ModelStore store = TestModels.Store(
            _folder.Root, TestModels.Entry(TestModels.File(_server, "model.onnx", first), TestModels.File(_server, "other", second)), options => options with { Connections = 1 });
        await Assert.ThrowsAsync<ModelDownloadException>(() => store.EnsureAsync(TestModels.Id));
        AssertNoModel(store);
        await store.EnsureAsync(TestModels.Id);
        Assert.Equal(["model.onnx", "other", "other"], _server.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_changed_on_the_server_is_fetched_anew_and_not_spliced(bool ignoresIfRange)
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size)).ThenCutAt(Size / 2);
        ModelStore impatient = Store(file, isVerified: false, change: options => options with { MaxAttempts = 1 });
        await Assert.ThrowsAsync<ModelDownloadException>(() => impatient.EnsureAsync(TestModels.Id));

        file.Content = Bytes.Make(Size, 2);
        file.ETag = "\"new\"";
        file.IgnoresIfRange = ignoresIfRange;
        AssertWhole(await Store(file, isVerified: false).EnsureAsync(TestModels.Id), file.Content);
    }

    [Fact]
    public async Task The_date_tells_versions_apart_where_there_is_no_tag()
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size)).ThenCutAt(Size / 2);
        file.ETag = null;
        file.LastModified = DateTimeOffset.UnixEpoch;
        ModelStore impatient = Store(file, isVerified: false, hasSize: false, change: options => options with { MaxAttempts = 1 });
        await Assert.ThrowsAsync<ModelDownloadException>(() => impatient.EnsureAsync(TestModels.Id));
        AssertWhole(await Store(file, isVerified: false, hasSize: false).EnsureAsync(TestModels.Id), file.Content);
        Assert.NotNull(_server.Requests.Last().Range);
        Assert.Equal(DateTimeOffset.UnixEpoch.ToString("R", CultureInfo.InvariantCulture), _server.Requests.Last().IfRange);
    }

    [Fact]
    public async Task Without_a_digest_and_a_version_nothing_is_resumed()
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size)).ThenCutAt(Size / 2);
        file.ETag = null;
        ModelStore impatient = Store(file, isVerified: false, change: options => options with { MaxAttempts = 1 });
        await Assert.ThrowsAsync<ModelDownloadException>(() => impatient.EnsureAsync(TestModels.Id));
        file.Content = Bytes.Make(Size, 2);
        AssertWhole(await Store(file, isVerified: false).EnsureAsync(TestModels.Id), file.Content);
        Assert.Null(_server.Requests.Last().Range);
    }

    [Fact]
    public async Task Without_a_digest_and_a_version_another_attempt_begins_anew()
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size));
        file.ETag = null;
        file.ThenCutAt(Size / 2).Then((context, served) =>
        {
            served.Content = Bytes.Make(Size, 2);
            return FileServer.SendAsync(context, served, Size);
        });
        AssertWhole(await Store(file, isVerified: false).EnsureAsync(TestModels.Id), Bytes.Make(Size, 2));
        Assert.All(_server.Requests, request => Assert.Null(request.Range));
    }

    [Fact]
    public async Task A_server_without_ranges_that_always_cuts_is_given_up()
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(4 << 20));
        file.HasRanges = false;
        for (int i = 0; i < 100; i++)
            file.ThenCutAt(i % 2 == 0 ? 3 << 20 : 1 << 20);
        ModelStore store = Store(file);
        await Assert.ThrowsAsync<ModelDownloadException>(() => store.EnsureAsync(TestModels.Id));
        Assert.InRange(_server.Requests.Count, 6, 20);
    }

    [Fact]
    public async Task A_beginning_that_does_not_fit_the_digest_is_thrown_away()
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size));
        string part = _folder.At(".partial", $"{TestModels.Id}@r1", "parts", "model.onnx.part");
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        File.WriteAllBytes(part, Bytes.Make(1000, 3));
        AssertWhole(await Store(file).EnsureAsync(TestModels.Id), file.Content);
        Assert.Equal(["bytes=1000-", null], _server.Requests.Select(request => request.Range));
    }

    [Theory]
    [InlineData(1_000_000, true)]
    [InlineData(1_000_000, false)]
    [InlineData(Size, true)]
    [InlineData(Size, false)]
    public async Task A_partial_file_that_is_too_long_or_wrong_is_no_obstacle(int length, bool hasSize)
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size));
        string part = _folder.At(".partial", $"{TestModels.Id}@r1", "parts", "model.onnx.part");
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        File.WriteAllBytes(part, Bytes.Make(length, 3));
        AssertWhole(await Store(file, hasSize: hasSize).EnsureAsync(TestModels.Id), file.Content);
    }

    [Fact]
    public async Task A_server_that_fails_and_recovers_is_asked_again()
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size)).ThenAnswer(500).ThenAnswer(503).ThenAnswer(429, "0").ThenAnswer(408);
        AssertWhole(await Store(file).EnsureAsync(TestModels.Id), file.Content);
        Assert.Equal(5, _server.Requests.Count);
    }

    [Theory]
    [InlineData(404, "404")]
    [InlineData(401, "HF_TOKEN")]
    [InlineData(403, "HF_TOKEN")]
    [InlineData(410, "410")]
    public async Task A_refusal_is_final_and_says_what_to_do(int status, string said)
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size)).ThenAnswer(status);
        ModelStore store = Store(file);
        ModelDownloadException failure = await Assert.ThrowsAsync<ModelDownloadException>(() => store.EnsureAsync(TestModels.Id));
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
        Assert.Equal(_server["model.onnx"], failure.Url);
        Assert.Single(_server.Requests);
        AssertNoModel(store);
    }

    [Fact]
    public async Task A_server_that_never_recovers_is_given_up()
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size));
        for (int i = 0; i < 9; i++)
            file.ThenAnswer(500);
        ModelStore store = Store(file, change: options => options with { MaxAttempts = 3 });
        ModelDownloadException failure = await Assert.ThrowsAsync<ModelDownloadException>(() => store.EnsureAsync(TestModels.Id));
        Assert.Contains("3 times", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_a_failed_download()
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size));
        ModelFile unreachable = TestModels.File(_server, "model.onnx", file) with { Url = new Uri("http://127.0.0.1:9/model.onnx") };
        ModelStore store = TestModels.Store(_folder.Root, TestModels.Entry(unreachable), options => options with { MaxAttempts = 2 });
        await Assert.ThrowsAsync<ModelDownloadException>(() => store.EnsureAsync(TestModels.Id));
    }

    [Fact]
    public async Task A_silent_server_is_left_and_asked_for_the_rest()
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size)).ThenStallAt(Size / 2);
        var clock = new ManualTimeProvider();
        Task<InstalledModel> download = Store(file, change: options => options with { TimeProvider = clock, RetryDelay = TimeSpan.Zero }).EnsureAsync(TestModels.Id);
        var part = new FileInfo(_folder.At(".partial", $"{TestModels.Id}@r1", "parts", "model.onnx.part"));
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                part.Refresh();
                return part.Exists && part.Length == Size / 2 && clock.WaitingTimers == 1;
            },
            TimeSpan.FromMinutes(1)));
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Single(_server.Requests);
        clock.Advance(TimeSpan.FromSeconds(2));
        AssertWhole(await download, file.Content);
        Assert.Equal([null, $"bytes={Size / 2}-"], _server.Requests.Select(request => request.Range));
    }

    [Fact]
    public async Task A_slow_trickle_is_not_silence()
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(3000)).Then((context, served) => FileServer.SendAsync(context, served, served.Content.Length, block: 1));
        AssertWhole(await Store(file).EnsureAsync(TestModels.Id), file.Content);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_of_another_size_is_refused(bool hasLength)
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size));
        ModelFile entry = TestModels.File(_server, "model.onnx", file);
        file.Content = Bytes.Make(Size + 1);
        file.HasLength = hasLength;
        ModelStore store = TestModels.Store(_folder.Root, TestModels.Entry(entry));
        ModelIntegrityException failure = await Assert.ThrowsAsync<ModelIntegrityException>(() => store.EnsureAsync(TestModels.Id));
        Assert.Contains(Size.ToString(CultureInfo.InvariantCulture), failure.Message, StringComparison.Ordinal);
        AssertNoModel(store);
    }

    [Fact]
    public async Task A_file_with_another_digest_is_refused_and_not_kept()
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size));
        ModelFile entry = TestModels.File(_server, "model.onnx", file);
        file.Content = Bytes.Make(Size, 2);
        ModelStore store = TestModels.Store(_folder.Root, TestModels.Entry(entry));
        ModelIntegrityException failure = await Assert.ThrowsAsync<ModelIntegrityException>(() => store.EnsureAsync(TestModels.Id));
        Assert.Contains(entry.Sha256!, failure.Message, StringComparison.Ordinal);
        Assert.Contains(file.Sha256, failure.Message, StringComparison.Ordinal);
        AssertNoModel(store);
        Assert.Empty(Directory.EnumerateFiles(_folder.At(".partial"), "*", SearchOption.AllDirectories));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_server_that_is_always_wrong_and_always_cut_is_given_up()
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size));
        ModelFile entry = TestModels.File(_server, "model.onnx", file);
        file.Content = Bytes.Make(Size, 2);
        for (int i = 0; i < 50; i++)
            file.ThenCutAt(Size / 2).Then((context, served) => FileServer.SendAsync(context, served, Size));
        ModelStore store = TestModels.Store(_folder.Root, TestModels.Entry(entry));
        await Assert.ThrowsAsync<ModelIntegrityException>(() => store.EnsureAsync(TestModels.Id));
        Assert.InRange(_server.Requests.Count, 2, 8);
    }

    [Fact]
    public async Task A_cancelled_download_ends_and_is_resumed()
    {
        ServedFile file = _server.Add("model.onnx", Bytes.Make(Size)).ThenStallAt(Size / 2);
        ModelStore store = Store(file);
        using var cancellation = new CancellationTokenSource();
        var progress = new Reports([], report =>
        {
            if (report.Phase == ModelDownloadPhase.Downloading)
                cancellation.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.EnsureAsync(TestModels.Id, progress, cancellation.Token));
        AssertNoModel(store);
        AssertWhole(await store.EnsureAsync(TestModels.Id), file.Content);
        Assert.NotNull(_server.Requests.Last().Range);
    }

    [Fact]
    public async Task Files_come_at_the_same_time()
    {
        var both = new CountdownEvent(2);
        var met = new TaskCompletionSource();
        Task Meet(HttpContext context, ServedFile file)
        {
            if (both.Signal())
                met.SetResult();
            return met.Task.ContinueWith(_ => FileServer.SendAsync(context, file, file.Content.Length), TaskScheduler.Default).Unwrap();
        }

        ServedFile first = _server.Add("a", Bytes.Make(100)).Then(Meet);
        ServedFile second = _server.Add("b", Bytes.Make(100)).Then(Meet);
        await TestModels.Store(_folder.Root, TestModels.Entry(TestModels.File(_server, "a", first), TestModels.File(_server, "b", second))).EnsureAsync(TestModels.Id);
    }

    private static long Position(string? range) => range is null ? 0 : long.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
}
