namespace Swictation.Stt.Parakeet;

/// <summary>Makes a transcription of tokens: words, then segments. Immutable.</summary>
internal sealed class TranscriptionBuilder(Vocabulary vocabulary, int sampleRate)
{
    private readonly WordSplitter _splitter = new(vocabulary);

    public Transcription Build(IReadOnlyList<TimedToken> tokens, long samples, TranscribeOptions options, string? language)
    {
        List<TimedToken> mended = MendPunctuation(tokens);
        var words = new List<TranscriptionWord>();
        foreach (WordSpan span in _splitter.Split(mended))
        {
            if (span.Text.Length > 0)
                words.Add(BuildWord(mended, span, options.ConfidenceAggregation));
        }

        return Transcription.FromWords(words, ToTime(samples), options.SegmentGap, language);
    }

    /// <summary>
    /// Gives punctuation the end of the token before it and no length: models often emit it late, after a silence (NeMo's
    /// <c>_refine_timestamps_tdt</c>). Control tokens go.
    /// </summary>
    private List<TimedToken> MendPunctuation(IReadOnlyList<TimedToken> tokens)
    {
        var mended = new List<TimedToken>(tokens.Count);
        foreach (TimedToken token in tokens)
        {
            ref readonly Piece piece = ref vocabulary[token.Id];
            if (piece.IsControl)
                continue;
            mended.Add(piece.IsPunctuation && mended.Count > 0 ? token with { Start = mended[^1].End, End = mended[^1].End } : token);
        }

        return mended;
    }

    private TranscriptionWord BuildWord(List<TimedToken> tokens, WordSpan span, ConfidenceAggregation aggregation)
    {
        var parts = new TranscriptionToken[span.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            TimedToken token = tokens[span.First + i];
            parts[i] = new TranscriptionToken(
                token.Id, vocabulary[token.Id].Text, ToTime(token.Start), ToTime(token.End), token.Confidence, token.LogProbability);
        }

        IEnumerable<float> confidences = parts.Select(static part => part.Confidence);
        float confidence = aggregation switch
        {
            ConfidenceAggregation.Mean => confidences.Average(),
            ConfidenceAggregation.Max => confidences.Max(),
            ConfidenceAggregation.Product => confidences.Aggregate(static (product, value) => product * value),
            _ => confidences.Min(),
        };
        return new TranscriptionWord { Text = span.Text, Start = parts[0].Start, End = parts[^1].End, Confidence = confidence, Tokens = parts };
    }

    private TimeSpan ToTime(long samples) => TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / sampleRate);
}
