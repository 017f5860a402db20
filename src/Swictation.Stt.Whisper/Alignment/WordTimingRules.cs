namespace Swictation.Stt.Whisper;

/// <summary>
/// Mends what alignment by attention gets wrong, and gives the words to their segments (openai/whisper, <c>timing.py</c>,
/// <c>add_word_timestamps</c>). Two things differ: a long second word after a pause is halved by its own span where the reference halves
/// its time in the recording, and a word whose tokens reach into the next segment leaves that segment's other words to it.
/// </summary>
internal static class WordTimingRules
{
    private const string SentenceEnds = ".。!！?？";

    /// <summary>Speech is not slower than this, in seconds a word, however few words were heard.</summary>
    private const double LongestMedian = 0.7;

    /// <summary>How far, in seconds, a segment's edge may lie within its first or last word before the edge is believed.</summary>
    private const double EdgeTolerance = 0.5;

    /// <summary>Mends the words, joins punctuation to them, and puts them into the segments, whose times become those of their words.</summary>
    /// <param name="segments">The segments of one window.</param>
    /// <param name="words">The words of the text tokens of all segments, with times from the window's start; they are changed.</param>
    /// <param name="endOfText">The end of text; every lower number is text.</param>
    /// <param name="offset">The window's start in the recording, in seconds.</param>
    /// <param name="lastSpeech">Where the speech before the window ended, in seconds.</param>
    public static void Apply(IReadOnlyList<WindowSegment> segments, List<WordTiming> words, int endOfText, double offset, double lastSpeech)
    {
        double median = MedianDuration(words);
        double max = 2 * median;
        if (words.Exists(static word => word.Duration != 0))
            ShortenAtSentenceEnds(words, max);
        PunctuationMerger.Merge(words);

        int next = 0;
        int end = 0;
        foreach (WindowSegment segment in segments)
        {
            segment.Words.Clear();
            end += segment.TextTokens(endOfText).Length;
            for (; next < words.Count && words[next].First < end; next++)
            {
                WordTiming word = words[next];
                word.Start = Math.Round(offset + word.Start, 2);
                word.End = Math.Round(offset + word.End, 2);
                segment.Words.Add(word);
            }

            if (segment.Words.Count == 0)
                continue;
            ShortenAfterPause(segment.Words, median, max, lastSpeech);
            FitEdges(segment, median);
            lastSpeech = segment.End;
        }
    }

    /// <summary>The median of the words' lengths, without those of none, at most <see cref="LongestMedian"/>; 0 where there are none.</summary>
    public static double MedianDuration(IEnumerable<WordTiming> words)
    {
        double[] durations = [.. words.Select(static word => word.Duration).Where(static duration => duration != 0).Order()];
        if (durations.Length == 0)
            return 0;
        int middle = durations.Length / 2;
        double median = durations.Length % 2 == 1 ? durations[middle] : (durations[middle - 1] + durations[middle]) / 2;
        return Math.Min(LongestMedian, median);
    }

    /// <summary>Takes silence from marks that end a sentence and from words that begin one.</summary>
    private static void ShortenAtSentenceEnds(List<WordTiming> words, double max)
    {
        for (int i = 1; i < words.Count; i++)
        {
            if (words[i].Duration <= max)
                continue;
            if (SentenceEnds.Contains(words[i].Text, StringComparison.Ordinal))
                words[i].End = words[i].Start + max;
            else if (SentenceEnds.Contains(words[i - 1].Text, StringComparison.Ordinal))
                words[i].Start = words[i].End - max;
        }
    }

    /// <summary>Takes silence from the first two words after a pause.</summary>
    private static void ShortenAfterPause(List<WordTiming> words, double median, double max, double lastSpeech)
    {
        WordTiming first = words[0];
        WordTiming? second = words.Count > 1 ? words[1] : null;
        bool isAfterPause = first.End - lastSpeech > 4 * median;
        if (!isAfterPause || !(first.Duration > max || (second is not null && second.End - first.Start > 2 * max)))
            return;
        if (second is not null && second.Duration > max)
        {
            double boundary = Math.Max((second.Start + second.End) / 2, second.End - max);
            first.End = boundary;
            second.Start = boundary;
        }

        first.Start = Math.Max(0, first.End - max);
    }

    /// <summary>Gives the segment the times of its first and last words, or those words the segment's where they reach far beyond it.</summary>
    private static void FitEdges(WindowSegment segment, double median)
    {
        WordTiming first = segment.Words[0];
        if (segment.Start < first.End && segment.Start - EdgeTolerance > first.Start)
            first.Start = Math.Max(0, Math.Min(first.End - median, segment.Start));
        else
            segment.Start = first.Start;

        WordTiming last = segment.Words[^1];
        if (segment.End > last.Start && segment.End + EdgeTolerance < last.End)
            last.End = Math.Max(last.Start + median, segment.End);
        else
            segment.End = last.End;
    }
}
