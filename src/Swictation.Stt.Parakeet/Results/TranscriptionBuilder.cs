namespace Swictation.Stt.Parakeet;

/// <summary>Makes a transcription of tokens: words, then segments. Immutable.</summary>
internal sealed class TranscriptionBuilder(Vocabulary vocabulary, int sampleRate)
{
    private readonly WordSplitter _splitter = new(vocabulary);

    /// <summary>Makes a transcription of the tokens of a whole recording.</summary>
    public Transcription Build(IReadOnlyList<TimedToken> tokens, long samples, TranscribeOptions options, string? language)
    {
        var mended = new List<TimedToken>(tokens.Count);
        foreach (TimedToken token in tokens)
            Append(mended, token);
        var words = new List<TranscriptionWord>();
        foreach (WordSpan span in _splitter.Split(mended))
        {
            if (BuildWord(mended, span, options.ConfidenceAggregation) is { } word)
                words.Add(word);
        }

        return Transcription.FromWords(words, ToTime(samples), options.SegmentGap, language);
    }

    /// <summary>
    /// Adds a token to those that words are made of. Gives punctuation the end of the token before it and no length: models often emit it
    /// late, after a silence (NeMo's <c>_refine_timestamps_tdt</c>). Control tokens are left out.
    /// </summary>
    public void Append(List<TimedToken> tokens, TimedToken token)
    {
        ref readonly Piece piece = ref vocabulary[token.Id];
        if (!piece.IsControl)
            tokens.Add(piece.IsPunctuation && tokens.Count > 0 ? token with { Start = tokens[^1].End, End = tokens[^1].End } : token);
    }

    /// <summary>Makes a word of its tokens, or gives null where they have no text.</summary>
    public TranscriptionWord? BuildWord(List<TimedToken> tokens, WordSpan span, ConfidenceAggregation aggregation)
    {
        if (span.Text.Length == 0)
            return null;
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

    public TimeSpan ToTime(long samples) => TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / sampleRate);
}
