namespace Swictation.Stt.Whisper.Tests;

public sealed class WhisperLanguageTests
{
    [Theory]
    [InlineData("de", "de")]
    [InlineData("DE", "de")]
    [InlineData(" German ", "de")]
    [InlineData("german", "de")]
    [InlineData("de-DE", "de")]
    [InlineData("de_AT", "de")]
    [InlineData("zh-Hant-TW", "zh")]
    [InlineData("zh-yue", "yue")]
    [InlineData("zh-yue-Hant", "yue")]
    [InlineData("Cantonese", "yue")]
    [InlineData("yue-HK", "yue")]
    [InlineData("Mandarin", "zh")]
    [InlineData("Haitian Creole", "ht")]
    [InlineData("nb-NO", "no")]
    [InlineData("nn", "nn")]
    [InlineData("jv", "jw")]
    [InlineData("jw", "jw")]
    [InlineData("haw", "haw")]
    [InlineData("fil-PH", "tl")]
    [InlineData("pt-BR", "pt")]
    [InlineData("sr-Latn-RS", "sr")]
    public void A_language_is_read_as_users_write_it(string text, string code) => Assert.Equal(code, WhisperLanguage.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("xx")]
    [InlineData("klingon")]
    [InlineData("german-DE")]
    [InlineData("xx-DE")]
    [InlineData("-")]
    public void An_unknown_language_is_refused_with_those_that_are_known(string text)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => WhisperLanguage.Parse(text));
        Assert.Contains($"\"{text}\"", exception.Message, StringComparison.Ordinal);
        Assert.Contains("de (german)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("yue (cantonese)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_names_and_tags_lead_back_to_the_language()
    {
        Assert.Equal(100, WhisperLanguage.Count);
        foreach (string code in WhisperLanguage.AllCodes)
        {
            Assert.Equal(code, WhisperLanguage.Parse(code));
            Assert.Equal(code, WhisperLanguage.Parse(WhisperLanguage.NameOf(code)));
            Assert.Equal(code, WhisperLanguage.Parse(WhisperLanguage.ToBcp47(code)));
        }

        Assert.Equal("jv", WhisperLanguage.ToBcp47("jw"));
        Assert.Equal("xx", WhisperLanguage.NameOf("xx"));
    }
}
