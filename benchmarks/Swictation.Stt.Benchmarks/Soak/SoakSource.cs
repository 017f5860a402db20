using Swictation.Stt.Audio;

namespace Swictation.Stt.Benchmarks.Soak;

/// <summary>Gives a loop's audio round by round, as fast as it is taken.</summary>
internal sealed class SoakSource(SoakLoop loop, int rounds) : IAudioSource
{
    private long _position;

    public int SampleRate => 16000;

    public int Channels => 1;

    public bool IsLive => false;

    public ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_position == (long)loop.Samples.Length * rounds)
            return ValueTask.FromResult(0);
        int start = (int)(_position % loop.Samples.Length);
        int count = Math.Min(destination.Length, loop.Samples.Length - start);
        loop.Samples.AsSpan(start, count).CopyTo(destination.Span);
        _position += count;
        return ValueTask.FromResult(count);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
