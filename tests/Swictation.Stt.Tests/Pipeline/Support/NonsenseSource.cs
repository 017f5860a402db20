using Swictation.Stt.Audio;

namespace Swictation.Stt.Tests.Pipeline;

/// <summary>A source that says it wrote what it cannot have written.</summary>
internal sealed class NonsenseSource(int count) : IAudioSource
{
    public int SampleRate => ScriptedEngine.SampleRate;

    public int Channels => 1;

    public bool IsLive => false;

    public ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken = default) => ValueTask.FromResult(count);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
