using System.Collections.Concurrent;
using System.Collections.ObjectModel;

namespace Swictation.Stt.Onnx;

/// <summary>
/// Keeps the graphs that ONNX Runtime has rewritten for this machine in a folder, so that the next start need not rewrite them again.
/// </summary>
/// <remarks>
/// <para>A graph is taken from the cache only where everything is as it was when it was made: ONNX Runtime's version and build, the processor's
/// model and features, the options, and the model's files (place, length, time, and a digest: of the whole where a file is up to 16 MiB, else of
/// 64 samples). It is checked against its digest each time, long weights that were not
/// written to since against samples; one that is damaged is thrown away. The results are those of the model itself, bit
/// for bit: the same rewriting was done, only earlier.</para>
/// <para>Nothing that goes wrong here is an error: where the folder cannot be read or written, or the disk is full, models load as without it. Entries
/// appear by renaming, so that any number of processes may share a folder. The first load of a model writes the graph, which costs as
/// long as it takes to write so much; its digests are made afterwards in the background, and a process that ends before leaves the work to the next.</para>
/// <para>Only graphs that run on the processor are kept, and only of models up to a quarter of <see cref="MaxBytes"/>: the larger a model, the longer
/// writing takes and the less of a load is rewriting. Weights lie in a file of their own beside the graph, and are mapped: models above protobuf's
/// limit of 2 GB are kept as well. Safe for concurrent use.</para>
/// </remarks>
public sealed class GraphCache
{
    /// <summary>The environment variable that turns <see cref="OpenDefault()"/> off with <c>0</c>, or names its folder.</summary>
    public const string Variable = "SWICTATION_GRAPH_CACHE";

    /// <summary>The environment variable that names the folder of everything that this family of libraries caches.</summary>
    public const string FolderVariable = "SWICTATION_CACHE";

    /// <summary>How much a cache holds where nothing else is said: 4 GiB.</summary>
    public const long DefaultMaxBytes = 4L << 30;

    private const string UnfinishedPrefix = "new-";
    private const string DiscardedPrefix = "old-";
    private const int LargestShare = 4; // a model may take a quarter of the cache
    private const int LeastExternalBytes = 1024; // smaller constants stay in the graph
    private const long SpareBytes = 64L << 20; // what a disk keeps free
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Task, bool> _finishing = new();

