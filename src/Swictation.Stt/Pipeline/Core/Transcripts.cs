namespace Swictation.Stt;

/// <summary>Makes final texts of parts: of what was recognised before a failure, and of an utterance that was cut.</summary>
internal static class Transcripts
{
    /// <summary>Makes a transcription of what was understood so far.</summary>
    /// <param name="partial">What was understood.</param>
    /// <param name="end">Where the audio ends: unsettled words whose middle lies at or after it are left out.</param>
    /// <param name="segmentGap">The pause that ends a segment.</param>
    public static Transcription Of(PartialTranscription partial, TimeSpan end, TimeSpan segmentGap)
    {
        List<TranscriptionWord> words = [.. partial.StableWords, .. partial.VolatileWords.Where(word => Middle(word) < end)];
        bool isWhole = words.Count == partial.StableWords.Count + partial.VolatileWords.Count;
        Transcription result = Transcription.FromWords(words, end, segmentGap);
        return isWhole ? result with { Text = partial.Text } : result;
    }

    /// <summary>Cuts a transcription.</summary>
    /// <param name="whole">The transcription.</param>
    /// <param name="end">Where it is cut: words whose middle lies at or after it are left out.</param>
    /// <param name="stableCount">How many words at the start are kept wherever they lie.</param>
    /// <param name="segmentGap">The pause that ends a segment.</param>
    public static Transcription Cut(Transcription whole, TimeSpan end, int stableCount, TimeSpan segmentGap)
    {
        List<TranscriptionWord> words = [.. whole.Words];
        List<TranscriptionWord> kept = [.. words.Where((word, i) => i < stableCount || Middle(word) < end)];
        return kept.Count == words.Count
            ? whole with { Duration = end }
            : Transcription.FromWords(kept, end, segmentGap, whole.Language);
    }

    /// <summary>Tells whether the last word reaches over a position, so that nobody knows where it ends.</summary>
    /// <param name="whole">The transcription.</param>
    /// <param name="position">The position.</param>
    /// <param name="stableCount">How many words at the start are kept wherever they lie.</param>
    public static bool EndsAcross(Transcription whole, TimeSpan position, int stableCount) =>
        whole.Words.Skip(stableCount).LastOrDefault() is { } last && last.Start < position && position < last.End;

    private static TimeSpan Middle(TranscriptionWord word) => (word.Start + word.End) / 2;
}
