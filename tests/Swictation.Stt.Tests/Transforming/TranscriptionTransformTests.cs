using Swictation.Stt.Formats;
using Swictation.Stt.Transform;

namespace Swictation.Stt.Tests.Transforming;

public sealed class TranscriptionTransformTests
{
    private static readonly TimeSpan Gap = TranscribeOptions.Default.SegmentGap;

    [Fact]
    public void What_is_written_has_the_times_of_what_was_said()
    {
        Transcription said = TestTranscriptions.Of("dear sir comma new paragraph we need number forty two tests period");
        TranscriptionWord[] words = [.. said.Words];
        Transcription written = TranscriptionTransform.Apply(said, new TextTransformer(), Gap);
        Assert.Equal("Dear sir,\n\nWe need 42 tests.", written.Text);
        Assert.Equal(["Dear", "sir,", "We", "need", "42", "tests."], written.Words.Select(static word => word.Text));
        Assert.Equal(
            [(words[0].Start, words[0].End), (words[1].Start, words[2].End), (words[5].Start, words[5].End), (words[6].Start, words[6].End), (words[7].Start, words[9].End), (words[10].Start, words[11].End)],
            written.Words.Select(static word => (word.Start, word.End)));
        Assert.Equal((said.Duration, 0.5f), (written.Duration, written.Confidence));
    }

    [Fact]
    public void What_is_taken_back_is_gone()
    {
        Transcription written = TranscriptionTransform.Apply(TestTranscriptions.Of("one period two scratch that three"), new TextTransformer(), Gap);
        Assert.Equal("One. Three", written.Text);
        Assert.Equal(["One.", "Three"], written.Words.Select(static word => word.Text));
    }

    [Theory]
    [InlineData("scratch that")]
    [InlineData("press enter")]
    public void Nothing_that_is_written_leaves_nothing(string said)
    {
        Transcription written = TranscriptionTransform.Apply(TestTranscriptions.Of(said), new TextTransformer(), Gap);
        Assert.Empty(written.Text);
        Assert.Empty(written.Words);
    }

    [Fact]
    public void Text_without_words_is_transformed_too()
    {
        var said = new Transcription { Text = "hello comma world", Duration = TimeSpan.FromSeconds(2) };
        Assert.Equal("Hello, world", TranscriptionTransform.Apply(said, new TextTransformer(), Gap).Text);
        Assert.Equal(said.Text, TranscriptionTransform.ToUtterance(said));
    }

    [Fact]
    public void Subtitles_have_what_is_written()
    {
        using var writer = new StringWriter();
        TranscriptWriter.Write(writer, TranscriptionTransform.Apply(TestTranscriptions.Of("hello comma world period"), new TextTransformer(), Gap), TranscriptFormat.Srt);
        Assert.Contains("Hello, world.", writer.ToString(), StringComparison.Ordinal);
    }
}
