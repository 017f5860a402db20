using FsCheck;
using FsCheck.Fluent;

namespace Swictation.Stt.Whisper.Tests;

public sealed class TokenWordSplitterTests
{
    [SkippableFact]
    public void Tokens_are_split_on_unicode_as_in_the_reference()
    {
        // The case of openai/whisper's own test (tests/test_tokenizer.py): the third token of the middle is not valid UTF-8.
        int[] tokens = [8404, 871, 287, 6, 246, 526, 3210, 20378];
        List<TokenWord> words = new TokenWordSplitter(Tokenizers.Shared).SplitOnUnicode(tokens);
        Assert.Equal([" elle", " est", " l", "'", "\uFFFD", "é", "rit", "oire"], words.Select(static word => word.Text));
        Assert.All(words, static word => Assert.Equal(1, word.Count));
    }

    [SkippableFact]
    public void Words_begin_at_spaces_and_punctuation_stands_alone()
    {
        Assert.Equal([" Hello", ",", " dictation", "-speaker", "!", "<|endoftext|>"], Split(" Hello, dictation-speaker!", "en"));
        Assert.Equal(["Hello", " ", " ", " world", "<|endoftext|>"], Split("Hello   world", null));
    }

    [SkippableFact]
    public void Languages_without_spaces_are_cut_at_characters()
    {
        string[] words = Split("音声認識です。", "ja");
        Assert.Equal("音声認識です。<|endoftext|>", string.Concat(words));
        Assert.All(words, static word => Assert.DoesNotContain('\uFFFD', word));
        Assert.True(words.Length > 4);
        Assert.Equal(["音声認識です。", "<|endoftext|>"], Split("音声認識です。", "en"));
    }

    [SkippableFact]
    public void A_character_of_several_tokens_is_one_word()
    {
        // Each of the three characters is spelled with several tokens.
        Assert.Equal(["🎤", "🇩", "🇪", "<|endoftext|>"], Split("🎤🇩🇪", "zh"));
    }

    [SkippableFact]
    public void Every_token_is_in_exactly_one_word()
    {
        _ = Tokenizers.Shared; // skips
        Prop.ForAll<PositiveInt>(seed =>
        {
            var random = new System.Random(seed.Get);
            int[] tokens = [.. Enumerable.Range(0, random.Next(0, 40)).Select(_ => random.Next(3) == 0 ? random.Next(94, 256) : random.Next(50258))];
            var splitter = new TokenWordSplitter(Tokenizers.Shared);
            List<TokenWord> words = random.Next(2) == 0 ? splitter.SplitOnSpaces(tokens) : splitter.SplitOnUnicode(tokens);
            int next = 0;
            foreach (TokenWord word in words)
            {
                Assert.Equal(next, word.First);
                Assert.True(word.Count > 0);
                next += word.Count;
            }

            Assert.Equal(tokens.Length, next);
        }).QuickCheckThrowOnFailure();
    }

    private static string[] Split(string text, string? language)
    {
        int[] tokens = [.. Tokenizers.Shared.Encode(text), Tokenizers.Shared.Specials.EndOfText];
        return [.. new TokenWordSplitter(Tokenizers.Shared).Split(tokens, language).Select(static word => word.Text)];
    }
}
