namespace Swictation.Stt.Whisper;

/// <summary>
/// Cuts a window's tokens where two timestamps meet, and finds where the next window starts (openai/whisper, <c>transcribe.py</c>). What
/// follows the last pair is unfinished: it is left out and decoded again by the next window, which starts there.
/// </summary>
internal static class WindowSlicer
{
    /// <summary>The number of mel frames in a step of the timestamps.</summary>
    private const int FramesPerTimestamp = 2;

    /// <summary>Cuts the tokens.</summary>
    /// <param name="tokens">The sampled tokens, without the end of text.</param>
    /// <param name="specials">The special tokens.</param>
    /// <param name="window">The window.</param>
    public static WindowSlices Slice(ReadOnlySpan<int> tokens, SpecialTokens specials, SeekWindow window)
    {
        bool endsSingly = tokens.Length >= 2 && specials.IsTimestamp(tokens[^1]) && !specials.IsTimestamp(tokens[^2]);
        var segments = new List<WindowSegment>();
        int first = 0;
        for (int i = 1; i < tokens.Length; i++)
        {
            if (specials.IsTimestamp(tokens[i - 1]) && specials.IsTimestamp(tokens[i]))
            {
                segments.Add(Cut(tokens, first, i, specials, window));
                first = i;
            }
        }

        if (segments.Count == 0)
        {
            segments.Add(Whole(tokens, specials, window));
            return new WindowSlices(segments, window.EndFrame, endsSingly);
        }

        if (endsSingly)
        {
            segments.Add(Cut(tokens, first, tokens.Length, specials, window));
            return new WindowSlices(segments, window.EndFrame, endsSingly);
        }

        int advance = (tokens[first - 1] - specials.TimestampBegin) * FramesPerTimestamp;
        // The rules for timestamps make them grow; if they were off, a window must not be decoded for ever.
        return new WindowSlices(segments, advance > 0 ? window.Seek + advance : window.EndFrame, endsSingly);
    }

    private static WindowSegment Cut(ReadOnlySpan<int> tokens, int first, int end, SpecialTokens specials, SeekWindow window)
    {
        // A prefix may put text before the first timestamp.
        int start = Math.Max(0, tokens[first] - specials.TimestampBegin);
        return new WindowSegment
        {
            Start = window.Start + (start * SpecialTokens.TimestampStep),
            End = window.Start + ((tokens[end - 1] - specials.TimestampBegin) * SpecialTokens.TimestampStep),
            Tokens = tokens[first..end].ToArray(),
            FirstToken = first,
        };
    }

    /// <summary>Without a pair the window is one segment, to the last timestamp where one says more than 0.00.</summary>
    private static WindowSegment Whole(ReadOnlySpan<int> tokens, SpecialTokens specials, SeekWindow window)
    {
        double duration = window.Duration;
        for (int i = tokens.Length - 1; i >= 0; i--)
        {
            if (!specials.IsTimestamp(tokens[i]))
                continue;
            if (tokens[i] != specials.TimestampBegin)
                duration = (tokens[i] - specials.TimestampBegin) * SpecialTokens.TimestampStep;
            break;
        }

        return new WindowSegment { Start = window.Start, End = window.Start + duration, Tokens = tokens.ToArray(), FirstToken = 0 };
    }
}
