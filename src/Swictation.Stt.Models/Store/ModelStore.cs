namespace Swictation.Stt.Models;

/// <summary>
/// Keeps models on this machine: a folder for each model and revision, downloaded, verified and named only when they are whole and right.
/// </summary>
/// <remarks>
/// Safe for concurrent use, also by several processes: of two that want the same model one gets it and the other waits. Nothing is
/// downloaded but by <see cref="EnsureAsync"/>. The folder holds <c>id/revision/</c> for each model, <c>.partial/</c> with what is not
/// finished, and <c>.locks/</c>.
/// </remarks>
public sealed class ModelStore
{
    private readonly ModelStoreOptions _options;
    private readonly StoreFolder _folder;

    /// <summary>Initializes a new instance of the <see cref="ModelStore"/> class. Nothing is made or read on the disk but the user's manifests.</summary>
    /// <param name="options">Where it is and how it downloads, or <see langword="null"/> for what the environment says.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ModelNotFoundException">A manifest that the environment names is not there.</exception>
    /// <exception cref="ModelIntegrityException">One of the user's manifests is wrong.</exception>
    /// <exception cref="ModelStoreException">The system tells no folder for data.</exception>
    public ModelStore(ModelStoreOptions? options = null)
    {
        _options = (options ?? new ModelStoreOptions()).Resolve();
        _folder = new StoreFolder(_options.Folder!);
    }

    /// <summary>Gets the folder of a store that is not told another one: the first of <c>SWICTATION_MODELS</c>, else <c>swictation/models</c> in the platform's folder for data.</summary>
    /// <remarks>The platform's folder is <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c>, LocalAppData on Windows, Application Support on macOS.</remarks>
    /// <exception cref="ModelStoreException">The system tells no folder for data.</exception>
    public static string DefaultFolder =>
        (ModelLocator.ConfiguredFolders() is [var first, ..] ? first : PlatformDefault)
        ?? throw new ModelStoreException($"This system tells no folder for data. Set {ModelLocator.FoldersVariable} to a folder for models.", ModelLocator.FoldersVariable);

    /// <summary>Gets the store's folder as a full path; it need not exist.</summary>
    public string Folder => _folder.Root;

    /// <summary>Gets the models that are known.</summary>
    public ModelManifest Manifest => _options.Manifest!;

    /// <summary>Gets how many bytes are free on the store's disk; <see langword="null"/> where the system does not tell.</summary>
    public long? FreeBytes => DiskGuard.FreeSpace(Folder);

    internal static string? PlatformDefault => PlatformFolders.Data is { } data ? Path.Combine(data, "models") : null;

    /// <summary>Lists what is in the store, damaged models too, by id and revision.</summary>
    /// <returns>The models.</returns>
    public IReadOnlyList<InstalledModel> List() => [.. _folder.List(Manifest)];