    /// <summary>Initializes a new instance of the <see cref="GraphCache"/> class. Touches no disk.</summary>
    /// <param name="folder">The folder; made when it is first needed, for this user only.</param>
    /// <param name="maxBytes">How much the graphs may take together; those unused for longest go first. Above 0.</param>
    /// <param name="timeProvider">The clock that says when a graph was used, or <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBytes"/> is not above 0.</exception>
    public GraphCache(string folder, long maxBytes = DefaultMaxBytes, TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        Folder = Path.GetFullPath(folder);
        MaxBytes = maxBytes;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Gets the folder as a full path.</summary>
    public string Folder { get; }

    /// <summary>Gets how much the graphs may take together.</summary>
    public long MaxBytes { get; }

    /// <summary>Gets the cache of this user, unless it is turned off.</summary>
    /// <returns>
    /// The cache in the folder that <see cref="Variable"/> names, else in <c>graphs</c> below <see cref="FolderVariable"/>, else below the
    /// platform's folder for caches (<c>$XDG_CACHE_HOME/swictation</c> or <c>~/.cache/swictation</c>, <c>~/Library/Caches/swictation</c>,
    /// <c>%LOCALAPPDATA%\swictation\cache</c>); <see langword="null"/> where <see cref="Variable"/> is <c>0</c>, or the user has no such folder.
    /// </returns>
    public static GraphCache? OpenDefault() => OpenDefault(Environment.GetEnvironmentVariable);

    internal static GraphCache? OpenDefault(Func<string, string?> environment)
    {
        string? chosen = environment(Variable);
        if (chosen == "0")
            return null;
        string? folder = !string.IsNullOrWhiteSpace(chosen) ? chosen : CacheRoot(environment) is { } root ? Path.Combine(root, "graphs") : null;
        return folder is null ? null : new GraphCache(folder);
    }

    /// <summary>Counts what the cache holds.</summary>
    /// <returns>The number of graphs, and what they take; none where the folder is absent or cannot be read.</returns>
    public GraphCacheUsage GetUsage()
    {
        IReadOnlyList<Kept> entries = ListEntries();
        return new GraphCacheUsage(entries.Count, entries.Sum(static entry => entry.Bytes));
    }

    /// <summary>Says whether graphs can be added; tries it.</summary>
    /// <returns>Whether the folder is there, or can be made, and takes files.</returns>
    public bool TryWrite()
    {
        if (TryCreateFolder(Path.Combine(Folder, UnfinishedPrefix + Guid.NewGuid().ToString("N"))) is not { } made)
            return false;
        TryDelete(made);
        return true;
    }

    /// <summary>Removes all graphs. Those that are in use stay usable where the system lets files go while they are open, and are kept where it does not.</summary>
    public void Clear()
    {
        foreach (Kept entry in ListEntries())
            Discard(entry.Folder);
        RemoveAbandoned(TimeSpan.Zero);
    }

    /// <summary>Gets how the free space of a folder's disk is found; throws as <see cref="DriveInfo"/> does.</summary>
    internal Func<string, long> FreeSpace { get; init; } = static folder => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>Waits until the graphs of the models loaded so far are in the cache, for a program that ends at once. Nothing else has to call it.</summary>
    public void Flush() => Task.WaitAll([.. _finishing.Keys]);

    /// <summary>Says whether a model is worth looking up: it is to be rewritten, for the processor, and the caller does not want the result elsewhere.</summary>
    internal static bool Serves(string path, SessionOptions options) =>
        options.OptimizationLevel != GraphOptimizationLevel.None && options.OptimizedModelPath is null
        && options.Providers.All(static provider => provider.Provider == ExecutionProvider.Cpu)
        && !path.EndsWith(".ort", StringComparison.OrdinalIgnoreCase);

    /// <summary>Loads a model by its kept graph; where there is none, by its own, which is kept for the next time.</summary>
    /// <param name="path">The model's full path.</param>
    /// <param name="options">The options, which are valid.</param>
    /// <param name="env">The environment.</param>
    /// <param name="load">Loads a file.</param>
    internal InferenceSession Open(string path, SessionOptions options, OrtEnv env, Func<string, SessionOptions, InferenceSession> load)
    {
        if (GraphKey.TryCreate(path, options, env) is not { } key)
            return load(path, options);
        var entry = new GraphEntry(Path.Combine(Folder, key.Name));
        return TryOpenKept(entry, key, options, load) ?? TryOpenAndKeep(entry, key, path, options, load) ?? load(path, options);
    }

    private InferenceSession? TryOpenKept(GraphEntry entry, GraphKey key, SessionOptions options, Func<string, SessionOptions, InferenceSession> load)
    {
        if (!Directory.Exists(entry.Folder))
            return null;
        if (entry.Check(key) is not { } weights)
        {
            Discard(entry.Folder);
            return null;
        }

        // The graph is right and its weights have the right length: at worst they are wrong numbers, which is known before anybody sees one.
        Task<bool> checking = Task.Run(() => entry.AreWeightsRight(weights));
        InferenceSession? session = null;
        try
        {
            session = load(entry.Graph, options with { OptimizationLevel = GraphOptimizationLevel.None, FreeDimensions = ReadOnlyDictionary<string, long>.Empty });
        }
        catch (SttException)
        {
            // The model itself is loaded instead, and tells what is wrong if it is not the entry.
        }

        if (checking.GetAwaiter().GetResult() && session is not null)
        {
            Touch(entry.Folder);
            return session;
        }

        session?.Dispose();
        Discard(entry.Folder);
        return null;
    }

    /// <returns>The session; null where the graph could not be written, or the model not be loaded.</returns>
    private InferenceSession? TryOpenAndKeep(GraphEntry entry, GraphKey key, string path, SessionOptions options, Func<string, SessionOptions, InferenceSession> load)
    {
        string unfinished = Path.Combine(Folder, UnfinishedPrefix + Guid.NewGuid().ToString("N"));
        if (key.SourceBytes > MaxBytes / LargestShare || TryCreateFolder(unfinished) is null || !HasRoom(key.SourceBytes))
        {
            TryDelete(unfinished);
            return null;
        }

        var written = new GraphEntry(unfinished);
        try
        {
            InferenceSession session = load(path, options with
            {
                OptimizedModelPath = written.Graph,
                ConfigEntries = new Dictionary<string, string>(options.ConfigEntries)
                {
                    ["session.optimized_model_external_initializers_file_name"] = GraphEntry.WeightsFile,
                    ["session.optimized_model_external_initializers_min_size_in_bytes"] = $"{LeastExternalBytes}",
                },
            });
            Task finishing = Task.Run(() => Finish(written, key, entry.Folder));
            _finishing[finishing] = true;
            _ = finishing.ContinueWith(done => _finishing.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return session;
        }
        catch (SttException)
        {
            TryDelete(unfinished);
            return null;
        }
    }

    /// <summary>Makes a written graph an entry, and lets older ones go where there are too many.</summary>
    private void Finish(GraphEntry written, GraphKey key, string folder)
    {
        try
        {
            written.Seal(key);
            if (SizeOf(written.Folder) <= MaxBytes)
                Directory.Move(written.Folder, folder); // fails where another process was quicker, which is as good
            RemoveSurplus(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // There will be another start.
        }

        TryDelete(written.Folder);
        RemoveAbandoned(AbandonedAfter);
    }

    private void RemoveSurplus(string newest)
    {
        IReadOnlyList<Kept> entries = ListEntries();
        long bytes = entries.Sum(static entry => entry.Bytes);
        foreach (Kept entry in entries.Where(entry => entry.Folder != newest).OrderBy(static entry => entry.Used))
        {
            if (bytes <= MaxBytes)
                return;
            Discard(entry.Folder);
            bytes -= entry.Bytes;
        }
    }

    /// <summary>Removes what processes left that ended before they were finished.</summary>
    private void RemoveAbandoned(TimeSpan age)
    {
        DateTime before = _time.GetUtcNow().UtcDateTime - age;
        foreach (string folder in List().Where(static folder => !IsEntry(folder)))
        {
            if (Directory.GetLastWriteTimeUtc(folder) <= before)
                TryDelete(folder);
        }
    }

    private List<Kept> ListEntries() => [.. List().Where(IsEntry).Select(static folder => new Kept(folder, SizeOf(folder), Directory.GetLastWriteTimeUtc(folder)))];

    private static bool IsEntry(string folder) =>
        Path.GetFileName(folder) is var name && !name.StartsWith(UnfinishedPrefix, StringComparison.Ordinal) && !name.StartsWith(DiscardedPrefix, StringComparison.Ordinal);

    private string[] List()
    {
        try
        {
            return Directory.GetDirectories(Folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static long SizeOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles().Sum(static file => file.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0; // it has just been removed
        }
    }

    private bool HasRoom(long sourceBytes)
    {
        try
        {
            // Constants that are computed beforehand can double a model.
            return FreeSpace(Folder) - (2 * sourceBytes) >= SpareBytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return true; // not known
        }
    }

    private static string? TryCreateFolder(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Touch(string folder)
    {
        try
        {
            Directory.SetLastWriteTimeUtc(folder, _time.GetUtcNow().UtcDateTime);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is used all the same.
        }
    }

    /// <summary>Takes an entry's name away at once, so that nobody finds half of it, and then its files.</summary>
    private void Discard(string folder)
    {
        string discarded = Path.Combine(Folder, DiscardedPrefix + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.Move(folder, discarded);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return; // another process did, or nobody can
        }

        TryDelete(discarded);
    }

    private static void TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is removed when it is old.
        }
    }

    private static string? CacheRoot(Func<string, string?> environment)
    {
        if (environment(FolderVariable) is { Length: > 0 } configured)
            return configured;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } local ? Path.Combine(local, "swictation", "cache") : null;
        if (OperatingSystem.IsMacOS())
            return home.Length > 0 ? Path.Combine(home, "Library", "Caches", "swictation") : null;
        // The XDG base directory specification: relative paths are ignored.
        if (environment("XDG_CACHE_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg))
            return Path.Combine(xdg, "swictation");
        return home.Length > 0 ? Path.Combine(home, ".cache", "swictation") : null;
    }

    private readonly record struct Kept(string Folder, long Bytes, DateTime Used);
}
