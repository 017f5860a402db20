namespace Swictation.Stt.Audio;

/// <summary>
/// Waits for operations that cannot be taken back, one after another. A cancelled wait leaves its operation running, and the next wait
/// resumes it: nothing that it brings is lost. Once disposed, waits give the default value.
/// </summary>
/// <remarks>One waiter at a time; <see cref="DisposeAsync"/> may be called by another thread, and ends the wait.</remarks>
/// <param name="start">Starts an operation. The token is cancelled at the end.</param>
/// <param name="release">Called once, after the end, as soon as no operation runs; null where there is nothing to release.</param>
internal sealed class PendingOperation<T>(Func<CancellationToken, ValueTask<T>> start, Func<ValueTask>? release = null) : IAsyncDisposable
    where T : struct
{
    // Never disposed: it has no timer, and an operation that goes on may still register with its token.
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private Task<T>? _pending;
    private bool _running;
    private bool _ended;

    public async ValueTask<T> WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_ended)
                return default;
            _running |= _pending is null;
        }

        Task<T> pending = _pending ??= RunAsync();
        if (!pending.IsCompleted)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
            await Task.WhenAny(pending, Task.Delay(Timeout.Infinite, either.Token)).ConfigureAwait(false);
            await either.CancelAsync().ConfigureAwait(false);
        }

        if (pending.IsCompleted)
        {
            _pending = null;
            return await pending.ConfigureAwait(false);
        }

        return _end.IsCancellationRequested ? default : throw new OperationCanceledException(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        bool idle;
        lock (_lock)
        {
            if (_ended)
                return;
            _ended = true;
            idle = !_running;
        }

        await _end.CancelAsync().ConfigureAwait(false);
        if (idle && release is not null)
            await release().ConfigureAwait(false);
    }

    private async Task<T> RunAsync()
    {
        try
        {
            return await start(_end.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_end.IsCancellationRequested)
        {
            return default; // it failed because it was ended
        }
        finally
        {
            bool ended;
            lock (_lock)
            {
                _running = false;
                ended = _ended;
            }

            if (ended && release is not null)
                await release().ConfigureAwait(false);
        }
    }
}
