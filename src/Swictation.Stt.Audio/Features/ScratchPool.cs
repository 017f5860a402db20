namespace Swictation.Stt.Audio.Features;

/// <summary>
/// Lends working memory to concurrent calls without locks. Once as many exist as calls run at a time, nothing is allocated.
/// </summary>
internal sealed class ScratchPool(int fftSize, int lanes, int transformLanes)
{
    private const int MaximumKept = 64;
    private readonly FeatureScratch?[] _free = new FeatureScratch?[Math.Min(Environment.ProcessorCount + 1, MaximumKept)];

    /// <summary>Takes working memory out of the pool, or allocates some.</summary>
    public FeatureScratch Rent()
    {
        foreach (ref FeatureScratch? slot in _free.AsSpan())
        {
            if (Volatile.Read(ref slot) is not null && Interlocked.Exchange(ref slot, null) is { } scratch)
                return scratch;
        }

        return new FeatureScratch(fftSize, lanes, transformLanes);
    }

    /// <summary>Puts working memory back; it is left to the garbage collector where the pool is full.</summary>
    public void Return(FeatureScratch scratch)
    {
        foreach (ref FeatureScratch? slot in _free.AsSpan())
        {
            if (Interlocked.CompareExchange(ref slot, scratch, null) is null)
                return;
        }
    }
}
