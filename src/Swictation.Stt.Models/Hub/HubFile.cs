namespace Swictation.Stt.Models;

/// <summary>A file's address on the hub: <c>https://huggingface.co/owner/repository/resolve/revision/path</c>.</summary>
internal sealed record HubFile(string Repository, string Revision, string Path)
{
    /// <summary>Reads an address; null where it is none of the hub's.</summary>
    public static HubFile? Parse(Uri url) =>
        IsHub(url) && url.AbsolutePath.Trim('/').Split('/') is [var owner, var repository, "resolve", var revision, .. { Length: > 0 } path]
            ? new HubFile($"{owner}/{repository}", Uri.UnescapeDataString(revision), Uri.UnescapeDataString(string.Join('/', path)))
            : null;

    /// <summary>Gets the repository whose page an address is; null where it is none of the hub's.</summary>
    public static string? RepositoryOf(Uri? url) =>
        url is not null && IsHub(url) && url.AbsolutePath.Trim('/').Split('/') is [var owner, var repository, ..] ? $"{owner}/{repository}" : null;

    public Uri ToUri() => new(ModelStoreOptions.DefaultHub, $"{Repository}/resolve/{Uri.EscapeDataString(Revision)}/{string.Join('/', Path.Split('/').Select(Uri.EscapeDataString))}");

    private static bool IsHub(Uri url) => string.Equals(url.Host, ModelStoreOptions.DefaultHub.Host, StringComparison.OrdinalIgnoreCase);
}
