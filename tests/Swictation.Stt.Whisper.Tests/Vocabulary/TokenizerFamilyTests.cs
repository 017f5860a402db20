using System.Text.Json;

namespace Swictation.Stt.Whisper.Tests;

/// <summary>Files as English-only models and large-v3 have them, made of the shared vocabulary's tokens.</summary>
public sealed class TokenizerFamilyTests
{
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_English_only_model_keeps_its_end_of_text_in_the_vocabulary(bool withTimestamps)
    {
        using var directory = new TempDirectory();
        TokenTable table = Tokenizers.Shared.Tokens;
        Dictionary<string, int> vocabulary = Enumerable.Range(0, 50256).ToDictionary(id => Spelling.Spell(table[id]), static id => id);
        vocabulary.Add("<|endoftext|>", 50256);
        Write(directory["vocab.json"], vocabulary);
        Write(directory["added_tokens.json"], Added(50257, 99, "<|nocaptions|>", withTimestamps));
        File.WriteAllText(directory["generation_config.json"], """{"is_multilingual": false, "no_timestamps_token_id": 50362, "eos_token_id": 50256, "decoder_start_token_id": 50257}""");

        SpecialTokens specials = Tokenizers.ReadHuggingFace(directory.Path).Specials;
        Assert.False(specials.IsMultilingual);
        Assert.Equal((50256, 50257, 50361, 50362, 50363, 51864), (specials.EndOfText, specials.StartOfTranscript, specials.NoSpeech, specials.NoTimestamps, specials.TimestampBegin, specials.VocabularySize));
        Assert.Equal([50257], specials.StartSequence("en", translate: false));
    }

    [SkippableFact]
    public void Large_v3_has_one_language_more_and_every_later_token_one_further()
    {
        using var directory = new TempDirectory();
        File.Copy(Path.Combine(Tokenizers.Optimum, "vocab.json"), directory["vocab.json"]);
        Dictionary<string, int> added = Added(50258, 100, "<|nospeech|>", withTimestamps: true);
        added.Add("<|endoftext|>", 50257);
        Write(directory["added_tokens.json"], added);

        SpecialTokens specials = Tokenizers.ReadHuggingFace(directory.Path).Specials;
        Assert.True(specials.IsMultilingual);
        Assert.Equal((50360, 50359, 50363, 50364, 50365, 51866), (specials.Transcribe, specials.Translate, specials.NoSpeech, specials.NoTimestamps, specials.TimestampBegin, specials.VocabularySize));
        Assert.Equal([50258, 50358, 50360], specials.StartSequence("yue", translate: false));
        Assert.Equal("yue", specials.LanguageOf(50358));
    }

    [SkippableFact]
    public void Sherpas_metadata_says_which_family_it_is()
    {
        var metadata = new Dictionary<string, string>(Tokenizers.SherpaMetadata);
        foreach ((string key, int id) in new[] { ("translate", 50359), ("transcribe", 50360), ("sot_lm", 50361), ("sot_prev", 50362), ("no_speech", 50363), ("no_timestamps", 50364), ("n_vocab", 51866) })
            metadata[key] = id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        metadata["all_language_codes"] += ",yue";
        metadata["all_language_tokens"] += ",50358";
        SpecialTokens specials = Tokenizers.ReadSherpa(metadata: metadata).Specials;
        Assert.Equal(100, specials.Languages.Count);
        Assert.Equal("yue", specials.Languages[^1].Code);
        Assert.Equal((50365, 51866), (specials.TimestampBegin, specials.VocabularySize));

        // Without the languages' lists the order says them.
        metadata.Remove("all_language_codes");
        Assert.Equal(specials.Languages, Tokenizers.ReadSherpa(metadata: metadata).Specials.Languages);
    }

    private static Dictionary<string, int> Added(int start, int languages, string noSpeech, bool withTimestamps)
    {
        List<string> names =
        [
            "<|startoftranscript|>", .. WhisperLanguage.AllCodes.Take(languages).Select(static code => $"<|{code}|>"), "<|translate|>",
            "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", noSpeech, "<|notimestamps|>",
        ];
        if (withTimestamps)
            names.AddRange(Enumerable.Range(0, 1501).Select(static i => FormattableString.Invariant($"<|{i * 0.02:F2}|>")));
        return names.Select((name, i) => (name, id: start + i)).ToDictionary(static token => token.name, static token => token.id);
    }

    private static void Write(string path, Dictionary<string, int> tokens) => File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(tokens));
}
