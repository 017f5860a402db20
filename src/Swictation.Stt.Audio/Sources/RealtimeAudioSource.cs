namespace Swictation.Stt.Audio;

/// <summary>Gives another source's audio block by block, each when its last sample would have been recorded.</summary>
internal sealed class RealtimeAudioSource : IAudioSource
{
    private readonly IAudioSource _source;
    private readonly TimeProvider _timeProvider;
    private readonly bool _leaveOpen;
    private readonly CancellationTokenSource _disposed = new();
    private readonly float[] _block;
    private long? _startTimestamp;
    private long _framesBefore;
    private int _start;
    private int _end;
    private bool _complete;

    public RealtimeAudioSource(IAudioSource source, TimeProvider timeProvider, TimeSpan blockLength, bool leaveOpen)
    {
        _source = source;
        _timeProvider = timeProvider;
        _leaveOpen = leaveOpen;
        int frames = Math.Max(1, (int)(blockLength.TotalSeconds * source.SampleRate));
        _block = new float[frames * source.Channels];
    }

    public int SampleRate => _source.SampleRate;

    public int Channels => _source.Channels;

    public bool IsLive => true;

    public async ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken = default)
    {
        destination = SourceGuard.WholeFrames(destination, Channels);
        cancellationToken.ThrowIfCancellationRequested();
        if (_disposed.IsCancellationRequested)
            return 0;
        _startTimestamp ??= _timeProvider.GetTimestamp();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        try
        {
            await FillAsync(either.Token).ConfigureAwait(false);
            await WaitUntilRecordedAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            if (_disposed.IsCancellationRequested)
                return 0;
            throw new OperationCanceledException(cancellationToken);
        }

        int count = Math.Min(destination.Length, _end - _start);
        _block.AsMemory(_start, count).CopyTo(destination);
        _start += count;
        if (_start == _end)
        {
            _framesBefore += _end / Channels;
            (_start, _end) = (0, 0);
            _complete = false;
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        if (!_leaveOpen)
            await _source.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Reads until the block is full or the audio ends. What has come stays where the wait is cancelled.</summary>
    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        while (!_complete)
        {
            int count = await _source.ReadAsync(_block.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _end += count;
            _complete = count == 0 || _end == _block.Length;
        }
    }

    private async ValueTask WaitUntilRecordedAsync(CancellationToken cancellationToken)
    {
        TimeSpan due = TimeSpan.FromSeconds((double)(_framesBefore + _end / Channels) / SampleRate);
        TimeSpan delay = due - _timeProvider.GetElapsedTime(_startTimestamp!.Value);
        if (_end > 0 && delay > TimeSpan.Zero)
            await Task.Delay(delay, _timeProvider, cancellationToken).ConfigureAwait(false);
    }
}
