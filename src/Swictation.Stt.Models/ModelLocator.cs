namespace Swictation.Stt.Models;

/// <summary>Finds models on this machine. Never downloads anything.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public static class ModelLocator
{
    /// <summary>The environment variable that names the model to use where none is asked for.</summary>
    public const string DefaultModelVariable = "SWICTATION_MODEL";

    /// <summary>The environment variable that names folders with models, separated as in PATH. The first is the store's.</summary>
    public const string FoldersVariable = "SWICTATION_MODELS";

    /// <summary>The model that is used where none is asked for and <see cref="DefaultModelVariable"/> is not set.</summary>
    public const string DefaultModel = "tiny-en";

    /// <summary>
    /// Gets the folders in which models are looked for by name, in order: those of <see cref="FoldersVariable"/>, or where it is not set the
    /// store's usual folder (<see cref="ModelStore.DefaultFolder"/>); then the application's <c>models</c>.
    /// </summary>
    /// <returns>The folders as full paths; they need not exist.</returns>
    public static IReadOnlyList<string> GetFolders()
    {
        IReadOnlyList<string> configured = ConfiguredFolders();
        IEnumerable<string> folders = configured.Count > 0 || ModelStore.PlatformDefault is not { } usual ? configured : [usual];
        return [.. folders.Append(Path.Combine(AppContext.BaseDirectory, "models"))];
    }

    /// <summary>Finds a model by its directory or name.</summary>
    /// <param name="model">
    /// A directory; or the id or alias of a model of a store, or the name of a folder, below those of <see cref="GetFolders"/>;
    /// <see langword="null"/> for the default.
    /// </param>
    /// <returns>Where it is.</returns>
    /// <exception cref="ModelNotFoundException">
    /// It is not on this machine. The message says where it was looked for and, where a manifest knows it, the command that gets it, its size
    /// and its licence.
    /// </exception>
    /// <exception cref="ModelIntegrityException">A model of a store is damaged, or one of the user's manifests is wrong.</exception>
    public static LocatedModel Find(string? model = null)
    {
        string wanted = model ?? Environment.GetEnvironmentVariable(DefaultModelVariable) ?? DefaultModel;
        bool isName = wanted.Length > 0 && wanted.AsSpan().IndexOfAny('/', '\\') < 0 && wanted[0] != '.';
        if (!isName && Directory.Exists(wanted))
            return new LocatedModel(Path.GetFullPath(wanted), null);
        ModelManifest manifest = ModelManifest.ReadAll();
        ModelEntry? entry = manifest.Find(wanted);
        if (isName)
        {
            foreach (string folder in GetFolders())
            {
                if (FindIn(folder, wanted, entry, manifest) is { } located)
                    return located;
            }
        }

        if (isName && Directory.Exists(wanted))
            return new LocatedModel(Path.GetFullPath(wanted), null);
        if (entry is not null)
            throw Missing(entry, GetFolders());
        if (File.Exists(wanted))
            throw new ModelNotFoundException($"{Path.GetFullPath(wanted)} is a file; a model is a directory. Name the directory that holds it.", wanted);
        string looked = isName ? $" It is neither a directory nor a folder in {string.Join(" or ", GetFolders())}." : string.Empty;
        string names = string.Join(", ", manifest.Models.Where(static known => known.Engine != "silero").Select(static known => known.Id));
        throw new ModelNotFoundException(
            $"There is no model \"{wanted}\".{looked} Name the directory that holds the model's files, or one of: {names}.", wanted);
    }

    internal static IReadOnlyList<string> ConfiguredFolders() =>
        [.. (Environment.GetEnvironmentVariable(FoldersVariable) ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFullPath)];

    /// <summary>Says of a known model that is not there how to get it.</summary>
    internal static ModelNotFoundException Missing(ModelEntry entry, IReadOnlyList<string> folders)
    {
        string looked = $"The model \"{entry.Id}\" is not in {string.Join(" or ", folders)}.";
        if (entry.IsBundled)
            return new ModelNotFoundException($"{looked} It ships with the library: add the package Swictation.Stt.Models.TinyEn.", entry.Id);
        string licence = entry.LicenceUrl is { } url ? $"{entry.Licence}, {url}" : entry.Licence;
        return new ModelNotFoundException(
            $"{looked} Get it with: swictation models pull {entry.Id} ({(entry.IsTotalExact ? string.Empty : "about ")}{ByteSize.Format(entry.TotalBytes)}, licence {licence}). In a program: await new ModelStore().EnsureAsync(\"{entry.Id}\").",
            entry.Id);
    }

    /// <summary>Says of a damaged model how to repair it.</summary>
    internal static ModelIntegrityException Damaged(InstalledModel model)
    {
        string remedy = model.Entry is { IsBundled: false } ? $"Repair it with: swictation models pull {model.Id}" : "Put its files back and import it again, or remove it.";
        return new ModelIntegrityException($"The model {model.Id} in {model.Directory} is damaged: {model.Damage}. {remedy}", model.Directory);
    }

    private static LocatedModel? FindIn(string folder, string wanted, ModelEntry? entry, ModelManifest manifest)
    {
        string[] names = entry is null || entry.Id == wanted ? [wanted] : [wanted, entry.Id];
        foreach (string name in names)
        {
            string candidate = Path.Combine(folder, name);
            if (!Directory.Exists(candidate))
                continue;
            if (new StoreFolder(folder).Find(name, manifest) is { } stored)
                return new LocatedModel(stored.Directory, entry ?? stored.Entry);
            if (StoreFolder.Revisions(candidate, manifest).FirstOrDefault() is { } damaged)
                throw Damaged(damaged);
            if (Directory.EnumerateFileSystemEntries(candidate).Any())
                return new LocatedModel(candidate, entry);
        }

        return null;
    }
}
