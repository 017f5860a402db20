using System.Collections.Concurrent;

namespace Swictation.Stt.Models;

/// <summary>
/// Brings a model into the store: files come together in a folder of their own, each under its name only when it is whole and right, and
/// the folder gets the model's name in one step at the end.
/// </summary>
internal sealed class ModelInstaller(StoreFolder store, ModelStoreOptions options)
{
    private const long Reserve = 16L << 20; // left free beside what is downloaded
    private const int TypicalExpansion = 3; // of an archive of weights

    private readonly HubCache? _cache = options.HubCache is { } folder ? new HubCache(folder) : null;

    public async Task<InstalledModel> InstallAsync(ModelEntry entry, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var meter = new DownloadMeter(entry, progress, options.TimeProvider);
        string revision = entry.Revision!;
        string folder = store.For(entry.Id, revision);
        DiskGuard.Run(store.Root, () => Directory.CreateDirectory(store.Root));
        using StoreLock held = await StoreLock.AcquireAsync(
            store.LockFor(entry.Id, revision), () => meter.Report(ModelDownloadPhase.Waiting), options.TimeProvider, cancellationToken).ConfigureAwait(false);
        if (StoreFolder.TryRead(folder, options.Manifest!) is { Damage: null } already)
            return already; // another process was faster

        string partial = store.PartialFor(entry.Id, revision);
        string files = Path.Combine(partial, "files");
        Prepare(folder, files);
        CheckSpace(entry, partial);
        ModelFile[] expected = Expect(entry, StoreRecord.TryRead(files));
        List<StoredFile> stored = await DownloadAsync(expected, partial, files, meter, cancellationToken).ConfigureAwait(false);
        stored = [.. stored.Select(file => file with { IsVerified = entry.Files.First(known => known.Name == file.Name).Sha256 is not null })];
        foreach (ModelFile archive in entry.Files.Where(static file => file.Archive is not null))
            stored.AddRange(await UnpackAsync(archive, partial, files, meter, cancellationToken).ConfigureAwait(false));
        new StoreRecord(entry.Id, revision, null, [.. stored.OrderBy(static file => file.Name, StringComparer.Ordinal)]).Write(files);
        Publish(files, folder);
        DiskGuard.Run(partial, () => Directory.Delete(partial, recursive: true));
        meter.Report(ModelDownloadPhase.Done);
        return StoreFolder.TryRead(folder, options.Manifest!) ?? throw new ModelStoreException($"{folder} disappeared while it was made. Run the command again.", folder);
    }

