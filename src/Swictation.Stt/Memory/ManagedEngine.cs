namespace Swictation.Stt;

/// <summary>An engine of a manager: loaded when it is called, and unloaded when the manager says so.</summary>
internal sealed class ManagedEngine : ISttEngine
{
    private const string ByTime = "idle";

    private readonly EngineSlot _slot;
    private readonly ManagedEngineOptions _options;
    private readonly Action<ManagedEngine> _forget;
    private long _measuredResident = -1;
    private long _measuredDevice = -1;
    private volatile bool _isMeasuredNow; // whether what was measured is in memory
    private volatile string _reason = ByTime;
    private volatile bool _disposed;

    /// <param name="name">What it is called.</param>
    /// <param name="options">How it is treated.</param>
    /// <param name="idleUnload">How long it stays loaded without use; null for good.</param>
    /// <param name="time">The clock.</param>
    /// <param name="load">Loads it.</param>
    /// <param name="forget">Takes it out of the manager.</param>
    /// <param name="unloaded">Told why it was unloaded, each time.</param>
    public ManagedEngine(
        string name, ManagedEngineOptions options, TimeSpan? idleUnload, TimeProvider time, Func<ManagedEngine, ISttEngine> load, Action<ManagedEngine> forget, Action<ManagedEngine, string> unloaded)
    {
        Name = name;
        _options = options;
        _forget = forget;
        _slot = new EngineSlot($"engine {name}", typeof(ManagedEngine), () => load(this), idleUnload, time, static _ => { })
        {
            Unloaded = () =>
            {
                _isMeasuredNow = false;
                unloaded(this, _disposed ? "disposed" : _reason);
            },
        };
    }

    public string Name { get; }

    public bool KeepLoaded => _options.KeepLoaded;

    /// <summary>Gets how much it will take: what was measured, else what is expected.</summary>
    public long ExpectedResident => Volatile.Read(ref _measuredResident) is >= 0 and var measured ? measured : _options.ExpectedResidentBytes;

    public long ExpectedDevice => Volatile.Read(ref _measuredDevice) is >= 0 and var measured ? measured : _options.ExpectedDeviceBytes;

    /// <summary>Gets what it takes now.</summary>
    public long ResidentBytes => _isMeasuredNow ? ExpectedResident : 0;

    public long? DeviceBytes => !_isMeasuredNow ? 0 : Volatile.Read(ref _measuredDevice) is >= 0 and var measured ? measured : null;

    /// <inheritdoc cref="EngineSlot.IdleSince"/>
    public long? IdleSince => _slot.IdleSince;

    public SttEngineInfo Info
    {
        get
        {
            if (_slot.Info is { } known)
                return known;
            using EngineLease lease = _slot.Rent(CancellationToken.None);
            return lease.Info;
        }
    }

    public ManagedEngineStatus GetStatus(TimeProvider time) => new(Name, _slot.Status)
    {
        ResidentBytes = ResidentBytes,
        DeviceBytes = DeviceBytes,
        Idle = IdleSince is { } since ? time.GetElapsedTime(since) : null,
    };

    public void Measure(long resident, long? device)
    {
        Volatile.Write(ref _measuredResident, resident);
        Volatile.Write(ref _measuredDevice, device ?? -1);
    }

    public void NoteLoaded() => _isMeasuredNow = true;

    /// <summary>Unloads it unless it is in use.</summary>
    public bool TryUnload(string reason)
    {
        _reason = reason;
        bool unloaded = _slot.TryUnload();
        _reason = ByTime;
        return unloaded;
    }

    public Transcription Transcribe(ReadOnlySpan<float> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        using EngineLease lease = Rent(cancellationToken);
        return lease.Engine.Transcribe(audio, options, cancellationToken);
    }

    public IReadOnlyList<Transcription> Transcribe(
        IReadOnlyList<ReadOnlyMemory<float>> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        using EngineLease lease = Rent(cancellationToken);
        return lease.Engine.Transcribe(audio, options, cancellationToken);
    }

    public Transcription Transcribe(ISampleSource audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        using EngineLease lease = Rent(cancellationToken);
        return lease.Engine.Transcribe(audio, options, cancellationToken);
    }

    /// <remarks>Loads nothing: that happens with the first samples of an utterance.</remarks>
    public ISttStream OpenStream(StreamOptions? options = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        options ??= StreamOptions.Default;
        options.Validate();
        return new ManagedStream(_slot, options, this);
    }

    public void Dispose()
    {
        _disposed = true;
        _slot.Dispose();
        _forget(this);
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);

    private EngineLease Rent(CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        return _slot.Rent(cancellationToken);
    }
}
