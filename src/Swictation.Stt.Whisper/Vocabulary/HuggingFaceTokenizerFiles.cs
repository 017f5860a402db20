namespace Swictation.Stt.Whisper;

/// <summary>The files of a tokenizer as Hugging Face publishes them. Immutable.</summary>
internal sealed record HuggingFaceTokenizerFiles
{
    /// <summary>Gets the path of <c>vocab.json</c>, or of <c>tokenizer.json</c> where only that is there.</summary>
    public required string Vocabulary { get; init; }

    /// <summary>Gets whether <see cref="Vocabulary"/> is a <c>tokenizer.json</c>, which holds merges and added tokens too.</summary>
    public bool IsTokenizerJson { get; init; }

    /// <summary>Gets the path of <c>merges.txt</c>; without it the tokens' numbers rank the merges.</summary>
    public string? Merges { get; init; }

    /// <summary>Gets the path of <c>added_tokens.json</c>.</summary>
    public string? AddedTokens { get; init; }

    /// <summary>Gets the path of <c>generation_config.json</c>.</summary>
    public string? GenerationConfig { get; init; }

    /// <summary>Gets the path of <c>config.json</c>.</summary>
    public string? Config { get; init; }

    /// <summary>Finds the files in a model's directory.</summary>
    /// <exception cref="ModelNotFoundException">There is neither <c>vocab.json</c> nor <c>tokenizer.json</c>.</exception>
    public static HuggingFaceTokenizerFiles Find(string directory)
    {
        string? vocabulary = Optional(directory, "vocab.json");
        string? added = Optional(directory, "added_tokens.json");
        string? tokenizer = Optional(directory, "tokenizer.json");
        // vocab.json alone does not say where the special tokens lie.
        bool isTokenizerJson = tokenizer is not null && (vocabulary is null || added is null);
        return new HuggingFaceTokenizerFiles
        {
            Vocabulary = (isTokenizerJson ? tokenizer : vocabulary) ?? throw new ModelNotFoundException(
                $"The model in {directory} lacks its vocabulary: vocab.json with added_tokens.json, or tokenizer.json. Get the missing files from where the model came from.",
                Path.Combine(directory, "vocab.json")),
            IsTokenizerJson = isTokenizerJson,
            Merges = isTokenizerJson ? null : Optional(directory, "merges.txt"),
            AddedTokens = isTokenizerJson ? null : added,
            GenerationConfig = Optional(directory, "generation_config.json"),
            Config = Optional(directory, "config.json"),
        };
    }

    private static string? Optional(string directory, string name)
    {
        string path = Path.Combine(directory, name);
        return File.Exists(path) ? path : null;
    }
}
