namespace Swictation.Stt.Audio;

/// <summary>Represents audio with its own rate and channels that is read once, from front to back, as interleaved frames.</summary>
/// <remarks>Not safe for concurrent use. Give one to <see cref="AudioReader.FromFrames"/> to get mono samples at the rate an engine wants.</remarks>
public interface IFrameSource : IDisposable
{
    /// <summary>Gets how the audio is stored.</summary>
    AudioFormat Format { get; }

    /// <summary>Gets how many frames there are in all, or <see langword="null"/> where only the end will tell.</summary>
    long? FrameCount { get; }

    /// <summary>Gets how many frames have been read.</summary>
    long Position { get; }

    /// <summary>Gets what was wrong with the audio but did not stop the reading, such as a file cut short. Complete once the end was read.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads the next frames.</summary>
    /// <param name="interleaved">Receives the samples frame by frame, nominally in [-1, 1]. Holds at least one frame.</param>
    /// <returns>How many frames (not samples) were written, at least 1; 0 only at the end.</returns>
    /// <exception cref="ArgumentException"><paramref name="interleaved"/> holds less than one frame.</exception>
    /// <exception cref="AudioFormatException">The audio is damaged in a way that leaves nothing to read.</exception>
    int ReadFrames(Span<float> interleaved);
}
