namespace Swictation.Stt.Parakeet.Tests;

public sealed class WordTests
{
    [Fact]
    public void Bytes_split_over_tokens_make_one_character()
    {
        Vocabulary vocabulary = Vocabularies.Of("▁caf", "<0xC3>", "<0xA9>", "s");
        Assert.Equal("cafés", Text(vocabulary, 0, 1, 2, 3));
        Assert.Equal("caf\uFFFDs", Text(vocabulary, 0, 1, 3));
        Assert.Equal("caf\uFFFD", Text(vocabulary, 0, 2));
    }

    [Fact]
    public void Control_tokens_are_dropped()
    {
        Vocabulary vocabulary = Vocabularies.Of("<unk>", "<|startoftranscript|>", "<|en|>", "▁hello", "<pad>");
        Transcription result = Build(vocabulary, [1, 2, 3, 0, 4]);
        Assert.Equal("hello", result.Text);
        Assert.Single(result.Words.Single().Tokens);
    }

    [Fact]
    public void A_mark_alone_begins_a_word_but_not_before_punctuation()
    {
        Vocabulary vocabulary = Vocabularies.Of("▁", "a", "b", ".", "▁c");
        Assert.Equal("ab b c", Text(vocabulary, 0, 1, 2, 0, 2, 4));
        Assert.Equal("ab. c", Text(vocabulary, 0, 1, 2, 0, 3, 4));
        Assert.Equal(string.Empty, Text(vocabulary, 0));
    }

    [Fact]
    public void Punctuation_joins_the_word_before_it_and_takes_its_end()
    {
        Vocabulary vocabulary = Vocabularies.Of("▁yes", ".", "▁,", "▁no");
        TimedToken[] tokens = [Token(0, 0, 1), Token(1, 20, 21), Token(3, 22, 23), Token(2, 40, 41)];
        Transcription result = new TranscriptionBuilder(vocabulary, 16000).Build(tokens, 16000 * 60, TranscribeOptions.Default, "en");
        TranscriptionWord[] words = [.. result.Words];
        Assert.Equal(["yes.", "no,"], words.Select(w => w.Text));
        Assert.Equal(TimeSpan.FromSeconds(1), words[0].End);
        Assert.Equal((words[0].End, words[0].End), (words[0].Tokens[1].Start, words[0].Tokens[1].End));
        Assert.Equal(TimeSpan.FromSeconds(23), words[1].End);
        Assert.Equal("en", result.Language);
    }

    [Fact]
    public void An_apostrophe_stays_inside_its_word()
    {
        Vocabulary vocabulary = Vocabularies.Of("▁o", "'", "clock");
        TimedToken[] tokens = [Token(0, 0, 1), Token(1, 1, 2), Token(2, 2, 3)];
        TranscriptionWord word = new TranscriptionBuilder(vocabulary, 16000).Build(tokens, 48000, TranscribeOptions.Default, null).Words.Single();
        Assert.Equal("o'clock", word.Text);
        Assert.Equal(TimeSpan.FromSeconds(2), word.Tokens[1].End);
    }

    [Fact]
    public void Segments_end_at_sentences_and_at_gaps()
    {
        Vocabulary vocabulary = Vocabularies.Of("▁a", "▁b", "▁c", "▁d", ".", "?", "!");
        TimedToken[] tokens =
        [
            Token(0, 0, 1), Token(4, 1, 1), Token(1, 1, 2), Token(5, 2, 2), Token(2, 2, 3), Token(6, 3, 3), Token(3, 3, 4), Token(0, 4.5, 5), Token(1, 6, 7),
        ];
        Transcription result = new TranscriptionBuilder(vocabulary, 16000).Build(tokens, 16000 * 7, TranscribeOptions.Default, null);
        Assert.Equal(["a.", "b?", "c!", "d a", "b"], result.Segments.Select(s => s.Text));
        Assert.Equal("a. b? c! d a b", result.Text);
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)), (result.Segments[3].Start, result.Segments[3].End));
        Transcription patient = new TranscriptionBuilder(vocabulary, 16000).Build(
            tokens, 16000 * 7, new TranscribeOptions { SegmentGap = TimeSpan.FromSeconds(1.001) }, null);
        Assert.Equal("d a b", patient.Segments[^1].Text);
    }

    [Theory]
    [InlineData(ConfidenceAggregation.Min, 0.25f)]
    [InlineData(ConfidenceAggregation.Max, 0.75f)]
    [InlineData(ConfidenceAggregation.Mean, 0.5f)]
    [InlineData(ConfidenceAggregation.Product, 0.09375f)]
    public void A_words_confidence_comes_from_its_tokens(ConfidenceAggregation aggregation, float expected)
    {
        Vocabulary vocabulary = Vocabularies.Of("▁a", "b", "c");
        TimedToken[] tokens = [new(0, 0, 1, -1, 0.25f), new(1, 1, 2, -1, 0.5f), new(2, 2, 3, -1, 0.75f)];
        Transcription result = new TranscriptionBuilder(vocabulary, 16000).Build(
            tokens, 3, new TranscribeOptions { ConfidenceAggregation = aggregation }, null);
        Assert.Equal(expected, result.Words.Single().Confidence, 1e-6f);
        Assert.Equal(expected, result.Segments.Single().Confidence, 1e-6f);
        Assert.Equal(expected, result.Confidence, 1e-6f);
    }

    [Fact]
    public void Nothing_heard_gives_an_empty_transcription()
    {
        Transcription result = Build(Vocabularies.Of("▁a", "b"), []);
        Assert.Equal((string.Empty, 0f, 0), (result.Text, result.Confidence, result.Segments.Count));
    }

    private static string Text(Vocabulary vocabulary, params int[] ids) => Build(vocabulary, ids).Text;

    private static Transcription Build(Vocabulary vocabulary, int[] ids) => new TranscriptionBuilder(vocabulary, 16000).Build(
        [.. ids.Select((id, i) => Token(id, 0.1 * i, 0.1 * (i + 1)))], 16000, TranscribeOptions.Default, null);

    private static TimedToken Token(int id, double start, double end) => new(id, (long)Math.Round(start * 16000), (long)Math.Round(end * 16000), -0.1f, 0.9f);
}
