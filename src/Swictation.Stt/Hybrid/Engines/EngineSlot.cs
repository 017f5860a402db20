using System.Runtime.ExceptionServices;

namespace Swictation.Stt;

/// <summary>
/// The place of one engine: loads it when it is needed, once however many need it at the same time, and unloads it when it has not been used
/// for a while, or for good. Safe for concurrent use.
/// </summary>
/// <param name="role">Which engine it is.</param>
/// <param name="factory">Loads it.</param>
/// <param name="idleUnload">How long it stays loaded without use; null for good.</param>
/// <param name="time">The clock.</param>
/// <param name="check">Throws where a loaded engine will not do.</param>
internal sealed class EngineSlot(EngineRole role, Func<ISttEngine> factory, TimeSpan? idleUnload, TimeProvider time, Action<SttEngineInfo> check) : IDisposable
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

    public EngineRole Role => role;

    /// <summary>Gets what the engine is; null where it has never been loaded.</summary>
    public SttEngineInfo? Info
    {
        get
        {
            lock (_lock)
                return _info;
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

    /// <summary>Gets the engine for a call; loads it where it is not loaded, or waits for who does.</summary>
    /// <exception cref="ObjectDisposedException">The hybrid was disposed.</exception>
    /// <exception cref="OperationCanceledException">The caller waited no longer. A load that has begun is not cancelled.</exception>
    public EngineLease Rent(CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource<ExceptionDispatchInfo?>? begun = null;
            Task<ExceptionDispatchInfo?> transition;
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, typeof(HybridEngine));
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

            if (begun is not null)
                Load(begun);
            else
                transition.Wait(cancellationToken);
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

    private void Load(TaskCompletionSource<ExceptionDispatchInfo?> transition)
    {
        long began = time.GetTimestamp();
        ISttEngine? engine = null;
        SttEngineInfo? info = null;
        ExceptionDispatchInfo? failure = null;
        try
        {
            engine = factory() ?? throw new InvalidOperationException($"The factory of the {Name} gave null; it has to give an engine.");
            info = engine.Info;
            check(info);
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }

        TimeSpan took = time.GetElapsedTime(began);
        ISttEngine? unwanted = failure is null ? null : engine;
        lock (_lock)
        {
            _transition = null;
            if (failure is null)
            {
                _history = _history with { Loads = _history.Loads + 1, LastLoadTime = took, TotalLoadTime = _history.TotalLoadTime + took, LastError = null };
                (_engine, _info) = (engine, info);
                unwanted = _disposed ? NoteIdle() : null;
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
    }

    /// <summary>Called in the lock where the engine may have become idle: sets the timer, or takes the engine out where it goes for good.</summary>
    /// <returns>The engine to unload, or null.</returns>
    private ISttEngine? NoteIdle()
    {
        if (_disposed)
            return _calls == 0 ? TakeOut() : null;
        if (_calls + _utterances > 0 || _engine is null || idleUnload is not { } limit)
            return null;
        _idleSince = time.GetTimestamp();
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
            if (_disposed || _engine is null || _transition is not null || _calls + _utterances > 0)
                return;
            TimeSpan left = idleUnload!.Value - time.GetElapsedTime(_idleSince);
            if (left > TimeSpan.Zero)
            {
                // It was used in between, or the timer is a little early.
                _timer!.Change(left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left, Timeout.InfiniteTimeSpan);
                return;
            }

            idle = TakeOut();
            // Who needs it now waits until it is gone: two of them would need twice the memory.
            _transition = transition = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

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

    private string Name => role == EngineRole.Primary ? "primary engine" : "fallback engine";
}
