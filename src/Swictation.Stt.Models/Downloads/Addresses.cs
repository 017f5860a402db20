namespace Swictation.Stt.Models;

/// <summary>Where a manifest's addresses are really fetched from, and which of them may see the token.</summary>
internal sealed class Addresses(Uri hub, Uri? mirror, string? token)
{
    /// <summary>Gets where a file is fetched: the mirror, else the hub's other address, else where the manifest says.</summary>
    public Uri Resolve(Uri url)
    {
        if (mirror is not null)
            return new Uri(mirror, $"./{url.Authority}{url.PathAndQuery}");
        return IsBelow(url, ModelStoreOptions.DefaultHub) ? new Uri(hub, ModelStoreOptions.DefaultHub.MakeRelativeUri(url)) : url;
    }

    /// <summary>Gets the token for a request, or null where it is none of its business: another host, or a connection that others can read.</summary>
    public string? TokenFor(Uri url) =>
        token is not null && IsBelow(url, hub) && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback) ? token : null;

    private static bool IsBelow(Uri url, Uri host) =>
        url.Scheme == host.Scheme && url.Port == host.Port && string.Equals(url.IdnHost, host.IdnHost, StringComparison.OrdinalIgnoreCase);
}
