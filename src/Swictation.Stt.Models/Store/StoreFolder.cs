namespace Swictation.Stt.Models;

/// <summary>A store's folder: <c>id/revision/</c> for each model, and beside them what is not finished.</summary>
/// <remarks>Safe for concurrent use; nothing is remembered.</remarks>
internal sealed class StoreFolder(string root)
{
    private const int ShortCommit = 12;

    public string Root => root;

    /// <summary>Gets the folder of a model's revision; commits are shortened.</summary>
    public string For(string id, string revision) => Path.Combine(root, id, ShortName(revision));

    /// <summary>Gets the folder in which a model's revision comes together.</summary>
    public string PartialFor(string id, string revision) => Path.Combine(root, ".partial", $"{id}@{ShortName(revision)}");

    /// <summary>Gets the file that whoever gets or removes a model's revision holds open.</summary>
    public string LockFor(string id, string revision) => Path.Combine(root, ".locks", $"{id}@{ShortName(revision)}");

    /// <summary>Lists what is in the store, by id and revision.</summary>
    public IEnumerable<InstalledModel> List(ModelManifest manifest) =>
        Folders(root).SelectMany(id => Revisions(id, manifest));

    /// <summary>Finds a model that is whole: the manifest's revision before others.</summary>
    public InstalledModel? Find(string id, ModelManifest manifest)
    {
        InstalledModel[] revisions = [.. Revisions(Path.Combine(root, id), manifest)];
        return revisions.FirstOrDefault(static model => model.Damage is null && model.Entry is { Revision: { } revision } && ShortName(model.Revision) == ShortName(revision))
            ?? revisions.LastOrDefault(static model => model.Damage is null);
    }

    /// <summary>Lists the revisions in a model's folder.</summary>
    public static IEnumerable<InstalledModel> Revisions(string folder, ModelManifest manifest) =>
        Folders(folder).Select(revision => TryRead(revision, manifest)).OfType<InstalledModel>();

    /// <summary>Reads a revision's folder; null where the store did not finish it.</summary>
    public static InstalledModel? TryRead(string folder, ModelManifest manifest)
    {
        if (StoreRecord.TryRead(folder) is not { } record)
            return null;
        string directory = record.Location ?? folder;
        return new InstalledModel
        {
            Id = record.Id,
            Revision = record.Revision,
            Directory = directory,
            Folder = folder,
            Files = record.Files,
            Entry = manifest.Find(record.Id),
            Damage = FindDamage(directory, record.Files),
        };
    }

    public static string ShortName(string revision) => revision.Length == 40 && revision.All(char.IsAsciiHexDigit) ? revision[..ShortCommit] : revision;

    private static string? FindDamage(string directory, IReadOnlyList<StoredFile> files)
    {
        foreach (StoredFile file in files)
        {
            var info = new FileInfo(SafePath.Below(directory, file.Name));
            if (!info.Exists)
                return $"{file.Name} is missing";
            long length = info.LinkTarget is null ? info.Length : ((FileInfo?)info.ResolveLinkTarget(returnFinalTarget: true))?.Length ?? 0;
            if (length != file.Bytes)
                return $"{file.Name} has {length} bytes instead of {file.Bytes}";
        }

        return null;
    }

    private static IEnumerable<string> Folders(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. Directory.EnumerateDirectories(folder).Where(static path => Path.GetFileName(path)[0] != '.').Order(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // what cannot be read holds no models
        }
    }
}
