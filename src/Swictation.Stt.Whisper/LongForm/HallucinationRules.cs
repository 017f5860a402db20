namespace Swictation.Stt.Whisper;

/// <summary>
/// Tells words that were not spoken by their times and probabilities (openai/whisper, <c>transcribe.py</c>,
/// <c>hallucination_silence_threshold</c>). Times are in seconds from the start of the audio.
/// </summary>
internal static class HallucinationRules
{
    /// <summary>How near to a window's edge, in seconds, counts as beside silence.</summary>
    private const double EdgeSeconds = 2;

    private const string Punctuation = PunctuationMerger.Prepended + PunctuationMerger.Appended;

    /// <summary>Scores a word: improbable, very short or very long ones are not spoken like this.</summary>
    public static double Anomaly(WordTiming word)
    {
        double score = word.Probability < 0.15 ? 1 : 0;
        if (word.Duration < 0.133)
            score += (0.133 - word.Duration) * 15;
        if (word.Duration > 2)
            score += word.Duration - 2;
        return score;
    }

    /// <summary>Whether a segment's first eight words are anomalous, by sum or one by one.</summary>
    public static bool IsAnomalous(WindowSegment? segment)
    {
        if (segment is null || segment.Words.Count == 0)
            return false;
        double score = 0;
        int count = 0;
        foreach (WordTiming word in segment.Words)
        {
            if (Punctuation.Contains(word.Text, StringComparison.Ordinal))
                continue;
            if (count == 8)
                break;
            score += Anomaly(word);
            count++;
        }

        return score >= 3 || score + 0.01 >= count;
    }

    /// <summary>Finds the first segment that was made up: anomalous, with silence or more of its kind before and after it.</summary>
    /// <param name="segments">The segments of a window.</param>
    /// <param name="window">The window.</param>
    /// <param name="threshold">The silence, in seconds.</param>
    /// <param name="lastSpeech">Where the speech before the window ended.</param>
    /// <returns>Its index, or -1.</returns>
    public static int FindHallucination(List<WindowSegment> segments, SeekWindow window, double threshold, double lastSpeech)
    {
        for (int i = 0; i < segments.Count; i++)
        {
            WindowSegment segment = segments[i];
            if (segment.Words.Count == 0)
                continue;
            if (IsAnomalous(segment))
            {
                WindowSegment? next = NextWithWords(segments, i + 1);
                double nextStart = next?.Words[0].Start ?? window.Start + window.Duration;
                bool silenceBefore = segment.Start - lastSpeech > threshold || segment.Start < threshold || segment.Start - window.Start < EdgeSeconds;
                bool silenceAfter = nextStart - segment.End > threshold || IsAnomalous(next) || window.FullEnd - segment.End < EdgeSeconds;
                if (silenceBefore && silenceAfter)
                    return i;
            }

            lastSpeech = segment.End;
        }

        return -1;
    }

    private static WindowSegment? NextWithWords(List<WindowSegment> segments, int from)
    {
        int index = segments.FindIndex(from, static segment => segment.Words.Count > 0);
        return index < 0 ? null : segments[index];
    }
}
