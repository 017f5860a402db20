namespace Swictation.Stt.Whisper.Tests;

public sealed class SpecialTokensTests
{
    /// <summary>The ids of openai/whisper's tokenizer: text tokens, languages, then start, translate, transcribe, LM, previous, no speech, no timestamps, size.</summary>
    public static TheoryData<int, int, int[]> Families { get; } = new()
    {
        { 50256, 99, [50257, 50357, 50358, 50359, 50360, 50361, 50362, 51864] }, // English only
        { 50257, 99, [50258, 50358, 50359, 50360, 50361, 50362, 50363, 51865] }, // v1, v2
        { 50257, 100, [50258, 50359, 50360, 50361, 50362, 50363, 50364, 51866] }, // v3, turbo
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void What_no_file_says_follows_from_the_size(int textTokens, int languages, int[] expected)
    {
        SpecialTokens fromSize = new SpecialTokenCollector("vocab.json") { VocabularySize = expected[7] }.Build(textTokens);
        Assert.Equal(expected, Ids(fromSize));
        Assert.Equal(textTokens, fromSize.EndOfText);
        Assert.Equal(textTokens > 50256, fromSize.IsMultilingual);
        Assert.Equal(WhisperLanguage.AllCodes.Take(languages), fromSize.Languages.Select(static language => language.Code));
        Assert.Equal(Enumerable.Range(expected[0] + 1, languages), fromSize.Languages.Select(static language => language.Id));

        var collector = new SpecialTokenCollector("vocab.json");
        collector.Add("<|notimestamps|>", expected[6], "generation_config.json");
        SpecialTokens fromToken = collector.Build(textTokens);
        Assert.Equal(expected, Ids(fromToken));
        Assert.Equal(fromSize.Languages, fromToken.Languages);
    }

    [Fact]
    public void What_a_file_says_comes_before_what_follows_from_the_size()
    {
        var collector = new SpecialTokenCollector("tokenizer.json") { VocabularySize = 51865, IsMultilingual = true };
        collector.Add("<|transcribe|>", 50358, "tokenizer.json");
        collector.Add("<|translate|>", 50359, "tokenizer.json");
        collector.Add("<|nocaptions|>", 50362, "tokenizer.json");
        SpecialTokens tokens = collector.Build(50257);
        Assert.Equal((50358, 50359, 50362), (tokens.Transcribe, tokens.Translate, tokens.NoSpeech));
    }

    [Fact]
    public void Files_that_contradict_each_other_are_named()
    {
        var collector = new SpecialTokenCollector("vocab.json");
        collector.Add("<|notimestamps|>", 50364, "added_tokens.json");
        ModelLayoutException exception = Assert.Throws<ModelLayoutException>(() => collector.Add("<|notimestamps|>", 50363, "generation_config.json"));
        Assert.Contains("generation_config.json gives <|notimestamps|> the number 50363, added_tokens.json the number 50364", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<|0.00|>", 50363)]
    [InlineData("<|30.00|>", 51865)]
    [InlineData("<|nospeech|>", 50361)]
    [InlineData("<|endoftext|>", 50300)]
    [InlineData("<|translate|>", 60000)]
    [InlineData("<|notimestamps|>", 50362)]
    public void Numbers_that_cannot_be_right_are_refused(string name, int id)
    {
        var collector = new SpecialTokenCollector("vocab.json") { VocabularySize = 51865 };
        collector.Add(name, id, "added_tokens.json");
        Assert.Contains("all files from one model", Assert.Throws<ModelLayoutException>(() => collector.Build(50257)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_go_by_is_said()
    {
        ModelLayoutException exception = Assert.Throws<ModelLayoutException>(() => new SpecialTokenCollector("vocab.json").Build(50257));
        Assert.Contains("Get added_tokens.json", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ModelLayoutException>(() => new SpecialTokenCollector("vocab.json") { VocabularySize = 50257 }.Build(50257));
    }

    [SkippableFact]
    public void The_start_sequence_names_language_and_task()
    {
        SpecialTokens tokens = Tokenizers.Shared.Specials;
        Assert.Equal([50258, 50259, 50359], tokens.StartSequence("en", translate: false));
        Assert.Equal([50258, 50261, 50358], tokens.StartSequence("de", translate: true));
        Assert.Equal("de", tokens.LanguageOf(50261));
        Assert.Null(tokens.LanguageOf(50258));
        Assert.Null(tokens.LanguageOf(50358));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => tokens.StartSequence("yue", translate: false));
        Assert.Contains("\"yue\"", exception.Message, StringComparison.Ordinal);
        Assert.Contains("en, zh, de", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_English_only_model_has_a_start_alone_and_does_not_translate()
    {
        SpecialTokens tokens = new SpecialTokenCollector("vocab.json") { VocabularySize = 51864 }.Build(50256);
        Assert.Equal([50257], tokens.StartSequence("en", translate: false));
        Assert.Equal([50257], tokens.StartSequence(null, translate: false));
        Assert.Contains("cannot translate", Assert.Throws<ArgumentException>(() => tokens.StartSequence("en", translate: true)).Message, StringComparison.Ordinal);
        Assert.Contains("\"de\"", Assert.Throws<ArgumentException>(() => tokens.StartSequence("de", translate: false)).Message, StringComparison.Ordinal);
    }

    private static int[] Ids(SpecialTokens tokens) =>
    [
        tokens.StartOfTranscript, tokens.Translate, tokens.Transcribe, tokens.StartOfLm, tokens.StartOfPrevious, tokens.NoSpeech,
        tokens.NoTimestamps, tokens.VocabularySize,
    ];
}
