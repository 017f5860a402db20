namespace Swictation.Stt.TestSupport;

/// <summary>Samples in blocks of random sizes.</summary>
public sealed class BlockSource(ReadOnlyMemory<float> samples, int seed, int sampleRate = 16000, Action<int>? onRead = null) : ISampleSource
{
    private readonly Random _random = new(seed);
    private int _at;
    private int _reads;

    public int SampleRate => sampleRate;

    public int Read(Span<float> destination)
    {
        onRead?.Invoke(_reads++);
        int count = Math.Min(Math.Min(destination.Length, samples.Length - _at), 1 + _random.Next(_random.Next(2) == 0 ? 50 : 30000));
        samples.Span.Slice(_at, count).CopyTo(destination);
        _at += count;
        return count;
    }
}
