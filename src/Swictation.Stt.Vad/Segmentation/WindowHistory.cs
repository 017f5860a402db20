namespace Swictation.Stt.Vad;

/// <summary>What was decided on the windows of an utterance, and where it is best cut.</summary>
internal sealed class WindowHistory
{
    private HeardWindow[] _windows = new HeardWindow[64];
    private int _first;
    private int _count;

    /// <summary>Gets the windows, the oldest first; valid until the next call of any other member.</summary>
    private ReadOnlySpan<HeardWindow> Windows => _windows.AsSpan(_first, _count);

    public void Clear() => (_first, _count) = (0, 0);

    public void Add(HeardWindow window)
    {
        if (_first + _count == _windows.Length)
        {
            HeardWindow[] target = _first >= _count ? _windows : new HeardWindow[2 * _windows.Length];
            Windows.CopyTo(target);
            _windows = target;
            _first = 0;
        }

        _windows[_first + _count] = window;
        _count++;
    }

    /// <summary>Forgets the windows that end at a position or before.</summary>
    public void DropBefore(long position)
    {
        while (_count > 0 && _windows[_first].End <= position)
        {
            _first++;
            _count--;
        }
    }

    /// <summary>Gets the start of the first window of speech that ends after a position, or <see langword="null"/>.</summary>
    public long? FirstSpeechAfter(long position)
    {
        foreach (HeardWindow window in Windows)
        {
            if (window.IsSpeech && window.End > position)
                return window.Start;
        }

        return null;
    }

    /// <summary>
    /// Finds the best cut: the middle of the longest pause, of several the last; where no pause is long enough the middle of the window
    /// that is least like speech, of several the last; where there is none the end.
    /// </summary>
    /// <param name="from">No cut may lie before.</param>
    /// <param name="leastPause">A pause must be longer than this, in samples.</param>
    public long FindCut(long from, long leastPause)
    {
        long cut = Windows[^1].End;
        long longest = leastPause;
        float lowest = float.PositiveInfinity;
        long? pause = null;
        foreach (HeardWindow window in Windows)
        {
            if (window.End <= from)
                continue;
            if (longest == leastPause && window.Middle >= from && window.Probability <= lowest)
                (cut, lowest) = (window.Middle, window.Probability);
            if (window.IsSpeech)
            {
                pause = null;
                continue;
            }

            pause ??= Math.Max(window.Start, from);
            long length = window.End - pause.Value;
            if (length > leastPause && length >= longest)
                (cut, longest) = (pause.Value + (length / 2), length);
        }

        return cut;
    }
}
