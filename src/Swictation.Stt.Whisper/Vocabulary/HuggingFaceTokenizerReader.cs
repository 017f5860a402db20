using System.Text.Json;

namespace Swictation.Stt.Whisper;

/// <summary>Reads Hugging Face's files: <c>vocab.json</c> with what lies beside it, or <c>tokenizer.json</c>.</summary>
internal static class HuggingFaceTokenizerReader
{
    /// <summary>Reads a tokenizer.</summary>
    /// <exception cref="ModelIntegrityException">A file is damaged.</exception>
    /// <exception cref="ModelLayoutException">The files contradict each other, or do not say enough.</exception>
    public static WhisperTokenizer Read(HuggingFaceTokenizerFiles files)
    {
        var specials = new SpecialTokenCollector(files.Vocabulary);
        var tokens = new TokenTableBuilder(files.Vocabulary);
        TokenTable table;
        int[]? ranks;
        if (files.IsTokenizerJson)
        {
            (table, ranks) = JsonTokens.ReadFile(files.Vocabulary, (path, json) => ReadTokenizerJson(path, json, tokens, specials));
        }
        else
        {
            ReadVocabulary(files.Vocabulary, tokens, specials, isLiteral: false);
            if (files.AddedTokens is { } added)
                ReadVocabulary(added, tokens, specials, isLiteral: true);
            table = tokens.Build();
            ranks = files.Merges is { } merges ? MergeRanks.ReadFile(merges, table) : null;
        }

        if (files.GenerationConfig is { } generation)
            JsonTokens.ReadFile(generation, (path, json) => ReadGenerationConfig(path, json, specials));
        if (files.Config is { } config)
            JsonTokens.ReadFile(config, (_, json) => ReadConfig(json, specials));
        return new WhisperTokenizer(files.Vocabulary, table, ranks, specials.Build(table.Count));
    }

    private static void ReadVocabulary(string file, TokenTableBuilder tokens, SpecialTokenCollector specials, bool isLiteral) =>
        JsonTokens.ReadFile(file, (path, json) =>
        {
            Utf8JsonReader reader = JsonTokens.Open(json);
            JsonTokens.ReadVocabulary(ref reader, tokens, specials, path, isLiteral);
            return true;
        });

    private static (TokenTable Table, int[]? Ranks) ReadTokenizerJson(string path, byte[] json, TokenTableBuilder tokens, SpecialTokenCollector specials)
    {
        Utf8JsonReader reader = JsonTokens.Open(json);
        Utf8JsonReader model = default;
        Utf8JsonReader added = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isModel = reader.ValueTextEquals("model"u8);
            bool isAdded = reader.ValueTextEquals("added_tokens"u8);
            reader.Read();
            if (isModel)
                model = reader;
            else if (isAdded)
                added = reader;
            reader.Skip();
        }

        JsonTokens.Expect(model.TokenType == JsonTokenType.StartObject, "a property \"model\"");
        Utf8JsonReader merges = ReadModel(ref model, path, tokens, specials);
        // The added tokens come after the vocabulary, which has some of them already.
        if (added.TokenType == JsonTokenType.StartArray)
            ReadAddedTokens(ref added, path, tokens, specials);
        TokenTable table = tokens.Build();
        return (table, merges.TokenType == JsonTokenType.StartArray ? ReadMerges(ref merges, path, table) : null);
    }

    /// <summary>Reads the vocabulary and returns a reader on the merges, which need the whole vocabulary first.</summary>
    private static Utf8JsonReader ReadModel(ref Utf8JsonReader reader, string path, TokenTableBuilder tokens, SpecialTokenCollector specials)
    {
        Utf8JsonReader merges = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isVocabulary = reader.ValueTextEquals("vocab"u8);
            bool isMerges = reader.ValueTextEquals("merges"u8);
            reader.Read();
            if (isVocabulary)
            {
                JsonTokens.ReadVocabulary(ref reader, tokens, specials, path, isLiteral: false);
                continue;
            }

            if (isMerges)
                merges = reader;
            reader.Skip();
        }

        return merges;
    }

    private static void ReadAddedTokens(ref Utf8JsonReader reader, string path, TokenTableBuilder tokens, SpecialTokenCollector specials)
    {
        byte[] buffer = JsonTokens.NewBuffer();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            int? id = null;
            ReadOnlySpan<byte> content = default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isId = reader.ValueTextEquals("id"u8);
                bool isContent = reader.ValueTextEquals("content"u8);
                reader.Read();
                if (isId)
                    id = reader.GetInt32();
                else if (isContent)
                    content = JsonTokens.Text(ref reader, buffer);
                reader.Skip();
            }

            JsonTokens.Expect(id is not null, "an added token with an id");
            JsonTokens.AddToken(content, id!.Value, tokens, specials, path, isLiteral: true);
        }
    }

    /// <summary>Reads merges in both ways that they are written: <c>"a b"</c>, and since tokenizers 0.20 <c>["a", "b"]</c>.</summary>
    private static int[] ReadMerges(ref Utf8JsonReader reader, string path, TokenTable table)
    {
        var ranks = new MergeRanks(table, path);
        byte[] left = JsonTokens.NewBuffer();
        byte[] right = JsonTokens.NewBuffer();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                ranks.Add(JsonTokens.Text(ref reader, left));
                continue;
            }

            reader.Read();
            ReadOnlySpan<byte> first = JsonTokens.Text(ref reader, left);
            reader.Read();
            ranks.Add(first, JsonTokens.Text(ref reader, right));
            reader.Read();
            JsonTokens.Expect(reader.TokenType == JsonTokenType.EndArray, "a merge of two tokens");
        }

        return ranks.Build();
    }

    private static bool ReadGenerationConfig(string path, byte[] json, SpecialTokenCollector specials)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        AddNumber("eos_token_id", SpecialTokenNames.EndOfText);
        AddNumber("decoder_start_token_id", SpecialTokenNames.StartOfTranscript);
        AddNumber("no_timestamps_token_id", SpecialTokenNames.NoTimestamps);
        AddNumber("prev_sot_token_id", SpecialTokenNames.StartOfPrevious);
        if (root.TryGetProperty("lang_to_id", out JsonElement languages))
        {
            foreach (JsonProperty language in languages.EnumerateObject())
                specials.AddLanguage(language.Name.Trim('<', '|', '>'), language.Value.GetInt32(), path);
        }

        if (root.TryGetProperty("task_to_id", out JsonElement tasks))
        {
            foreach (JsonProperty task in tasks.EnumerateObject())
                specials.Add($"<|{task.Name}|>", task.Value.GetInt32(), path);
        }

        if (root.TryGetProperty("is_multilingual", out JsonElement multilingual))
            specials.IsMultilingual = multilingual.GetBoolean();
        return true;

        void AddNumber(string property, string name)
        {
            if (root.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.Number)
                specials.Add(name, value.GetInt32(), path);
        }
    }

    private static bool ReadConfig(byte[] json, SpecialTokenCollector specials)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        if (document.RootElement.TryGetProperty("vocab_size", out JsonElement size))
            specials.VocabularySize = size.GetInt32();
        return true;
    }
}
