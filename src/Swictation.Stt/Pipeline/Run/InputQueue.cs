using Swictation.Stt.Audio;

namespace Swictation.Stt;

/// <summary>Hands samples from the reader of a source to the worker.</summary>
/// <remarks>One reader of the source writes, one worker takes. What a live source gives beyond the capacity is lost, and told with its place; any other source waits.</remarks>
/// <param name="capacity">How many samples must fit.</param>
/// <param name="isLive">Whether the source cannot wait.</param>
/// <param name="changed">Is told by how many samples the queue has grown, or shrunk where that is negative.</param>
internal sealed class InputQueue(int capacity, bool isLive, Action<int> changed) : IDisposable
{
    /// <summary>The most that is given at once: often enough, a worker looks whether it is to stop.</summary>
    private const int MaxBlock = 4096;

    private readonly SampleRingBuffer _ring = new(capacity);
    private readonly Wakeup _data = new();
    private readonly Wakeup _room = new();
    private SampleOverrun? _gap;
    private long _lossTold;
    private volatile bool _complete;

    /// <summary>Gets what the source failed with; to be read after the end.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Gets how many samples wait.</summary>
    public int Count => _ring.Count;

    /// <summary>Adds samples, and waits for room where the source can wait.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        int most = isLive ? int.MaxValue : _ring.Capacity / 4;
        while (!samples.IsEmpty && !_complete)
        {
            ReadOnlyMemory<float> part = samples[..Math.Min(samples.Length, most)];
            if (isLive)
                changed(_ring.Write(part.Span));
            else if (_ring.TryWrite(part.Span))
                changed(part.Length);
            else
            {
                await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            _data.Set();
            samples = samples[part.Length..];
        }
    }

    /// <summary>Says that no more samples will come: later ones are not taken. Only the first call counts.</summary>
    /// <param name="failure">Why, where the source failed.</param>
    public void Complete(Exception? failure)
    {
        if (_complete)
            return;
        Failure = failure;
        _complete = true;
        _data.Set();
        _room.Set();
    }

    /// <summary>Waits for samples or the end.</summary>
    /// <param name="samples">Receives the next samples, to be taken with <see cref="Advance"/>; empty where audio was lost.</param>
    /// <param name="lost">Receives how many samples were lost before the next ones.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False at the end.</returns>
    public bool Wait(out ReadOnlySpan<float> samples, out long lost, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool complete = _complete;
            if (TryPeek(out samples, out lost))
                return true;
            if (complete)
            {
                lost = _ring.DroppedSamples - _lossTold;
                _lossTold += lost;
                return lost > 0;
            }

            _data.Wait(cancellationToken);
        }
    }

    /// <summary>Takes samples that <see cref="Wait"/> gave.</summary>
    public void Advance(int count)
    {
        _ring.Advance(count);
        changed(-count);
        _room.Set();
    }

    /// <summary>Releases what there is; to be called when nobody writes or takes any more.</summary>
    public void Dispose()
    {
        changed(-_ring.Count);
        _data.Dispose();
        _room.Dispose();
    }

    private bool TryPeek(out ReadOnlySpan<float> samples, out long lost)
    {
        // The samples first: a gap before them shows no later than they do.
        samples = _ring.Peek();
        samples = samples[..Math.Min(samples.Length, MaxBlock)];
        lost = 0;
        if (_gap is null && _ring.TryReadOverrun(out SampleOverrun gap))
            _gap = gap;
        if (_gap is not { } next)
            return !samples.IsEmpty;
        long before = next.ReadPosition - _ring.ReadSamples;
        if (before > 0)
        {
            samples = samples[..(int)Math.Min(samples.Length, before)];
            return !samples.IsEmpty;
        }

        samples = default;
        lost = next.Count;
        _lossTold += lost;
        _gap = null;
        return true;
    }
}
