namespace Swictation.Stt.Vad;

/// <summary>Reads a recording window by window. Reads once.</summary>
internal sealed class WindowReader(ISampleSource source, int windowLength)
{
    private readonly float[] _window = new float[windowLength];

    /// <summary>Gets the number of samples that were read.</summary>
    public long Position { get; private set; }

    /// <summary>Reads the next window; what the recording does not fill is zero.</summary>
    /// <returns>The window, valid until the next call; empty at the end.</returns>
    public ReadOnlySpan<float> Read()
    {
        int count = 0;
        while (count < _window.Length && source.Read(_window.AsSpan(count)) is var read && read > 0)
            count += read;
        _window.AsSpan(count).Clear();
        Position += count;
        return count == 0 ? [] : _window;
    }

    /// <summary>Reads the rest of the recording with a stream of its own.</summary>
    public IEnumerable<float> Probabilities(SileroVad model, CancellationToken cancellationToken)
    {
        using SileroVadStream stream = model.OpenStream(source.SampleRate);
        while (Next(stream) is { } probability)
        {
            yield return probability;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private float? Next(SileroVadStream stream)
    {
        ReadOnlySpan<float> window = Read();
        return window.IsEmpty ? null : stream.Process(window);
    }
}
