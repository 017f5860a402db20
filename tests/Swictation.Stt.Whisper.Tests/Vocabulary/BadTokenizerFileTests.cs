using System.Text;

namespace Swictation.Stt.Whisper.Tests;

public sealed class BadTokenizerFileTests
{
    [SkippableTheory]
    [InlineData("vocab.json")]
    [InlineData("added_tokens.json")]
    [InlineData("generation_config.json")]
    [InlineData("config.json")]
    [InlineData("merges.txt")]
    [InlineData("tokenizer.json")]
    public void A_damaged_file_is_named(string file)
    {
        using TempDirectory directory = Copy(file);
        byte[] whole = File.ReadAllBytes(directory[file]);
        foreach (byte[] damaged in new[] { [], whole[..(whole.Length / 2)], whole[..(whole.Length * 99 / 100)], Encoding.UTF8.GetBytes("<html><body>404: not found</body></html>"), "[1]"u8.ToArray(), "null"u8.ToArray() })
        {
            File.WriteAllBytes(directory[file], damaged);
            ModelIntegrityException exception = Assert.Throws<ModelIntegrityException>(() => Tokenizers.ReadHuggingFace(directory.Path));
            Assert.Contains(directory[file], exception.Message, StringComparison.Ordinal);
            Assert.Contains("again", exception.Message, StringComparison.Ordinal);
        }
    }

