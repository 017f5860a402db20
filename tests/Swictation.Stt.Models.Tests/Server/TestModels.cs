namespace Swictation.Stt.Models.Tests.Server;

/// <summary>Makes manifests of what a server serves, and stores that use them.</summary>
internal static class TestModels
{
    public const string Id = "test-model";

    public static ModelFile File(FileServer server, string path, ServedFile served, bool isVerified = true, bool hasSize = true, ModelArchive? archive = null) => new()
    {
        Name = Path.GetFileName(path),
        Url = server[path],
        Bytes = hasSize ? served.Content.Length : null,
        Sha256 = isVerified ? served.Sha256 : null,
        Archive = archive,
    };

    public static ModelEntry Entry(params ModelFile[] files) => new()
    {
        Id = Id,
        Aliases = ["alias"],
        Engine = "parakeet",
        Layout = "ctc",
        Precision = "float",
        Description = "A test.",
        Languages = ["en"],
        Licence = "MIT",
        Revision = "r1",
        Files = files,
        TotalBytes = files.Sum(static file => file.Bytes ?? 0),
    };

    /// <summary>Makes a store whose patience is short.</summary>
    public static ModelStore Store(string folder, ModelEntry entry, Func<ModelStoreOptions, ModelStoreOptions>? change = null)
    {
        var options = new ModelStoreOptions
        {
            Folder = folder,
            Manifest = new ModelManifest([entry]),
            Offline = false,
            HubCache = Path.Combine(folder, "no-cache"),
            Token = string.Empty,
            StallTimeout = TimeSpan.FromSeconds(20),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            Seed = 1,
        };
        return new ModelStore(change?.Invoke(options) ?? options);
    }
}
