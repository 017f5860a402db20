using System.Globalization;

namespace Swictation.Stt;

/// <summary>
/// Keeps engines within the memory there is: loads each when it is first needed, knows what it takes, and unloads what nobody uses - after a while,
/// when another needs the room, when the system runs short of memory, and on request.
/// </summary>
/// <remarks>
/// <para>An engine that was added is an <see cref="ISttEngine"/> like any other, and can be given to whatever takes one: a pipeline, a
/// <see cref="HybridEngine"/>. It is loaded by the call that needs it; who needs it meanwhile waits, and so does who wants to load another.</para>
/// <para>An engine in use is never unloaded. A call uses it, and so does a stream from the first sample of an utterance until
/// <see cref="ISttStream.Finish"/>, <see cref="ISttStream.Reset"/> or its disposal; a stream that is open, but has not been written to since,
/// does not, and goes on with the engine when that is loaded again.</para>
/// <para>Where a load would pass a limit, the engines unused for longest go, one after another, until there is room; where there is none even so,
/// none goes, and <see cref="MemoryLimitException"/> is thrown. What an engine takes is measured at each load; until then its options' expectation
/// counts, and where a load passes a limit that nobody expected, it is taken back.</para>
/// <para>Safe for concurrent use.</para>
/// </remarks>
public sealed class EngineManager : IDisposable
{
    private readonly EngineManagerOptions _options;
    private readonly IMemoryProbe _probe;
    private readonly EngineMetrics _metrics;
    private readonly Lock _loading = new(); // held during loads: their measurements and their limits must not mix
    private readonly Lock _lock = new(); // of the fields below; never held while something is loaded or unloaded
    private readonly List<ManagedEngine> _engines = [];
    private MemoryPressureMonitor? _monitor;
    private bool _disposed;

    /// <summary>Initializes a new instance of the <see cref="EngineManager"/> class. Loads nothing.</summary>
    /// <param name="options">The limits, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    public EngineManager(EngineManagerOptions? options = null)
    {
        _options = options ?? new EngineManagerOptions();
        _options.Validate();
        _probe = _options.Probe ?? new MachineProbe();
        _metrics = new EngineMetrics(_options.MeterFactory, () => Engines);
    }

    /// <summary>Gets the engines in the order in which they were added, each with what it takes. Loads nothing.</summary>
    public IReadOnlyList<ManagedEngineStatus> Engines => [.. Snapshot().Select(engine => engine.GetStatus(_options.TimeProvider))];

