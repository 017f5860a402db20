using System.Runtime.ExceptionServices;

namespace Swictation.Stt;

/// <summary>
/// The place of one engine: loads it when it is needed, once however many need it at the same time, and unloads it when it has not been used
/// for a while, or for good. Safe for concurrent use.
/// </summary>
/// <param name="name">What messages call it.</param>
/// <param name="owner">The type whose disposal ends it.</param>
/// <param name="factory">Loads it; called outside of any lock of the slot's, by one caller at a time.</param>
/// <param name="idleUnload">How long it stays loaded without use; null for good.</param>
/// <param name="time">The clock.</param>
/// <param name="check">Throws where a loaded engine will not do.</param>
internal sealed class EngineSlot(string name, Type owner, Func<ISttEngine> factory, TimeSpan? idleUnload, TimeProvider time, Action<SttEngineInfo> check) : IDisposable
{
    private readonly Lock _lock = new();
    private ISttEngine? _engine;
    private SttEngineInfo? _info;
    private TaskCompletionSource<ExceptionDispatchInfo?>? _transition; // while the engine is being loaded or unloaded
    private ITimer? _timer;
    private long _idleSince;
    private int _calls;
    private int _utterances;
    private bool _disposed;
    private EngineLoadStatus _history = new();

    /// <summary>Gets which of two engines it is.</summary>
    public EngineRole Role { get; init; }

    /// <summary>Gets what is told each time after the engine was unloaded, outside of any lock of the slot's.</summary>
    public Action? Unloaded { get; init; }

    /// <summary>Gets what the engine is; null where it has never been loaded.</summary>
    public SttEngineInfo? Info
    {
        get
        {
            lock (_lock)
                return _info;
        }
    }

    /// <summary>Gets when the engine was last used, by the clock's timestamp; null where it is in use, on its way in or out, or not loaded.</summary>
    public long? IdleSince
    {
        get
        {
            lock (_lock)
                return IsIdle ? _idleSince : null;
        }
    }

    public EngineLoadStatus Status
    {
        get
        {
            lock (_lock)
                return _history with { IsLoaded = _engine is not null, Calls = _calls, Utterances = _utterances, Info = _info };
        }
    }

