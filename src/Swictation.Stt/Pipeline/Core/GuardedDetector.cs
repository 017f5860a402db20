using Swictation.Stt.Vad;

namespace Swictation.Stt;

/// <summary>Goes on where a detector fails: resets it, and takes what was the case before to go on.</summary>
/// <remarks>
/// A detector that has failed for half a second in a row is taken to hear speech until it works again: then the engine hears everything,
/// and nothing that was said is lost.
/// </remarks>
/// <param name="inner">The detector; not owned.</param>
/// <param name="tell">Is told a failure with the samples that it affects: the first of a row, and then one each second.</param>
internal sealed class GuardedDetector(IVoiceActivityDetector inner, Action<Exception, long, long> tell) : IVoiceActivityDetector
{
    private long _position;
    private long _untoldFrom = -1;
    private int _failedInRow;
    private float _last;

    public int SampleRate => inner.SampleRate;

    public int WindowLength => inner.WindowLength;

    public float RecommendedThreshold => inner.RecommendedThreshold;

    public float Process(ReadOnlySpan<float> window)
    {
        long start = _position;
        _position += window.Length;
        try
        {
            float probability = inner.Process(window);
            if (!(probability >= 0 && probability <= 1))
                throw new InvalidOperationException($"The voice activity detector gave {probability}, which is no probability.");
            _failedInRow = 0;
            _untoldFrom = -1;
            return _last = probability;
        }
        catch (Exception exception) when (Failures.CanGoOnAfter(exception, CancellationToken.None))
        {
            return Fail(exception, start);
        }
    }

    public void Reset()
    {
        _last = 0;
        ResetInner();
    }

    /// <summary>Goes on at another position.</summary>
    public void MoveTo(long position) => _position = position;

    public void Dispose()
    {
    }

    private float Fail(Exception exception, long start)
    {
        _failedInRow++;
        if (_untoldFrom < 0)
            _untoldFrom = start;
        if (_failedInRow == 1 || _position - _untoldFrom >= SampleRate)
        {
            tell(exception, _untoldFrom, _position);
            _untoldFrom = _position;
        }

        ResetInner();
        return (long)_failedInRow * WindowLength > SampleRate / 2 ? 1f : _last;
    }

    private void ResetInner()
    {
        try
        {
            inner.Reset();
        }
        catch (Exception exception) when (Failures.CanGoOnAfter(exception, CancellationToken.None))
        {
            // It will fail again with the next window, and that is told.
        }
    }
}
