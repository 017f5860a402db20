namespace Swictation.Stt.Whisper;

/// <summary>Makes transcriptions of what was recognised. Immutable.</summary>
/// <remarks>
/// The confidence of a word is the mean probability of its tokens; that of a segment and of the whole is the mean of their words'.
/// </remarks>
internal sealed class TranscriptionBuilder(WhisperTokenizer tokenizer, int sampleRate)
{
    private const char WordStart = '\u2581';

    /// <summary>Makes a transcription.</summary>
    /// <param name="recording">What was recognised.</param>
    public Transcription Build(Recording recording)
    {
        TimeSpan duration = TimeSpan.FromSeconds((double)recording.Samples / sampleRate);
        int[] tokens = [.. recording.Segments.SelectMany(static segment => segment.Tokens)];
        List<TranscriptionSegment> segments = [];
        foreach (RecognizedSegment segment in recording.Segments)
        {
            if (BuildSegment(segment, duration) is { Words.Count: > 0 } built)
                segments.Add(built);
        }

        return new Transcription
        {
            Text = tokenizer.Decode(tokens).Trim(),
            Language = recording.Language is { } language ? WhisperLanguage.ToBcp47(language) : null,
            LanguageProbability = recording.LanguageProbability,
            Duration = duration,
            Confidence = MeanConfidence(segments.SelectMany(static segment => segment.Words)),
            Segments = segments,
        };
    }

    private static float MeanConfidence(IEnumerable<TranscriptionWord> words)
    {
        float sum = 0;
        int count = 0;
        foreach (TranscriptionWord word in words)
        {
            sum += word.Confidence;
            count++;
        }

        return count == 0 ? 0 : sum / count;
    }

    /// <summary>Gets a time within the audio: the last window's padding is none of it.</summary>
    private static TimeSpan Within(double seconds, TimeSpan duration) =>
        TimeSpan.FromSeconds(Math.Clamp(seconds, 0, duration.TotalSeconds));

    /// <summary>A closing mark that the next segment begins with is joined to the word before it; its tokens stay behind.</summary>
    private static List<(int Id, float LogProbability)> TokensOf(WordTiming word, List<(int Id, float LogProbability)> tokens) =>
        tokens.GetRange(word.First, Math.Min(word.Count, tokens.Count - word.First));

    private TranscriptionSegment BuildSegment(RecognizedSegment segment, TimeSpan duration)
    {
        var tokens = new List<(int Id, float LogProbability)>();
        for (int i = 0; i < segment.Tokens.Length; i++)
        {
            if (segment.Tokens[i] < tokenizer.Specials.EndOfText)
                tokens.Add((segment.Tokens[i], segment.LogProbabilities[i]));
        }

        var words = new List<TranscriptionWord>();
        foreach (WordTiming word in segment.Words)
        {
            if (!string.IsNullOrWhiteSpace(word.Text))
                words.Add(BuildWord(word, TokensOf(word, tokens), segment.WordsAreInterpolated, duration));
        }

        return new TranscriptionSegment
        {
            Text = tokenizer.Decode(segment.Tokens).Trim(),
            Start = Within(segment.Start, duration),
            End = Within(segment.End, duration),
            Confidence = MeanConfidence(words),
            Words = words,
            Decoding = new SegmentDecoding(
                segment.Result.Temperature, (float)segment.Result.AverageLogProbability, (float)segment.Result.CompressionRatio, segment.Result.NoSpeechProbability),
        };
    }

    private TranscriptionWord BuildWord(WordTiming word, List<(int Id, float LogProbability)> tokens, bool interpolated, TimeSpan duration)
    {
        TimeSpan start = Within(word.Start, duration), end = Within(word.End, duration);
        var parts = new TranscriptionToken[tokens.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            (int id, float logProbability) = tokens[i];
            string piece = tokenizer.Decode([id]);
            // Tokens have no times of their own: each takes its share of the word.
            parts[i] = new TranscriptionToken(
                id, piece.StartsWith(' ') ? WordStart + piece[1..] : piece, start + ((end - start) * i / parts.Length), start + ((end - start) * (i + 1) / parts.Length),
                MathF.Exp(logProbability), logProbability);
        }

        return new TranscriptionWord
        {
            Text = word.Text.Trim(),
            Start = start,
            End = end,
            Confidence = (float)Math.Clamp(word.Probability, 0, 1),
            Tokens = parts,
            TimesAreInterpolated = interpolated,
        };
    }
}