    /// <summary>Throws where a time without use is out of range.</summary>
    public static void CheckIdle(TimeSpan? value, string name)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(24))
            throw new ArgumentOutOfRangeException(name, value, "The time without use must be above 0 and up to 24 days, or null for an engine that stays.");
    }

    /// <summary>Gets the engine for a call; loads it where it is not loaded, or waits for who does.</summary>
    /// <exception cref="ObjectDisposedException">The owner was disposed.</exception>
    /// <exception cref="OperationCanceledException">The caller waited no longer. A load that has begun is not cancelled.</exception>
    public EngineLease Rent(CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource<ExceptionDispatchInfo?>? begun = null;
            Task<ExceptionDispatchInfo?> transition;
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, owner);
                if (_transition is null && _engine is not null)
                {
                    _calls++;
                    return new EngineLease(this, _engine, _info!);
                }

                cancellationToken.ThrowIfCancellationRequested();
                if (_transition is null)
                    _transition = begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
                transition = _transition.Task;
            }

            if (begun is null)
                transition.Wait(cancellationToken);
            else if (Load(begun) is { } lease)
                return lease;
            // Whoever waited for a load that failed is told so, rather than made to try in turn.
            transition.GetAwaiter().GetResult()?.Throw();
        }
    }

    /// <summary>Ends a call.</summary>
    public void Return()
    {
        ISttEngine? last;
        lock (_lock)
        {
            _calls--;
            last = NoteIdle();
        }

        Unload(last);
    }

    /// <summary>Says that an utterance is under way, by somebody who has a lease: the engine is not unloaded for lack of use.</summary>
    public void BeginUtterance()
    {
        lock (_lock)
            _utterances++;
    }

    /// <summary>Says that it is over.</summary>
    public void EndUtterance()
    {
        ISttEngine? last;
        lock (_lock)
        {
            _utterances--;
            last = NoteIdle();
        }

        Unload(last);
    }

    /// <summary>Unloads the engine if nobody uses it; who needs it meanwhile waits, and loads it again.</summary>
    /// <returns>Whether it was unloaded.</returns>
    public bool TryUnload()
    {
        TaskCompletionSource<ExceptionDispatchInfo?> transition;
        ISttEngine? idle;
        lock (_lock)
        {
            if (_disposed || !IsIdle)
                return false;
            (idle, transition) = BeginUnload();
        }

        FinishUnload(idle, transition);
        return true;
    }

    /// <summary>Unloads the engine for good once no call uses it any more. Utterances that are under way cannot go on.</summary>
    public void Dispose()
    {
        ISttEngine? last;
        ITimer? timer;
        lock (_lock)
        {
            _disposed = true;
            (timer, _timer) = (_timer, null);
            last = NoteIdle();
        }

        timer?.Dispose();
        Unload(last);
    }

    /// <returns>The engine for the call that loaded it, which nobody can unload before; null where it could not be loaded, or is not wanted any more.</returns>
    private EngineLease? Load(TaskCompletionSource<ExceptionDispatchInfo?> transition)
    {
        long began = time.GetTimestamp();
        ISttEngine? engine = null;
        SttEngineInfo? info = null;
        ExceptionDispatchInfo? failure = null;
        try
        {
            engine = factory() ?? throw new InvalidOperationException($"The factory of the {name} gave null; it has to give an engine.");
            info = engine.Info;
            check(info);
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }

        TimeSpan took = time.GetElapsedTime(began);
        ISttEngine? unwanted = failure is null ? null : engine;
        EngineLease? lease = null;
        lock (_lock)
        {
            _transition = null;
            if (failure is null)
            {
                _history = _history with { Loads = _history.Loads + 1, LastLoadTime = took, TotalLoadTime = _history.TotalLoadTime + took, LastError = null };
                (_engine, _info, _idleSince) = (engine, info, time.GetTimestamp());
                if (_disposed)
                {
                    unwanted = NoteIdle();
                }
                else
                {
                    _calls++;
                    lease = new EngineLease(this, engine!, info!);
                }
            }
            else
            {
                _history = _history with { FailedLoads = _history.FailedLoads + 1, LastError = failure.SourceException };
            }
        }

        if (failure is null)
            Unload(unwanted);
        else
            TryDispose(unwanted);
        transition.SetResult(failure);
        return lease;
    }

    /// <summary>Called in the lock where the engine may have become idle: sets the timer, or takes the engine out where it goes for good.</summary>
    /// <returns>The engine to unload, or null.</returns>
    private ISttEngine? NoteIdle()
    {
        if (_disposed)
            return _calls == 0 ? TakeOut() : null;
        if (_calls + _utterances > 0 || _engine is null)
            return null;
        _idleSince = time.GetTimestamp();
        if (idleUnload is not { } limit)
            return null;
        _timer ??= time.CreateTimer(static slot => ((EngineSlot)slot!).UnloadIfIdle(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(limit, Timeout.InfiniteTimeSpan);
        return null;
    }

    private void UnloadIfIdle()
    {
        TaskCompletionSource<ExceptionDispatchInfo?> transition;
        ISttEngine? idle;
        lock (_lock)
        {
            if (_disposed || !IsIdle)
                return;
            TimeSpan left = idleUnload!.Value - time.GetElapsedTime(_idleSince);
            if (left > TimeSpan.Zero)
            {
                // It was used in between, or the timer is a little early.
                _timer!.Change(left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left, Timeout.InfiniteTimeSpan);
                return;
            }

            (idle, transition) = BeginUnload();
        }

        FinishUnload(idle, transition);
    }

    private bool IsIdle => _engine is not null && _transition is null && _calls + _utterances == 0;

    /// <summary>Called in the lock. Who needs the engine now waits until it is gone: two of them would need twice the memory.</summary>
    private (ISttEngine? Idle, TaskCompletionSource<ExceptionDispatchInfo?> Transition) BeginUnload()
    {
        _transition = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return (TakeOut(), _transition);
    }

    private void FinishUnload(ISttEngine? idle, TaskCompletionSource<ExceptionDispatchInfo?> transition)
    {
        Unload(idle);
        lock (_lock)
            _transition = null;
        transition.SetResult(null);
    }

    private ISttEngine? TakeOut()
    {
        ISttEngine? engine = _engine;
        _engine = null;
        return engine;
    }

    private void Unload(ISttEngine? engine)
    {
        if (engine is null)
            return;
        long began = time.GetTimestamp();
        Exception? error = TryDispose(engine);
        TimeSpan took = time.GetElapsedTime(began);
        lock (_lock)
            _history = _history with { Unloads = _history.Unloads + 1, LastUnloadTime = took, LastError = error };
        Unloaded?.Invoke();
    }

    /// <summary>Disposes an engine. What it throws must not end the process: this may be the thread of a timer.</summary>
    private static Exception? TryDispose(ISttEngine? engine)
    {
        try
        {
            engine?.Dispose();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