    /// <summary>Finds a model that is in the store and not damaged. Never downloads anything.</summary>
    /// <param name="name">Its id or an alias, in any letter case.</param>
    /// <returns>The model, of the manifest's revision if that is there; <see langword="null"/> where the store does not have it.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public InstalledModel? Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return ManifestNode.IsName(name) ? _folder.Find(Manifest.Find(name)?.Id ?? name, Manifest) : null;
    }

    /// <summary>Sees to it that a model is in the store: downloads what is missing of it, resuming what was begun.</summary>
    /// <param name="name">Its id or an alias, in any letter case.</param>
    /// <param name="progress">What is told how far it is; reports come one after the other, at most twenty a second.</param>
    /// <param name="cancellationToken">Ends the download; what is there stays and is resumed.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ModelNotFoundException">No manifest knows the model, or it ships with the library.</exception>
    /// <exception cref="ModelDownloadException">A server refused or failed too often, or downloads are forbidden.</exception>
    /// <exception cref="ModelIntegrityException">A server has another file than the manifest says, an archive is damaged, or an imported model is.</exception>
    /// <exception cref="ModelStoreException">The disk is full or the folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The download was cancelled.</exception>
    public async Task<InstalledModel> EnsureAsync(string name, IProgress<ModelDownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ModelEntry? entry = Manifest.Find(name);
        InstalledModel? present = Find(name);
        if (present is not null && (entry?.Revision is null || present.IsInPlace || present.Revision == entry.Revision || present.Revision == ModelImporter.LocalRevision))
            return present;
        if (entry is null)
            throw Revisions(name) is [var damaged, ..] ? ModelLocator.Damaged(damaged) : Unknown(name);
        if (entry.IsBundled)
            throw new ModelNotFoundException($"{entry.Id} ships with the library and is not downloaded. Add the package Swictation.Stt.Models.TinyEn.", entry.Id);
        if (_options.Offline == true)
        {
            throw new ModelDownloadException(
                $"{entry.Id} is not in {Folder}, and downloads are forbidden ({ModelStoreOptions.OfflineVariable} or --offline). Allow them, or import the model from a folder.", entry.Files[0].Url);
        }

        return await new ModelInstaller(_folder, _options).InstallAsync(entry, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Compares every file of a model with its digest.</summary>
    /// <param name="name">Its id or an alias, in any letter case.</param>
    /// <param name="progress">What is told how far it is.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    /// <returns>What was found, for each revision of the model.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ModelNotFoundException">The model is not in the store.</exception>
    /// <exception cref="ModelStoreException">A file cannot be read.</exception>
    public async Task<IReadOnlyList<ModelVerification>> VerifyAsync(string name, IProgress<ModelDownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var results = new List<ModelVerification>();
        foreach (InstalledModel model in Require(name))
            results.Add(await ModelVerifier.VerifyAsync(model, progress, cancellationToken).ConfigureAwait(false));
        return results;
    }

    /// <summary>Removes all revisions of a model, and what is there of unfinished downloads. Files that are used in place stay where they are.</summary>
    /// <param name="name">Its id or an alias, in any letter case.</param>
    /// <param name="cancellationToken">Ends the waiting for another process that works on the model.</param>
    /// <returns>What was removed; empty where only an unfinished download was.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ModelNotFoundException">The model is not in the store.</exception>
    /// <exception cref="ModelStoreException">A folder cannot be removed.</exception>
    public async Task<IReadOnlyList<InstalledModel>> RemoveAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ModelEntry? entry = Manifest.Find(name);
        string id = entry?.Id ?? name;
        string? unfinished = entry?.Revision is { } pending && Directory.Exists(_folder.PartialFor(id, pending)) ? _folder.PartialFor(id, pending) : null;
        IReadOnlyList<InstalledModel> models = unfinished is null ? Require(name) : [.. Revisions(name)];
        foreach (InstalledModel model in models)
        {
            using StoreLock held = await LockAsync(id, model.Revision, cancellationToken).ConfigureAwait(false);
            DiskGuard.Run(model.Folder, () =>
            {
                // Without its record it is no model any more, whenever the rest is interrupted.
                File.Delete(Path.Combine(model.Folder, StoreRecord.FileName));
                Directory.Delete(model.Folder, recursive: true);
            });
        }

        if (unfinished is not null)
        {
            using StoreLock held = await LockAsync(id, entry!.Revision!, cancellationToken).ConfigureAwait(false);
            DiskGuard.Run(unfinished, () => Directory.Delete(unfinished, recursive: true));
        }

        string folder = Path.Combine(_folder.Root, id);
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            DiskGuard.Run(folder, () => Directory.Delete(folder));
        return models;
    }

    /// <summary>
    /// Takes a model that is on this machine already into the store: a folder, a snapshot of Hugging Face's cache, or a repository that is in
    /// that cache. Its files are not copied: a folder is used in place, and links of a cache become hard links in the store, beside each
    /// other under their own names, where ONNX Runtime finds a graph's external data.
    /// </summary>
    /// <param name="path">A folder, or <c>owner/repository</c>.</param>
    /// <param name="options">How to name it, and whether to copy.</param>
    /// <param name="progress">What is told how far the files have been read for their digests.</param>
    /// <param name="cancellationToken">Ends the import.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> or the name is none.</exception>
    /// <exception cref="ModelNotFoundException">There is no such folder, or it holds no graphs.</exception>
    /// <exception cref="ModelStoreException">The store cannot be written, or lies on another disk than linked files with external data.</exception>
    public Task<InstalledModel> ImportAsync(
        string path, ModelImportOptions? options = null, IProgress<ModelDownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ModelImporter(_folder, _options).ImportAsync(path, options ?? new ModelImportOptions(), progress, cancellationToken);
    }

    /// <summary>Asks the hub for the sizes and digests of a model's files.</summary>
    /// <param name="name">Its id or an alias, in any letter case.</param>
    /// <param name="revision">Which commit, tag or branch; <see langword="null"/> for the manifest's.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The entry with the commit, the sizes and the digests that the hub publishes.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or <paramref name="revision"/> is none.</exception>
    /// <exception cref="ModelNotFoundException">No manifest knows the model, or none of its files is from the hub.</exception>
    /// <exception cref="ModelDownloadException">The hub refused, could not be reached, or lacks a file; or downloads are forbidden.</exception>
    public async Task<ModelEntry> PinAsync(string name, string? revision = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (revision is not null && !ManifestNode.IsName(revision))
            throw new ArgumentException($"\"{revision}\" is no revision: letters, digits, dots, hyphens and underscores.", nameof(revision));
        ModelEntry entry = Manifest.Find(name) ?? throw Unknown(name);
        using var client = new HubClient(_options);
        return await client.PinAsync(entry, revision, cancellationToken).ConfigureAwait(false);
    }

    private Task<StoreLock> LockAsync(string id, string revision, CancellationToken cancellationToken) =>
        StoreLock.AcquireAsync(_folder.LockFor(id, revision), static () => { }, _options.TimeProvider, cancellationToken);

    private InstalledModel[] Revisions(string name) =>
        ManifestNode.IsName(name) ? [.. StoreFolder.Revisions(Path.Combine(_folder.Root, Manifest.Find(name)?.Id ?? name), Manifest)] : [];

    private InstalledModel[] Require(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (Revisions(name) is { Length: > 0 } revisions)
            return revisions;
        throw Manifest.Find(name) is { } entry ? ModelLocator.Missing(entry, [Folder]) : Unknown(name);
    }

    private ModelNotFoundException Unknown(string name) =>
        new($"There is no model \"{name}\". Known are: {string.Join(", ", Manifest.Models.Select(static model => model.Id))}. Add one of your own with a manifest ({ModelManifestFiles.Variable}), or import a folder.", name);
}