    /// <summary>Adds an engine. Loads nothing.</summary>
    /// <param name="name">What to call it, in messages and metrics; each name once.</param>
    /// <param name="load">Loads it, such as <c>() => SttEngine.Load("parakeet-tdt-0.6b-v3")</c>; called again after it was unloaded.</param>
    /// <param name="options">How it is treated, or <see langword="null"/> for the defaults.</param>
    /// <returns>The engine. Disposing it takes it out of the manager; disposing the manager disposes it.</returns>
    /// <exception cref="ArgumentException">The name is blank or taken, or an option is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The manager was disposed.</exception>
    public ISttEngine Add(string name, Func<ISttEngine> load, ManagedEngineOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(load);
        options ??= new ManagedEngineOptions();
        options.Validate();
        TimeSpan? idleUnload = options.KeepLoaded ? null : options.IdleUnload ?? _options.IdleUnload;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_engines.Any(engine => engine.Name == name))
                throw new ArgumentException($"There is an engine {name} already; choose another name.", nameof(name));
            var added = new ManagedEngine(name, options, idleUnload, _options.TimeProvider, engine => Load(engine, load), Forget, NoteUnloaded);
            _engines.Add(added);
            if (_options.UnloadUnderPressure)
                _monitor ??= MemoryPressureMonitor.Start(RelievePressure, _probe.Read, _options.TimeProvider);
            return added;
        }
    }

    /// <summary>Unloads an engine unless it is in use. The next call loads it again.</summary>
    /// <param name="name">The name under which it was added.</param>
    /// <returns>Whether it was unloaded: <see langword="false"/> where it is in use or not loaded.</returns>
    /// <exception cref="ArgumentException">There is no engine of that name.</exception>
    public bool Unload(string name)
    {
        ManagedEngine engine = Snapshot().FirstOrDefault(engine => engine.Name == name)
            ?? throw new ArgumentException($"There is no engine {name}. There are: {string.Join(", ", Snapshot().Select(static engine => engine.Name))}.", nameof(name));
        return engine.TryUnload("request");
    }

    /// <summary>Unloads all engines that nobody uses.</summary>
    /// <returns>How many were unloaded.</returns>
    public int UnloadIdle() => Snapshot().Count(static engine => engine.TryUnload("request"));

    /// <summary>Unloads all engines, each once no call uses it any more; later calls throw.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
        }

        _monitor?.Dispose();
        foreach (ManagedEngine engine in Snapshot())
            engine.Dispose();
        _metrics.Dispose();
        _probe.Dispose();
    }

    /// <summary>Unloads the engine that was unused for longest: the system is short of memory.</summary>
    internal void RelievePressure()
    {
        foreach (ManagedEngine engine in Evictable(except: null))
        {
            if (engine.TryUnload("pressure"))
                return;
        }
    }

    private ISttEngine Load(ManagedEngine engine, Func<ISttEngine> load)
    {
        lock (_loading)
        {
            MakeRoom(engine, engine.ExpectedResident, engine.ExpectedDevice);
            long before = _probe.Read().ResidentBytes;
            long? deviceBefore = _probe.ReadDeviceBytes();
            ISttEngine loaded = load() ?? throw new InvalidOperationException($"What loads the engine {engine.Name} gave null; it has to give an engine.");
            try
            {
                long resident = Math.Max(0, _probe.Read().ResidentBytes - before);
                long? device = _probe.ReadDeviceBytes() is { } after && deviceBefore is { } earlier ? Math.Max(0, after - earlier) : null;
                engine.Measure(resident, device);
                MakeRoom(engine, resident, device ?? 0, isLoaded: true);
                engine.NoteLoaded();
                _metrics.Loads.Add(1, EngineMetrics.Tag(engine.Name));
                return loaded;
            }
            catch
            {
                loaded.Dispose();
                _probe.Trim();
                throw;
            }
        }
    }

    /// <summary>Unloads what nobody uses, the longest unused first, until an engine has room.</summary>
    /// <exception cref="MemoryLimitException">There is no room even so; nothing was unloaded, unless somebody began to use an engine meanwhile.</exception>
    private void MakeRoom(ManagedEngine engine, long resident, long device, bool isLoaded = false)
    {
        bool first = true;
        while (true)
        {
            ManagedEngine[] others = [.. Snapshot().Where(other => other != engine)];
            ManagedEngine[] evictable = [.. Evictable(except: engine)];
            long free = _options.KeepFreeBytes > 0 ? _probe.Read().FreeBytes : long.MaxValue;
            if (FindExcess(others, resident, device, isLoaded ? long.MaxValue : free) is not { } excess)
                return;
            long released = evictable.Sum(static other => other.ResidentBytes);
            long mostFree = free == long.MaxValue || isLoaded ? long.MaxValue : free + released;
            if (evictable.Length == 0 || (first && FindExcess([.. others.Except(evictable)], resident, device, mostFree) is not null))
            {
                throw new MemoryLimitException(
                    $"The engine {engine.Name} {(isLoaded ? "was unloaded again" : "was not loaded")}: {excess}, and {(evictable.Length == 0 ? "no other engine can be unloaded" : "unloading all that nobody uses would not be enough")}. " +
                    "Choose a smaller model, end what uses others, or raise the limit.",
                    engine.Name);
            }

            evictable[0].TryUnload("limit");
            first = false;
        }
    }

    private string? FindExcess(IReadOnlyList<ManagedEngine> others, long resident, long device, long free)
    {
        long residentSum = others.Sum(static other => other.ResidentBytes) + resident;
        if (residentSum > _options.MaxResidentBytes)
            return $"with it engines would take {Megabytes(residentSum)} of memory, and may take {Megabytes(_options.MaxResidentBytes.Value)}";
        long deviceSum = others.Sum(static other => other.DeviceBytes ?? 0) + device;
        if (deviceSum > _options.MaxDeviceBytes)
            return $"with it engines would take {Megabytes(deviceSum)} of GPU memory, and may take {Megabytes(_options.MaxDeviceBytes.Value)}";
        return free != long.MaxValue && free - resident < _options.KeepFreeBytes
            ? $"it takes {Megabytes(resident)}, {Megabytes(free)} are free, and {Megabytes(_options.KeepFreeBytes)} are to stay free"
            : null;
    }

    /// <summary>Gets the engines that nobody uses and that may go, the longest unused first.</summary>
    private IEnumerable<ManagedEngine> Evictable(ManagedEngine? except) => Snapshot()
        .Where(engine => engine != except && !engine.KeepLoaded)
        .Select(static engine => (Engine: engine, Since: engine.IdleSince))
        .Where(static entry => entry.Since is not null)
        .OrderBy(static entry => entry.Since)
        .Select(static entry => entry.Engine);

    private ManagedEngine[] Snapshot()
    {
        lock (_lock)
            return [.. _engines];
    }

    private void Forget(ManagedEngine engine)
    {
        lock (_lock)
            _engines.Remove(engine);
    }

    private void NoteUnloaded(ManagedEngine engine, string reason)
    {
        _metrics.Unloads.Add(1, EngineMetrics.Tag(engine.Name), new(SttDiagnostics.ReasonTag, reason));
        _probe.Trim();
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB");
}
