using System.Text.Json;

namespace Swictation.Stt.Whisper.Tests;

public sealed class PromptTests
{
    [SkippableFact]
    public void Tokens_that_are_not_spoken_are_those_of_the_reference()
    {
        int[] expected = [.. Tokenizers.SherpaMetadata["non_speech_tokens"].Split(',').Select(int.Parse)];
        Assert.Equal(expected, NonSpeechTokens.Find(Tokenizers.Shared));

        using JsonDocument config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Tokenizers.Optimum, "generation_config.json")));
        Assert.Equal(Numbers("suppress_tokens"), NonSpeechTokens.FindSuppressed(Tokenizers.Shared));
        Assert.Equal(Numbers("begin_suppress_tokens"), NonSpeechTokens.FindBlank(Tokenizers.Shared));

        int[] Numbers(string name) => [.. config.RootElement.GetProperty(name).EnumerateArray().Select(static number => number.GetInt32())];
    }

    [SkippableFact]
    public void A_prompt_is_encoded_with_one_space_before_it()
    {
        var builder = new PromptBuilder(Tokenizers.Shared);
        Assert.Equal([3926, 985, 399, 3467, 437, 291, 584, 13], builder.Encode("\n Swictation types what you say.  ", "prompt"));
        Assert.Empty(builder.Encode("  ", "prompt"));
        Assert.Empty(builder.Encode(null, "prompt"));
    }

    [SkippableFact]
    public void A_prompt_longer_than_the_context_is_refused()
    {
        var builder = new PromptBuilder(Tokenizers.Shared);
        Assert.Equal(448, builder.Encode(string.Concat(Enumerable.Repeat(" you", 448)), "prompt").Length);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => builder.Encode(string.Concat(Enumerable.Repeat(" you", 449)), "prompt"));
        Assert.Contains("449 tokens", exception.Message, StringComparison.Ordinal);
        Assert.Contains("223", exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_last_tokens_of_a_prompt_are_kept_before_the_start()
    {
        var builder = new PromptBuilder(Tokenizers.Shared);
        int[] start = [50258, 50259, 50359];
        int[] prompt = [.. Enumerable.Range(0, 300)];
        Assert.Equal([50361, .. prompt[77..], .. start], builder.Build(start, prompt, [], 224));
        Assert.Equal([50361, 1, 2, .. start, 7, 8], builder.Build(start, [1, 2], [7, 8], 224));
        Assert.Equal(start, builder.Build(start, [], [], 224));
    }

    [SkippableTheory]
    [InlineData(224, 3, 220)] // the reference would keep everything and run over
    [InlineData(224, 4, 219)]
    [InlineData(300, 3, 220)]
    [InlineData(100, 3, 124)]
    [InlineData(223, 3, 1)]
    [InlineData(1, 3, 220)]
    public void A_prefix_leaves_room_for_what_is_sampled(int sampleLength, int startLength, int expected)
    {
        var builder = new PromptBuilder(Tokenizers.Shared);
        Assert.Equal(expected, builder.MaximumPrefixLength(startLength, sampleLength));
        int[] start = [.. Enumerable.Range(50258, startLength)];
        int[] long_ = [.. Enumerable.Range(0, 400)];
        int[] tokens = builder.Build(start, long_, long_, sampleLength);
        Assert.Equal(1 + 223 + startLength + expected, tokens.Length);
        Assert.True(tokens.Length < PromptBuilder.DefaultContextLength);
        Assert.Equal(399, tokens[^1]);
    }
}
