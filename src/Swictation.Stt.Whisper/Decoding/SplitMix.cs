namespace Swictation.Stt.Whisper;

/// <summary>The SplitMix64 generator (Steele, Lea and Flood, 2014): the same numbers for a seed on every platform and runtime.</summary>
/// <param name="seed">What the numbers start from.</param>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Gets the next number in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Gets the next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
