namespace Swictation.Stt.Models;

/// <summary>Takes models into the store that are on the machine already.</summary>
internal sealed class ModelImporter(StoreFolder store, ModelStoreOptions options)
{
    /// <summary>The revision of a model that no hub published.</summary>
    public const string LocalRevision = "local";

    private const int MaxFiles = 1000;
    private static readonly EnumerationOptions Visible = new() { RecurseSubdirectories = true, MaxRecursionDepth = 2, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };

    public async Task<InstalledModel> ImportAsync(string path, ModelImportOptions import, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellationToken)
    {
        if (import.Name is not null && !ManifestNode.IsName(import.Name))
            throw new ArgumentException($"\"{import.Name}\" is no name for a model: letters, digits, dots, hyphens and underscores, beginning with a letter or digit.", nameof(import));
        string? snapshot = new HubCache(options.HubCache ?? store.Root).FindSnapshot(path);
        string source = snapshot ?? Path.GetFullPath(path);
        if (!Directory.Exists(source))
            throw new ModelNotFoundException($"There is no folder {source}, and Hugging Face's cache has no repository of that name. Check the path.", source);
        Dictionary<string, string> files = FindFiles(source);
        string revision = snapshot is null ? LocalRevision : Path.GetFileName(snapshot);
        StoredFile[] stored = await ReadAsync(import.Name ?? Path.GetFileName(source), files, progress, cancellationToken).ConfigureAwait(false);
        (string id, stored) = Identify(import.Name, snapshot is null ? Path.GetFileName(source) : HubCache.RepositoryOf(snapshot), stored);
        using StoreLock held = await StoreLock.AcquireAsync(store.LockFor(id, revision), static () => { }, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        string staging = store.PartialFor(id, revision) + ".import";
        Empty(staging);
        bool isLinked = files.Any(static file => new FileInfo(file.Value).LinkTarget is not null);
        bool isInStore = import.Copy || (isLinked && Link(files, staging));
        if (import.Copy)
            Copy(files, staging, cancellationToken);
        else if (!isInStore)
            Empty(staging); // of links that came before the one that failed
        if (isLinked && !isInStore && files.Keys.FirstOrDefault(IsExternalData) is { } data)
            throw Unreachable(staging, source, data);
        new StoreRecord(id, revision, isInStore ? null : source, stored).Write(staging);
        string folder = store.For(id, revision);
        ModelInstaller.Publish(staging, folder);
        return StoreFolder.TryRead(folder, options.Manifest!) ?? throw new ModelStoreException($"{folder} disappeared while it was made. Run the command again.", folder);
    }

    private static void Empty(string folder) => DiskGuard.Run(folder, () =>
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
    });

    /// <summary>Lists what a folder holds, by names below it.</summary>
    private static Dictionary<string, string> FindFiles(string source)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(source, "*", Visible))
        {
            string name = Path.GetRelativePath(source, file).Replace('\\', '/');
            if (name.Split('/').Any(static part => part[0] == '.') || !SafePath.IsRelative(name))
                continue;
            if (HubCache.ResolveFile(file) is null)
                throw new ModelNotFoundException($"{file} is a link to nothing. Download the model again.", file);
            files.Add(name, file);
            if (files.Count > MaxFiles)
                throw new ModelNotFoundException($"{source} holds more than {MaxFiles} files. Name the folder of one model.", source);
        }

        if (!files.Keys.Any(static name => name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)))
            throw new ModelNotFoundException($"{source} holds no ONNX graph. Name the folder that holds a model's files.", source);
        return files;
    }

    private static async Task<StoredFile[]> ReadAsync(string model, Dictionary<string, string> files, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var resolved = files.ToDictionary(static file => file.Key, static file => HubCache.ResolveFile(file.Value)!, StringComparer.Ordinal);
        long total = resolved.Values.Sum(static file => new FileInfo(file).Length);
        long before = 0;
        var stored = new List<StoredFile>();
        foreach ((string name, string file) in resolved.OrderBy(static file => file.Key, StringComparer.Ordinal))
        {
            long length = new FileInfo(file).Length;
            string digest = await FileDigest.ComputeAsync(
                file, bytes => progress?.Report(new ModelDownloadProgress(model, ModelDownloadPhase.Verifying, name, bytes, length, before + bytes, total)), cancellationToken).ConfigureAwait(false);
            before += length;
            stored.Add(new StoredFile(name, length, digest, IsVerified: false));
        }

        return [.. stored];
    }

    /// <summary>Names a model: as asked, as the manifest's model that has the same files, or as its folder.</summary>
    private (string Id, StoredFile[] Files) Identify(string? asked, string folder, StoredFile[] files)
    {
        ModelEntry? entry = options.Manifest!.Models.FirstOrDefault(model => model.Files.Count > 0 && model.Files.All(file => file.Archive is null && file.Sha256 is not null
            && files.Any(have => have.Name == file.Name && have.Sha256 == file.Sha256)));
        if (entry is not null && (asked is null || entry.IsCalled(asked)))
        {
            HashSet<string> published = [.. entry.Files.Select(static file => file.Name)];
            return (entry.Id, [.. files.Select(file => published.Contains(file.Name) ? file with { IsVerified = true } : file)]);
        }

        string name = asked is not null ? options.Manifest.Find(asked)?.Id ?? asked
            : new string([.. folder.Select(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '-')]).Trim('-', '.', '_');
        return ManifestNode.IsName(name) ? (name, files) : throw new ArgumentException($"The folder's name \"{folder}\" is no name for a model. Choose one.", nameof(asked));
    }

    private static bool Link(Dictionary<string, string> files, string folder) => DiskGuard.Run(folder, () => files.All(file =>
    {
        string target = SafePath.Below(folder, file.Key);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        return HardLink.TryCreate(HubCache.ResolveFile(file.Value)!, target);
    }));

    private static void Copy(Dictionary<string, string> files, string folder, CancellationToken cancellationToken)
    {
        foreach ((string name, string file) in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string target = SafePath.Below(folder, name);
            DiskGuard.Run(target, () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(HubCache.ResolveFile(file)!, target);
            });
        }
    }

    /// <summary>Tells weights outside of a graph, which ONNX Runtime refuses behind a symbolic link.</summary>
    private static bool IsExternalData(string name) =>
        name.EndsWith(".data", StringComparison.Ordinal) || name.EndsWith("_data", StringComparison.Ordinal) || name.EndsWith(".weights", StringComparison.Ordinal);

    private ModelStoreException Unreachable(string staging, string source, string data)
    {
        DiskGuard.Run(staging, () => Directory.Delete(staging, recursive: true));
        return new ModelStoreException(
            $"{source} holds {data} as a link, and the store in {store.Root} lies on another disk, where it cannot be linked. Copy the files (--copy), or set {ModelLocator.FoldersVariable} to a folder on the same disk.",
            store.Root);
    }
}
