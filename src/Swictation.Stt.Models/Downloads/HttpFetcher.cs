using System.Net;
using System.Net.Http.Headers;

namespace Swictation.Stt.Models;

/// <summary>Sends requests and follows redirects; each request gets the token only if its own address may see it.</summary>
/// <remarks>Safe for concurrent use. Proxies are those of the system and of <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c> and <c>NO_PROXY</c>.</remarks>
internal sealed class HttpFetcher : IDisposable
{
    private const int MaxRedirects = 10;

    private readonly Addresses _addresses;
    private readonly HttpClient _client;

    public HttpFetcher(Addresses addresses)
    {
        _addresses = addresses;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None, // ranges count the bytes as they are stored
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // the silence of a connection is watched, not the length of a download
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("swictation", typeof(HttpFetcher).Assembly.GetName().Version?.ToString(3)));
    }

    /// <summary>Gets a response, its headers read and its content not.</summary>
    /// <param name="url">The manifest's address.</param>
    /// <param name="prepare">Completes each request.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The response; dispose it.</returns>
    /// <exception cref="HttpRequestException">The server could not be reached.</exception>
    /// <exception cref="ModelDownloadException">A redirect leads nowhere.</exception>
    public async Task<HttpResponseMessage> GetAsync(Uri url, Action<HttpRequestMessage> prepare, CancellationToken cancellationToken)
    {
        Uri address = _addresses.Resolve(url);
        for (int redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            prepare(request);
            if (_addresses.TokenFor(address) is { } token)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
                return response;
            response.Dispose();
            Uri next = new(address, location);
            bool isWorse = address.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps;
            if (isWorse || next.Scheme is not ("https" or "http"))
                throw new ModelDownloadException($"{url} leads to {next.Scheme}://{next.Host}, which is not safe. Get the file from somewhere else.", url);
            address = next;
        }

        throw new ModelDownloadException($"{url} leads from one address to the next, more than {MaxRedirects} times. Get the file from somewhere else.", url);
    }

    public void Dispose() => _client.Dispose();

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
