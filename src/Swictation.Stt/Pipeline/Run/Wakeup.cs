namespace Swictation.Stt;

/// <summary>Wakes one waiter. A call that comes before the wait is not lost; several count as one.</summary>
/// <remarks>After a wait the waiter looks at what was changed before the call; it may find that nothing was.</remarks>
internal sealed class Wakeup : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(0);
    private int _set;

    public void Set()
    {
        if (Interlocked.Exchange(ref _set, 1) == 0)
            _semaphore.Release();
    }

    public void Wait(CancellationToken cancellationToken)
    {
        _semaphore.Wait(cancellationToken);
        Interlocked.Exchange(ref _set, 0);
    }

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        await _semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
        Interlocked.Exchange(ref _set, 0);
    }

    public void Dispose() => _semaphore.Dispose();
}
