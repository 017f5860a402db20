namespace Swictation.Stt.Abstractions.Tests;

/// <summary>How words become text in languages with spaces and without.</summary>
public sealed class WordTextTests
{
    [Theory]
    [InlineData("the quick fox", "▁the|▁quick|▁fox")]
    [InlineData("你好世界", "你|好|世|界")]
    [InlineData("我用 Windows 电脑。", "我|用|▁Windows|▁电|脑|。")]
    [InlineData("and/or", "▁and|/or")]
    [InlineData("", "")]
    public void Words_are_joined_as_they_are_written(string expected, string pieces)
    {
        TranscriptionWord[] words = [.. pieces.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Word)];
        Assert.Equal(expected, WordText.Join(words));
        Transcription whole = Transcription.FromWords(words, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        Assert.Equal(expected, whole.Text);
        for (int i = 1; i < words.Length; i++)
        {
            var partial = new PartialTranscription { Stable = WordText.Join(words[..i]), StableWords = words[..i], Volatile = WordText.Join(words[i..]), VolatileWords = words[i..] };
            Assert.Equal(expected, partial.Text);
            Assert.True(WordText.BeginsWith(expected, partial.Stable));
        }
    }

    [Fact]
    public void Words_of_an_engine_without_tokens_have_spaces()
    {
        TranscriptionWord[] words = [.. new[] { "one", "two" }.Select(text => Word(text) with { Tokens = [] })];
        Assert.Equal("one two", WordText.Join(words));
    }

    [Theory]
    [InlineData("one", "two", "one two")]
    [InlineData("", "two", "two")]
    [InlineData("one", "", "one")]
    [InlineData("你好。", "世界", "你好。世界")]
    [InlineData("สวัสดี", "โลก", "สวัสดีโลก")]
    [InlineData("你好", "world", "你好 world")]
    [InlineData("𠀀", "𠀁", "𠀀𠀁")]
    [InlineData("한국", "어", "한국 어")]
    public void Texts_are_joined_by_a_space_but_within_a_script_that_has_none(string first, string second, string expected) =>
        Assert.Equal(expected, WordText.Join(first, second));

    [Theory]
    [InlineData("the quick", "the", true)]
    [InlineData("then", "the", false)]
    [InlineData("the", "the", true)]
    [InlineData("the.", "the", true)]
    [InlineData("anything", "", true)]
    [InlineData("你好世界", "你好", true)]
    [InlineData("你们", "你好", false)]
    [InlineData("été", "ét", false)]
    public void A_text_begins_with_whole_words(string text, string words, bool expected) => Assert.Equal(expected, WordText.BeginsWith(text, words));

    private static TranscriptionWord Word(string piece) => new()
    {
        Text = piece.TrimStart('▁'),
        Start = TimeSpan.Zero,
        End = TimeSpan.Zero,
        Confidence = 1,
        Tokens = [new TranscriptionToken(0, piece, TimeSpan.Zero, TimeSpan.Zero, 1, 0)],
    };
}