    [SkippableTheory]
    [InlineData("{\"!\": 0, \"!\": 1}")]
    [InlineData("{\"!\": 0, \"\\\"\": 0}")]
    [InlineData("{\"!\": 0}")]
    [InlineData("{\"!\": -1}")]
    [InlineData("{\"!\": 2000000000}")]
    [InlineData("{\"!\": \"0\"}")]
    [InlineData("{\"日本\": 0}")]
    [InlineData("{}")]
    public void A_vocabulary_that_is_not_one_is_named(string json)
    {
        using TempDirectory directory = Copy("vocab.json");
        File.WriteAllText(directory["vocab.json"], json);
        SttException exception = Assert.ThrowsAny<SttException>(() => Tokenizers.ReadHuggingFace(directory.Path));
        Assert.Contains(directory["vocab.json"], exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Files_of_another_model_are_found_out()
    {
        using TempDirectory directory = Copy("vocab.json");
        string generation = File.ReadAllText(directory["generation_config.json"]);
        File.WriteAllText(directory["generation_config.json"], generation.Replace("50363", "50364", StringComparison.Ordinal)); // large-v3's
        AssertForeign(directory, directory["generation_config.json"]);

        File.WriteAllText(directory["generation_config.json"], generation);
        File.WriteAllText(directory["merges.txt"], "#version: 0.2\nĠ zzzz\n");
        AssertForeign(directory, directory["merges.txt"]);

        File.Delete(directory["merges.txt"]);
        string vocabulary = File.ReadAllText(directory["vocab.json"]);
        File.WriteAllText(directory["vocab.json"], vocabulary[..vocabulary.LastIndexOf(", ", StringComparison.Ordinal)] + "}");
        AssertForeign(directory, directory["vocab.json"]);
    }

    [SkippableFact]
    public void A_vocabulary_alone_needs_the_size()
    {
        using TempDirectory directory = Copy("vocab.json");
        File.Delete(directory["added_tokens.json"]);
        Assert.Equal(Tokenizers.Shared.Specials.NoSpeech, Tokenizers.ReadHuggingFace(directory.Path).Specials.NoSpeech);
        File.Delete(directory["generation_config.json"]);
        SpecialTokens fromSize = Tokenizers.ReadHuggingFace(directory.Path).Specials;
        Assert.Equal(Tokenizers.Shared.Specials.Languages, fromSize.Languages);
        Assert.Equal(Tokenizers.Shared.Specials.TimestampBegin, fromSize.TimestampBegin);
        File.Delete(directory["config.json"]);
        Assert.Contains("Get added_tokens.json", Assert.Throws<ModelLayoutException>(() => Tokenizers.ReadHuggingFace(directory.Path)).Message, StringComparison.Ordinal);
        File.Delete(directory["vocab.json"]);
        Assert.Contains("lacks its vocabulary", Assert.Throws<ModelNotFoundException>(() => Tokenizers.ReadHuggingFace(directory.Path)).Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("IQ==")]
    [InlineData("IQ== x")]
    [InlineData("IQ== 1 2")]
    [InlineData("!! 0")]
    [InlineData("<html>404</html>")]
    public void A_damaged_line_of_sherpas_tokens_is_named(string line)
    {
        using var directory = new TempDirectory();
        string[] lines = File.ReadAllLines(Tokenizers.SherpaTokens);
        lines[300] = line;
        File.WriteAllLines(directory["tokens.txt"], lines);
        ModelIntegrityException exception = Assert.Throws<ModelIntegrityException>(() => Tokenizers.ReadSherpa(directory["tokens.txt"]));
        Assert.Contains($"{directory["tokens.txt"]} is damaged: line 301", exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Sherpas_tokens_cut_short_are_found_out()
    {
        using var directory = new TempDirectory();
        byte[] whole = File.ReadAllBytes(Tokenizers.SherpaTokens);
        foreach (int length in new[] { 0, 100, 5000, whole.Length / 2, whole.Length - 9 })
        {
            File.WriteAllBytes(directory["tokens.txt"], whole[..length]);
            SttException exception = Assert.ThrowsAny<SttException>(() => Tokenizers.ReadSherpa(directory["tokens.txt"]));
            Assert.Contains(directory["tokens.txt"], exception.Message, StringComparison.Ordinal);
        }
    }

    [SkippableTheory]
    [InlineData("sot", "many")]
    [InlineData("eot", "50256")]
    [InlineData("all_language_tokens", "50259,50260")]
    [InlineData("all_language_codes", "en")]
    [InlineData("no_timestamps", "50362")]
    public void Metadata_that_does_not_fit_is_refused(string key, string value)
    {
        var metadata = new Dictionary<string, string>(Tokenizers.SherpaMetadata) { [key] = value };
        ModelLayoutException exception = Assert.Throws<ModelLayoutException>(() => Tokenizers.ReadSherpa(metadata: metadata));
        Assert.Contains("et ", exception.Message, StringComparison.Ordinal); // Get the encoder, get all files …
    }

    /// <summary>Copies the shared model's files; adds merges, or puts all in a tokenizer.json, where that is the file in question.</summary>
    private static TempDirectory Copy(string file)
    {
        var directory = new TempDirectory();
        foreach (string name in new[] { "vocab.json", "added_tokens.json", "generation_config.json", "config.json" })
            File.Copy(Path.Combine(Tokenizers.Optimum, name), directory[name]);
        if (file is not ("merges.txt" or "tokenizer.json"))
            return directory;
        WhisperTokenizer tokenizer = Tokenizers.Shared;
        if (file == "merges.txt")
        {
            Spelling.WriteMerges(directory[file], tokenizer.Tokens, Spelling.FindMerges(tokenizer.Tokens));
            return directory;
        }

        Spelling.WriteTokenizerJson(directory[file], tokenizer, Spelling.FindMerges(tokenizer.Tokens), asPairs: false, mergesFirst: false);
        File.Delete(directory["vocab.json"]);
        return directory;
    }

    private static void AssertForeign(TempDirectory directory, string file)
    {
        ModelLayoutException exception = Assert.Throws<ModelLayoutException>(() => Tokenizers.ReadHuggingFace(directory.Path));
        Assert.Contains(file, exception.Message, StringComparison.Ordinal);
        Assert.Contains("get all files from one model", exception.Message, StringComparison.Ordinal);
    }
}
