namespace Swictation.Stt.Vad;

/// <summary>Reads a recording window by window through a detector. Reads once.</summary>
internal sealed class WindowReader
{
    private readonly IVoiceActivityDetector _detector;
    private readonly ISampleSource _source;
    private readonly float[] _window;

    public WindowReader(IVoiceActivityDetector detector, ISampleSource source)
    {
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentNullException.ThrowIfNull(source);
        if (source.SampleRate != detector.SampleRate)
            throw new ArgumentException($"The source has {source.SampleRate} Hz and the detector takes {detector.SampleRate} Hz. Resample it, or open the detector at its rate.", nameof(source));
        (_detector, _source, _window) = (detector, source, new float[detector.WindowLength]);
    }

    /// <summary>Gets the number of samples that were read.</summary>
    public long Position { get; private set; }

    public IEnumerable<float> Probabilities(CancellationToken cancellationToken)
    {
        _detector.Reset();
        while (Fill())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return _detector.Process(_window);
        }
    }

    /// <summary>Reads the next window; what the recording does not fill is zero.</summary>
    private bool Fill()
    {
        int count = 0;
        while (count < _window.Length && _source.Read(_window.AsSpan(count)) is var read && read > 0)
            count += read;
        _window.AsSpan(count).Clear();
        Position += count;
        return count > 0;
    }
}
