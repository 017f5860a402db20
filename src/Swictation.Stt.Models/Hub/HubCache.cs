namespace Swictation.Stt.Models;

/// <summary>
/// The cache of Hugging Face's programs: <c>models--org--repo/snapshots/commit/</c> with links to <c>blobs/</c>, and <c>refs/</c> with the
/// commits of branches.
/// </summary>
internal sealed class HubCache(string folder)
{
    private const string Prefix = "models--";

    /// <summary>Gets the folder that Hugging Face's programs use, or null where the system tells no home.</summary>
    public static string? FindFolder() =>
        Variable("HF_HUB_CACHE")
        ?? (Variable("HF_HOME") is { } home ? Path.Combine(home, "hub") : null)
        ?? (Variable("XDG_CACHE_HOME") is { } cache ? Path.Combine(cache, "huggingface", "hub") : null)
        ?? (PlatformFolders.Home is { } own ? Path.Combine(own, ".cache", "huggingface", "hub") : null);

    /// <summary>Finds a file by the hub's address of it.</summary>
    /// <returns>The file itself, with all links resolved, or null where the cache does not have it.</returns>
    public string? Find(Uri url)
    {
        if (HubFile.Parse(url) is not { } file || !SafePath.IsRelative(file.Path) || !SafePath.IsRelative(file.Repository) || !ManifestNode.IsName(file.Revision))
            return null;
        string root = Path.Combine(folder, Prefix + file.Repository.Replace("/", "--", StringComparison.Ordinal));
        string commit = ReadReference(root, file.Revision) ?? file.Revision;
        return ResolveFile(SafePath.Below(Path.Combine(root, "snapshots", commit), file.Path));
    }

    /// <summary>Finds the snapshot that a path or <c>owner/repository</c> means.</summary>
    /// <param name="wanted">A repository's folder in a cache, a snapshot, or the name of a repository.</param>
    /// <returns>The snapshot's folder, or null where it is none.</returns>
    public string? FindSnapshot(string wanted)
    {
        string root = wanted.Split('/') is [var owner, var repository] && ManifestNode.IsName(owner) && ManifestNode.IsName(repository) && !Directory.Exists(wanted)
            ? Path.Combine(folder, $"{Prefix}{owner}--{repository}")
            : Path.GetFullPath(wanted);
        if (IsSnapshot(root))
            return Directory.Exists(root) ? root : null;
        string snapshots = Path.Combine(root, "snapshots");
        if (!Path.GetFileName(root).StartsWith(Prefix, StringComparison.Ordinal) || !Directory.Exists(snapshots))
            return null;
        if (ReadReference(root, "main") is { } commit && Directory.Exists(Path.Combine(snapshots, commit)))
            return Path.Combine(snapshots, commit);
        return Directory.EnumerateDirectories(snapshots).Order(StringComparer.Ordinal).LastOrDefault();
    }

    /// <summary>Tells whether a folder is a snapshot of a cache.</summary>
    public static bool IsSnapshot(string path) =>
        Path.GetDirectoryName(path) is { } snapshots && Path.GetFileName(snapshots) == "snapshots"
        && Path.GetFileName(Path.GetDirectoryName(snapshots))?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>Gets the repository's name of a snapshot.</summary>
    public static string RepositoryOf(string snapshot) =>
        Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(snapshot)!)!)[Prefix.Length..].Split("--")[^1];

    /// <summary>Gets the file that a path leads to in the end, or null where there is none.</summary>
    public static string? ResolveFile(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (info.LinkTarget is null)
                return info.Exists ? path : null;
            return info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target ? target.FullName : null;
        }
        catch (IOException)
        {
            return null; // links in a circle
        }
    }

    private static string? ReadReference(string root, string name)
    {
        string path = Path.Combine(root, "refs", name);
        try
        {
            return File.Exists(path) && File.ReadAllText(path).Trim() is var commit && ManifestNode.IsName(commit) ? commit : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
