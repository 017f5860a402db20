namespace Swictation.Stt;

/// <summary>Makes final texts of parts: of what was recognised before a failure, and of an utterance that was cut.</summary>
internal static class Transcripts
{
    /// <summary>Makes a transcription of what was understood so far.</summary>
    /// <param name="partial">What was understood.</param>
    /// <param name="duration">The length of the audio.</param>
    /// <param name="end">Words whose middle lies at or after it belong to the next utterance, but settled ones never do.</param>
    public static Transcription Of(PartialTranscription partial, TimeSpan duration, TimeSpan end)
    {
        List<TranscriptionWord> words = [.. partial.StableWords, .. partial.VolatileWords.Where(word => Middle(word) < end)];
        bool cut = words.Count < partial.StableWords.Count + partial.VolatileWords.Count;
        return new Transcription
        {
            Text = cut ? Join(words) : partial.Text,
            Duration = duration,
            Confidence = MeanConfidence(words),
            Segments = words.Count == 0 ? [] : [Segment(words)],
        };
    }

    /// <summary>Cuts a transcription.</summary>
    /// <param name="whole">The transcription.</param>
    /// <param name="end">Where it is cut: words whose middle lies at or after it are left out.</param>
    /// <param name="stableCount">How many words at the start are kept wherever they lie.</param>
    public static Transcription Cut(Transcription whole, TimeSpan end, int stableCount)
    {
        int index = 0;
        List<TranscriptionSegment> segments = [];
        List<TranscriptionWord> words = [];
        foreach (TranscriptionSegment segment in whole.Segments)
        {
            List<TranscriptionWord> kept = [.. segment.Words.Where(word => index++ < stableCount || Middle(word) < end)];
            words.AddRange(kept);
            if (kept.Count == segment.Words.Count)
                segments.Add(segment);
            else if (kept.Count > 0)
                segments.Add(Segment(kept));
        }

        return whole with
        {
            Text = words.Count == index ? whole.Text : Join(words),
            Duration = end,
            Confidence = MeanConfidence(words),
            Segments = segments,
        };
    }

    private static TimeSpan Middle(TranscriptionWord word) => (word.Start + word.End) / 2;

    private static string Join(IEnumerable<TranscriptionWord> words) => string.Join(' ', words.Select(static word => word.Text));

    private static float MeanConfidence(List<TranscriptionWord> words) => words.Count == 0 ? 0 : words.Average(static word => word.Confidence);

    private static TranscriptionSegment Segment(List<TranscriptionWord> words) => new()
    {
        Text = Join(words),
        Start = words[0].Start,
        End = words[^1].End,
        Confidence = MeanConfidence(words),
        Words = words,
    };
}
