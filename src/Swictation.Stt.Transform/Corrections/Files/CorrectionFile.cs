namespace Swictation.Stt.Transform.Corrections;

/// <summary>
/// A lexicon in a file (see <see cref="CorrectionTable"/>) that is compiled anew when the file changes, and swapped in one step. A file that is
/// broken, or gone, leaves the last good lexicon in place. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Changes are learned from the system's notices (<see cref="FileSystemWatcher"/>) and, because these come late, twice or not at all on some file
/// systems, from the file's time and length. Compiling happens on a thread of the pool, where <see cref="Reloaded"/> is raised too.
/// </remarks>
public sealed class CorrectionFile : IDisposable
{
    private readonly CorrectionFileOptions _options;
    private readonly Lock _loading = new();
    private readonly FileSystemWatcher? _watcher;
    private readonly ITimer? _debounce;
    private readonly ITimer? _poll;
    private volatile CorrectionLexicon _current;
    private volatile CorrectionFileException? _error;
    private (DateTime Time, long Length) _seen;
    private volatile bool _isDisposed;

    /// <summary>Loads a file and begins to watch it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <exception cref="CorrectionFileException">The file cannot be read or has faulty lines: at the start there is no lexicon to keep.</exception>
    /// <exception cref="ArgumentException">The path is empty, or an option is out of its range.</exception>
    public CorrectionFile(string path, CorrectionFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _options = options ?? new CorrectionFileOptions();
        _options.Validate();
        Path = System.IO.Path.GetFullPath(path);
        _seen = Stamp();
        _current = new CorrectionLexicon(CorrectionTable.Read(Path), _options.Lexicon);
        if (!_options.Watch)
            return;
        _debounce = _options.TimeProvider.CreateTimer(static file => ((CorrectionFile)file!).TryReload(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _poll = _options.TimeProvider.CreateTimer(static file => ((CorrectionFile)file!).Look(), this, _options.PollInterval, _options.PollInterval);
        _watcher = TryWatch();
    }

    /// <summary>Occurs after the file was loaded again, or could not be. Handlers run on the pool's thread and should be short.</summary>
    public event EventHandler<CorrectionFileReloadedEventArgs>? Reloaded;

    /// <summary>Gets the file.</summary>
    public string Path { get; }

    /// <summary>Gets the lexicon that counts now. Take it once for each text.</summary>
    public CorrectionLexicon Current => _current;

    /// <summary>Gets why the file could not be loaded the last time, with its line; <see langword="null"/> where it could.</summary>
    public CorrectionFileException? LastError => _error;

    /// <summary>Loads the file now, on the calling thread.</summary>
    /// <returns>The lexicon that counts now.</returns>
    /// <exception cref="CorrectionFileException">The file cannot be read or has faulty lines; the lexicon stays what it was.</exception>
    public CorrectionLexicon Reload()
    {
        CorrectionFileException? error = Load();
        return error is null ? _current : throw error;
    }

    /// <summary>Stops watching. The lexicon stays usable.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _watcher?.Dispose();
        _poll?.Dispose();
        _debounce?.Dispose();
    }

    private (DateTime Time, long Length) Stamp()
    {
        try
        {
            var file = new FileInfo(Path);
            return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private FileSystemWatcher? TryWatch()
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(System.IO.Path.GetDirectoryName(Path)!, System.IO.Path.GetFileName(Path));
            watcher.Changed += (_, _) => Notice();
            watcher.Created += (_, _) => Notice();
            watcher.Deleted += (_, _) => Notice();
            watcher.Renamed += (_, _) => Notice();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or PlatformNotSupportedException)
        {
            // There is no watching here, or no more of it (Linux counts watchers): the file is looked at from time to time.
            watcher?.Dispose();
            return null;
        }
    }

    private void Look()
    {
        (DateTime, long) now = Stamp();
        bool isChanged;
        lock (_loading)
            isChanged = now != _seen;
        if (isChanged)
            Notice();
    }

    private void Notice()
    {
        try
        {
            if (!_isDisposed)
                _debounce?.Change(_options.Debounce, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // A notice that came while watching ended.
        }
    }

    private void TryReload()
    {
        if (_isDisposed)
            return;
        CorrectionFileException? error = Load();
        Reloaded?.Invoke(this, new CorrectionFileReloadedEventArgs(_current, error));
    }

    private CorrectionFileException? Load()
    {
        lock (_loading)
        {
            // The stamp is older than what is read: what is written in between is noticed at the next look.
            _seen = Stamp();
            try
            {
                _current = new CorrectionLexicon(CorrectionTable.Read(Path), _options.Lexicon);
                return _error = null;
            }
            catch (CorrectionFileException exception)
            {
                return _error = exception;
            }
        }
    }
}
