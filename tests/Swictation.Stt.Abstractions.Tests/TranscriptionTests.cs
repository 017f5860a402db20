namespace Swictation.Stt.Abstractions.Tests;

public sealed class TranscriptionTests
{
    [Fact]
    public void An_empty_transcription_has_the_length_of_its_audio_and_nothing_else()
    {
        Transcription empty = Transcription.Empty(TimeSpan.FromSeconds(2.5));
        Assert.Equal(string.Empty, empty.Text);
        Assert.Equal(string.Empty, empty.ToString());
        Assert.Equal(TimeSpan.FromSeconds(2.5), empty.Duration);
        Assert.Equal(0f, empty.Confidence);
        Assert.Empty(empty.Segments);
        Assert.Empty(empty.Words);
        Assert.Null(empty.Language);
        Assert.Equal(TimeSpan.Zero, Transcription.Empty(TimeSpan.Zero).Duration);
    }

    [Fact]
    public void Words_are_those_of_all_segments_in_order()
    {
        var transcription = new Transcription
        {
            Text = "one two. three",
            Duration = TimeSpan.FromSeconds(3),
            Segments = [Segment(Word("one", 0), Word("two.", 1)), Segment(), Segment(Word("three", 2))],
        };
        Assert.Equal(["one", "two.", "three"], transcription.Words.Select(word => word.Text));
        Assert.Equal(["one", "two.", "three"], transcription.Words.Select(word => word.Text)); // again, from the start
        Assert.Same(transcription.Segments[2].Words[0], transcription.Words.Last());
    }

    [Fact]
    public void A_transcription_reads_as_its_text()
    {
        var transcription = new Transcription { Text = "Привет, \"мир\".", Duration = TimeSpan.FromSeconds(1) };
        Assert.Equal("Привет, \"мир\".", transcription.ToString());
        Assert.Equal("Привет, \"мир\".", $"{transcription}");
    }

    [Fact]
    public void A_changed_copy_leaves_the_original_alone()
    {
        Transcription original = Transcription.Empty(TimeSpan.FromSeconds(1));
        Transcription changed = original with { Language = "ru" };
        Assert.Null(original.Language);
        Assert.Equal("ru", changed.Language);
        Assert.NotEqual(original, changed);
        Assert.Equal(original, changed with { Language = null });
    }

    [Fact]
    public void Tokens_are_equal_by_value()
    {
        var token = new TranscriptionToken(7, "▁да", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), 0.5f, -0.7f);
        Assert.Equal(token, new TranscriptionToken(7, "▁да", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), 0.5f, -0.7f));
        Assert.NotEqual(token, token with { LogProbability = -0.8f });
        Assert.NotEqual(token, token with { Start = TimeSpan.Zero });
    }

    private static TranscriptionSegment Segment(params TranscriptionWord[] words) => new()
    {
        Text = string.Join(' ', words.Select(word => word.Text)),
        Start = words.FirstOrDefault()?.Start ?? TimeSpan.Zero,
        End = words.LastOrDefault()?.End ?? TimeSpan.Zero,
        Confidence = 1,
        Words = words,
    };

    private static TranscriptionWord Word(string text, int second) => new()
    {
        Text = text,
        Start = TimeSpan.FromSeconds(second),
        End = TimeSpan.FromSeconds(second + 1),
        Confidence = 1,
        Tokens = [],
    };
}
