namespace Swictation.Stt;

/// <summary>Represents a finite sequence of mono samples that is read once, from front to back.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
public interface ISampleSource
{
    /// <summary>Gets the sample rate in Hz.</summary>
    int SampleRate { get; }

    /// <summary>Reads the next samples.</summary>
    /// <param name="destination">Receives the samples, nominally in [-1, 1]. Not empty.</param>
    /// <returns>How many samples were written, at least 1; 0 only at the end.</returns>
    /// <exception cref="AudioFormatException">The audio is damaged in a way that leaves nothing to read.</exception>
    int Read(Span<float> destination);
}
