using FsCheck.Xunit;

namespace Swictation.Stt.Parakeet.Tests;

public sealed class StreamTextTests
{
    private const int FrameLength = 1280;

    private static readonly Vocabulary Pieces = Vocabularies.Of("▁he", "llo", "▁", ",", ".", "▁wor", "ld", "7", "<|en|>", "<0xC3>", "<0xA4>", "▁,", "'s", "▁a");

    [Fact]
    public void A_word_is_stable_once_the_next_one_has_begun()
    {
        StreamText text = Create();
        AssertShown(Add(text, 0, 1), string.Empty, "hello");
        AssertShown(Add(text, 3), string.Empty, "hello,"); // punctuation belongs to the word before it
        AssertShown(Add(text, 5), "hello,", "wor");
        AssertShown(Add(text, 6), "hello,", "world");
        AssertShown(Add(text, 12), "hello,", "world's");
        AssertShown(Add(text, 4, 0), "hello, world's.", "he");
    }

    [Fact]
    public void A_mark_alone_may_yet_turn_out_to_precede_punctuation()
    {
        StreamText text = Create();
        AssertShown(Add(text, 0, 1, 2), string.Empty, "hello");
        AssertShown(Add(text, 3), string.Empty, "hello,");
        AssertShown(Add(text, 2), string.Empty, "hello,");
        AssertShown(Add(text, 7), "hello,", "7");
        AssertShown(Add(text, 11), "hello,", "7,");
    }

    [Fact]
    public void Pieces_without_a_mark_lengthen_the_word()
    {
        StreamText text = Create();
        AssertShown(Add(text, 1, 7, 7), string.Empty, "llo77");
        AssertShown(Add(text, 8, 9), string.Empty, "llo77\uFFFD"); // half a letter, and a control token
        AssertShown(Add(text, 10), string.Empty, "llo77ä");
        AssertShown(Add(text, 5, 8), "llo77ä", "wor");
    }

    [Fact]
    public void What_was_shown_stays_as_it_was()
    {
        StreamText text = Create();
        var shown = new List<(PartialTranscription Partial, string[] Words)>();
        for (int i = 0; i < 40; i++)
        {
            PartialTranscription partial = Add(text, 13);
            shown.Add((partial, [.. partial.StableWords.Select(w => w.Text)]));
        }

        text.Reset();
        Add(text, 0, 5, 0);
        foreach ((PartialTranscription partial, string[] words) in shown)
        {
            Assert.Equal(words, partial.StableWords.Select(w => w.Text));
            Assert.Equal(partial.Stable, string.Join(' ', words));
        }
    }

    [Property(MaxTest = 200)]
    public void However_tokens_arrive_the_words_are_those_of_a_whole_recording(int seed)
    {
        var random = new Random(seed);
        StreamText text = Create();
        var builder = new TranscriptionBuilder(Pieces, 16000);
        DecodedToken[] tokens = [.. Enumerable.Range(0, random.Next(1, 60)).Select(i => Token(random.Next(Pieces.Size), i))];
        long end = tokens.Length * (long)FrameLength;
        Transcription whole = builder.Build([.. tokens.Select(t => TimedToken.Place(t, FrameLength, 0, end))], end, TranscribeOptions.Default, null);
        string stable = string.Empty;
        for (int at = 0; at < tokens.Length;)
        {
            int count = Math.Min(random.Next(0, 6), tokens.Length - at);
            text.Settle([.. tokens[at..(at + count)]], false, end);
            at += count;
            PartialTranscription partial = text.Show([.. tokens[at..]], end);
            Assert.StartsWith(stable, partial.Stable, StringComparison.Ordinal);
            stable = partial.Stable;
            Assert.Equal(whole.Text, partial.Text);
            Assert.True(text.Begins(whole));
        }

        Assert.Equal(whole.Words.SelectMany(w => w.Tokens), text.Complete([], false, end).SelectMany(w => w.Tokens));
    }

    [Fact]
    public void Another_word_or_a_missing_one_is_found()
    {
        StreamText text = Create();
        Add(text, 0, 1, 5, 6, 13, 13);
        Assert.True(text.Begins(Words("hello", "world", "a")));
        Assert.True(text.Begins(Words("hello", "world", "a", "x")));
        Assert.False(text.Begins(Words("hello", "world")));
        Assert.False(text.Begins(Words("hello", "world,", "a")));
        Assert.False(text.Begins(Words("Hello", "world", "a")));
    }

    private static StreamText Create() => new(new TranscriptionBuilder(Pieces, 16000), Pieces, ConfidenceAggregation.Min, FrameLength);

    private static PartialTranscription Add(StreamText text, params int[] ids)
    {
        text.Settle([.. ids.Select(id => Token(id, 0))], false, FrameLength);
        return text.Show([], FrameLength);
    }

    private static DecodedToken Token(int id, int frame) => new(id, frame, 1, -0.1f, 0.9f);

    private static Transcription Words(params string[] words) => Transcription.FromWords(
        [.. words.Select(w => new TranscriptionWord { Text = w, Start = default, End = default, Confidence = 1, Tokens = [] })],
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    private static void AssertShown(PartialTranscription partial, string stable, string rest) =>
        Assert.Equal((stable, rest), (partial.Stable, partial.Volatile));
}
