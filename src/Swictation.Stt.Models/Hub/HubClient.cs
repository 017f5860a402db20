using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Swictation.Stt.Models;

/// <summary>Asks the Hugging Face hub's interface about repositories.</summary>
internal sealed class HubClient : IDisposable
{
    private const int MaxAnswer = 32 << 20; // of a repository with tens of thousands of files

    private readonly ModelStoreOptions _options;
    private readonly HttpFetcher _fetcher;

    public HubClient(ModelStoreOptions options)
    {
        _options = options;
        _fetcher = new HttpFetcher(new Addresses(options.Hub!, mirror: null, options.Token));
    }

    /// <summary>Refreshes an entry: the commit of its own repository, and sizes and digests of all files that come from the hub.</summary>
    public async Task<ModelEntry> PinAsync(ModelEntry entry, string? revision, CancellationToken cancellationToken)
    {
        HubFile?[] addresses = [.. entry.Files.Select(static file => HubFile.Parse(file.Url))];
        if (addresses.All(static address => address is null))
            throw new ModelNotFoundException($"No file of {entry.Id} comes from {ModelStoreOptions.DefaultHub}; there is nothing to ask it.", entry.Id);
        string own = HubFile.RepositoryOf(entry.Source) ?? addresses.First(static address => address is not null)!.Repository;
        var repositories = new Dictionary<(string Repository, string Revision), HubRepository>();
        var files = new List<ModelFile>();
        string commit = entry.Revision!;
        foreach ((ModelFile file, HubFile? address) in entry.Files.Zip(addresses))
        {
            if (address is null)
            {
                files.Add(file);
                continue;
            }

            string wanted = address.Repository == own && revision is not null ? revision : address.Revision;
            if (!repositories.TryGetValue((address.Repository, wanted), out HubRepository? repository))
                repositories.Add((address.Repository, wanted), repository = await AskAsync(address.Repository, wanted, cancellationToken).ConfigureAwait(false));
            if (!repository.Files.TryGetValue(address.Path, out (long? Bytes, string? Sha256) known))
                throw new ModelDownloadException($"{address.Repository} at {wanted} has no file {address.Path}. Correct the manifest, or choose another revision.", file.Url);
            if (address.Repository == own)
                commit = repository.Commit;
            bool isSame = repository.Commit == address.Revision && (known.Bytes is null || known.Bytes == file.Bytes);
            files.Add(file with
            {
                Url = (address with { Revision = repository.Commit }).ToUri(),
                Bytes = known.Bytes ?? (isSame ? file.Bytes : null),
                Sha256 = known.Sha256 ?? (isSame ? file.Sha256 : null), // small files are not kept by digest there
            });
        }

        long total = files.Sum(static file => file.Bytes ?? 0);
        return entry with { Revision = commit, Files = files, TotalBytes = files.All(static file => file.Bytes is not null) ? total : Math.Max(total, entry.TotalBytes) };
    }

    public void Dispose() => _fetcher.Dispose();

    private async Task<HubRepository> AskAsync(string repository, string revision, CancellationToken cancellationToken)
    {
        var url = new Uri(ModelStoreOptions.DefaultHub, $"api/models/{repository}/revision/{Uri.EscapeDataString(revision)}?blobs=true");
        if (_options.Offline == true)
            throw new ModelDownloadException($"{url} cannot be asked: downloads are forbidden ({ModelStoreOptions.OfflineVariable} or --offline).", url);
        using var silence = new CancellationTokenSource(_options.StallTimeout, _options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response = await _fetcher.GetAsync(
                url, static request => request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json")), linked.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new ModelDownloadException($"{url} answered {(int)response.StatusCode} {response.ReasonPhrase}. Check the name and the revision; a gated model needs {ModelStoreOptions.TokenVariable}.", url);
            await response.Content.LoadIntoBufferAsync(MaxAnswer, linked.Token).ConfigureAwait(false);
            using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(linked.Token).ConfigureAwait(false));
            return HubRepository.Read(answer.RootElement);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or FormatException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ModelDownloadException($"{url} could not be asked: {exception.Message} Check the connection and try again.", url, exception);
        }
    }
}
