namespace Swictation.Stt.Audio;

/// <summary>Reads blocks that come one by one, as interleaved samples without seams.</summary>
internal sealed class BlockAudioSource : IAudioSource
{
    private readonly PendingOperation<bool> _next;
    private readonly float[] _frame;
    private ReadOnlyMemory<float> _block;
    private int _frameFilled;

    public BlockAudioSource(IAsyncEnumerable<ReadOnlyMemory<float>> blocks, int sampleRate, int channels, bool isLive)
    {
        SampleRate = sampleRate;
        Channels = channels;
        IsLive = isLive;
        _frame = new float[channels];
        IAsyncEnumerator<ReadOnlyMemory<float>>? enumerator = null;
        _next = new PendingOperation<bool>(
            async token =>
            {
                enumerator ??= blocks.GetAsyncEnumerator(token);
                bool any = await enumerator.MoveNextAsync().ConfigureAwait(false);
                if (any)
                    _block = enumerator.Current;
                return any;
            },
            () => enumerator?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    public int SampleRate { get; }

    public int Channels { get; }

    public bool IsLive { get; }

    public async ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken = default)
    {
        destination = SourceGuard.WholeFrames(destination, Channels);
        while (true)
        {
            int written = Take(destination.Span);
            if (written > 0)
                return written;
            if (!await _next.WaitAsync(cancellationToken).ConfigureAwait(false))
                return 0;
        }
    }

    public ValueTask DisposeAsync() => _next.DisposeAsync();

    /// <summary>Takes whole frames off the block; what is left of it begins a frame that the next block goes on with.</summary>
    private int Take(Span<float> destination)
    {
        int written = 0;
        if (_frameFilled > 0 && !_block.IsEmpty)
        {
            int missing = Math.Min(Channels - _frameFilled, _block.Length);
            Keep(missing);
            if (_frameFilled < Channels)
                return 0;
            _frame.CopyTo(destination);
            _frameFilled = 0;
            written = Channels;
        }

        int whole = Math.Min(destination.Length - written, _block.Length / Channels * Channels);
        _block.Span[..whole].CopyTo(destination[written..]);
        _block = _block[whole..];
        if (_block.Length < Channels)
            Keep(_block.Length);
        return written + whole;
    }

    private void Keep(int count)
    {
        _block.Span[..count].CopyTo(_frame.AsSpan(_frameFilled));
        _frameFilled += count;
        _block = _block[count..];
    }
}
