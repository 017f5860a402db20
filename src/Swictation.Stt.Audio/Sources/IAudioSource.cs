namespace Swictation.Stt.Audio;

/// <summary>Represents audio that arrives piece by piece: a file, a pipe, a microphone.</summary>
/// <remarks>
/// Read by one reader at a time; may be disposed by another thread meanwhile. Disposing ends a pending read, and every read after it
/// returns 0, as at the end. <see cref="AudioSource"/> makes sources.
/// </remarks>
public interface IAudioSource : IAsyncDisposable
{
    /// <summary>Gets the sample rate in Hz.</summary>
    int SampleRate { get; }

    /// <summary>Gets the number of channels.</summary>
    int Channels { get; }

    /// <summary>Gets a value indicating whether the audio goes on whether it is read or not: what is not read in time is lost.</summary>
    bool IsLive { get; }

    /// <summary>Reads the next samples, waiting for them where none have come.</summary>
    /// <param name="destination">Receives interleaved samples, nominally in [-1, 1]. Has room for at least one frame.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How many values were written, a multiple of <see cref="Channels"/>; 0 only at the end.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has no room for a frame.</exception>
    /// <exception cref="AudioFormatException">The audio is damaged in a way that leaves nothing to read.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; nothing was lost.</exception>
    ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken = default);
}