    /// <summary>Gives a finished folder its name; what was there before goes.</summary>
    public static void Publish(string finished, string folder) => DiskGuard.Run(folder, () =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.Move(finished, folder);
    });

    /// <summary>Starts from what an earlier download left, or from a model that was damaged since: its right files need not come again.</summary>
    private static void Prepare(string folder, string files) => DiskGuard.Run(files, () =>
    {
        if (!Directory.Exists(files) && Directory.Exists(folder))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(files)!);
            Directory.Move(folder, files);
        }

        Directory.CreateDirectory(files);
    });

    /// <summary>Lists the files with the digests that were recorded when they came, where a model is repaired and none were published.</summary>
    private static ModelFile[] Expect(ModelEntry entry, StoreRecord? record) =>
        [.. entry.Files.Select(file => file.Sha256 is null && file.Archive is null && record?.Files.FirstOrDefault(stored => stored.Name == file.Name) is { } recorded ? file with { Sha256 = recorded.Sha256 } : file)];

    private void CheckSpace(ModelEntry entry, string partial)
    {
        long present = Directory.EnumerateFiles(partial, "*", SearchOption.AllDirectories).Sum(static file => new FileInfo(file).Length);
        long archives = entry.Files.Where(static file => file.Archive is not null).Sum(file => Math.Min(file.Archive!.MaxUnpackedBytes ?? long.MaxValue, (file.Bytes ?? entry.TotalBytes) * TypicalExpansion));
        long needed = Math.Max(0, entry.TotalBytes - present) + archives + Reserve;
        if (DiskGuard.FreeSpace(partial) is { } free && free < needed)
        {
            throw new ModelStoreException(
                $"{entry.Id} needs {ByteSize.Format(needed)} in {store.Root}, and {ByteSize.Format(free)} are free. Make room, or set {ModelLocator.FoldersVariable} to a folder on a larger disk.",
                store.Root);
        }
    }

    private async Task<List<StoredFile>> DownloadAsync(ModelFile[] expected, string partial, string files, DownloadMeter meter, CancellationToken cancellationToken)
    {
        using var fetcher = new HttpFetcher(new Addresses(options.Hub!, options.Mirror, options.Token));
        var downloader = new FileDownloader(fetcher, options);
        var stored = new ConcurrentBag<StoredFile>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Connections, CancellationToken = cancellationToken };
        IEnumerable<ModelFile> largestFirst = expected.OrderByDescending(static file => file.Bytes ?? long.MaxValue);
        await Parallel.ForEachAsync(largestFirst, parallel, async (file, token) =>
        {
            string target = SafePath.Below(file.Archive is null ? files : Path.Combine(partial, "archives"), file.Name);
            StoredFile got = await TakePresentAsync(file, target, meter, token).ConfigureAwait(false)
                ?? await TakeCachedAsync(file, target, meter, token).ConfigureAwait(false)
                ?? await downloader.DownloadAsync(file, SafePath.Below(Path.Combine(partial, "parts"), file.Name), target, meter, token).ConfigureAwait(false);
            if (file.Archive is null)
                stored.Add(got);
        }).ConfigureAwait(false);
        return [.. stored];
    }

    /// <summary>Takes a file that an earlier download finished, if it is the right one.</summary>
    private static async Task<StoredFile?> TakePresentAsync(ModelFile file, string target, DownloadMeter meter, CancellationToken cancellationToken)
    {
        if (!File.Exists(target))
            return null;
        StoredFile? present = await CompareAsync(file, target, meter, cancellationToken).ConfigureAwait(false);
        if (present is null)
            DiskGuard.Run(target, () => File.Delete(target));
        return present;
    }

    /// <summary>Takes a file that Hugging Face's programs have downloaded already.</summary>
    private async Task<StoredFile?> TakeCachedAsync(ModelFile file, string target, DownloadMeter meter, CancellationToken cancellationToken)
    {
        if (_cache?.Find(file.Url) is not { } cached || await CompareAsync(file, cached, meter, cancellationToken).ConfigureAwait(false) is not { } right)
            return null;
        DiskGuard.Run(target, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!HardLink.TryCreate(cached, target))
                File.Copy(cached, target);
        });
        return right;
    }

    private static async Task<StoredFile?> CompareAsync(ModelFile file, string path, DownloadMeter meter, CancellationToken cancellationToken)
    {
        long length = new FileInfo(path).Length;
        if (file.Bytes is { } expected && length != expected)
            return null;
        string digest = await FileDigest.ComputeAsync(path, bytes => meter.Report(ModelDownloadPhase.Verifying, file.Name, bytes, length), cancellationToken).ConfigureAwait(false);
        return file.Sha256 is null || digest == file.Sha256 ? new StoredFile(file.Name, length, digest, file.Sha256 is not null) : null;
    }

    private static async Task<List<StoredFile>> UnpackAsync(ModelFile archive, string partial, string files, DownloadMeter meter, CancellationToken cancellationToken)
    {
        string path = SafePath.Below(Path.Combine(partial, "archives"), archive.Name);
        string unpacked = Path.Combine(partial, "unpacked");
        long size = new FileInfo(path).Length;
        DiskGuard.Run(unpacked, () =>
        {
            if (Directory.Exists(unpacked))
                Directory.Delete(unpacked, recursive: true);
        });
        try
        {
            // Decompression keeps a processor busy for a while: not on the caller's thread.
            await Task.Run(() => new ArchiveReader(path, archive.Archive!).Unpack(unpacked, bytes => meter.Report(ModelDownloadPhase.Unpacking, archive.Name, bytes, size), cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (ModelIntegrityException)
        {
            DiskGuard.Run(partial, () => Directory.Delete(partial, recursive: true));
            throw;
        }

        var stored = new List<StoredFile>();
        foreach (string file in Directory.EnumerateFiles(unpacked, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(unpacked, file).Replace('\\', '/');
            string digest = await FileDigest.ComputeAsync(file, static _ => { }, cancellationToken).ConfigureAwait(false);
            stored.Add(new StoredFile(name, new FileInfo(file).Length, digest, archive.Sha256 is not null));
            string target = SafePath.Below(files, name);
            DiskGuard.Run(target, () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Move(file, target, overwrite: true);
            });
        }

        return stored;
    }
}
