namespace Swictation.Stt;

/// <summary>Remembers when audio arrived, to tell how long after it something came out.</summary>
/// <remarks>Safe for concurrent use. Holds a fixed number of blocks; what is older counts as having come with the oldest of them.</remarks>
/// <param name="resolution">The least length of a block in samples; shorter ones are put together.</param>
internal sealed class ArrivalLog(long resolution)
{
    private const int Capacity = 4096;

    private readonly Lock _lock = new();
    private readonly (long End, long Timestamp)[] _blocks = new (long, long)[Capacity];
    private long _count;

    /// <summary>Notes that the audio up to a position has arrived.</summary>
    public void Add(long end, long timestamp)
    {
        lock (_lock)
        {
            // The timestamp of a block is that of its last sample.
            bool joins = _count > 1 && end - At(_count - 2).End <= resolution;
            if (joins)
                _count--;
            _blocks[_count++ % Capacity] = (end, timestamp);
        }
    }

    /// <summary>Gets when the sample before a position arrived.</summary>
    /// <returns>The timestamp, or <see langword="null"/> where nothing has arrived.</returns>
    public long? Find(long position)
    {
        lock (_lock)
        {
            long low = Math.Max(0, _count - Capacity);
            long high = _count - 1;
            if (high < low)
                return null;
            while (low < high)
            {
                long middle = (low + high) / 2;
                if (At(middle).End < position)
                    low = middle + 1;
                else
                    high = middle;
            }

            return At(low).Timestamp;
        }
    }

    private (long End, long Timestamp) At(long index) => _blocks[index % Capacity];
}
