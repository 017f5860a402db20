using Swictation.Stt.Audio;

namespace Swictation.Stt.Tests.Pipeline;

/// <summary>A source of given audio whose reads can be scripted.</summary>
internal sealed class ScriptedSource(float[] audio, int block = 800) : IAudioSource
{
    private volatile int _position;
    private volatile int _reads;

    public int SampleRate => ScriptedEngine.SampleRate;

    public int Channels => 1;

    public bool IsLive { get; init; }

    /// <summary>Gets what is done before each read, by its number from 1: throw, wait, cancel.</summary>
    public Func<int, CancellationToken, Task>? OnRead { get; init; }

    /// <summary>Gets how many samples were read.</summary>
    public int Position => _position;

    public int Reads => _reads;

    public bool IsDisposed { get; private set; }

    public async ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int number = ++_reads;
        if (OnRead is not null)
            await OnRead(number, cancellationToken);
        int count = Math.Min(Math.Min(block, destination.Length), audio.Length - _position);
        audio.AsMemory(_position, count).CopyTo(destination);
        _position += count;
        return count;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
