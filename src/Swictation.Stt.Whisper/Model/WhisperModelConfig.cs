using System.Text.Json;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>What a model's files say of its sizes: optimum's <c>config.json</c> and <c>generation_config.json</c>, or sherpa-onnx's metadata. Immutable.</summary>
internal sealed record WhisperModelConfig
{
    /// <summary>Gets where the entries come from, for messages.</summary>
    public required string Source { get; init; }

    public required DecoderShape Shape { get; init; }

    public required int MelCount { get; init; }

    /// <summary>Gets the heads that follow the audio, or null where the files do not say.</summary>
    public IReadOnlyList<AttentionHead>? AlignmentHeads { get; init; }

    /// <summary>Reads optimum's files.</summary>
    /// <exception cref="ModelIntegrityException">A file is not the expected JSON.</exception>
    public static WhisperModelConfig ReadOptimum(string directory)
    {
        string path = Path.Combine(directory, "config.json");
        using JsonDocument document = Parse(path);
        JsonElement root = document.RootElement;
        return new WhisperModelConfig
        {
            Source = path,
            Shape = new DecoderShape(
                Number(root, "decoder_layers"), Number(root, "decoder_attention_heads"), Number(root, "d_model"), Number(root, "vocab_size"),
                Number(root, "max_target_positions"), Number(root, "max_source_positions")).Checked(path),
            MelCount = Number(root, "num_mel_bins"),
            AlignmentHeads = ReadAlignmentHeads(Path.Combine(directory, "generation_config.json")),
        };

        int Number(JsonElement parent, string name) =>
            parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number > 0
                ? number
                : throw new ModelIntegrityException($"The model's configuration {path} does not say {name} as a number above 0. Get it again.", path);
    }

    /// <summary>Reads what sherpa-onnx's exporter wrote into the encoder.</summary>
    /// <exception cref="ModelLayoutException">An entry is missing.</exception>
    public static WhisperModelConfig ReadSherpa(InferenceSession encoder)
    {
        IReadOnlyDictionary<string, string> entries = encoder.Metadata.Custom;
        return new WhisperModelConfig
        {
            Source = encoder.ModelPath,
            Shape = new DecoderShape(
                Number("n_text_layer"), Number("n_text_head"), Number("n_text_state"), Number("n_vocab"), Number("n_text_ctx"), Number("n_audio_ctx"))
                .Checked(encoder.ModelPath),
            MelCount = Number("n_mels"),
            AlignmentHeads = ParseHeads(entries.GetValueOrDefault("alignment_heads")),
        };

        int Number(string key) => ModelGraph.PositiveNumber(entries, key) ?? throw new ModelLayoutException(
            $"{encoder.ModelPath} does not say {key} in its metadata. It is not a Whisper export of sherpa-onnx; get one.", encoder.ModelPath);
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException exception)
        {
            throw new ModelIntegrityException($"The model's configuration {path} is not the expected JSON ({exception.Message}) Get it again.", path, exception);
        }
    }

    private static List<AttentionHead>? ReadAlignmentHeads(string path)
    {
        if (!File.Exists(path))
            return null;
        using JsonDocument document = Parse(path);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("alignment_heads", out JsonElement list) || list.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            return [.. list.EnumerateArray().Select(static pair => new AttentionHead(pair[0].GetInt32(), pair[1].GetInt32()))];
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new ModelIntegrityException($"The alignment_heads in {path} are not pairs of numbers. Get it again.", path, exception);
        }
    }

    /// <summary>Reads the layer and head of each of sherpa-onnx's pairs, <c>2:2,3:0</c>; the graph gives as many, in this order.</summary>
    private static List<AttentionHead>? ParseHeads(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var heads = new List<AttentionHead>();
        string[] numbers = text.Split([',', ':', ' '], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i + 1 < numbers.Length; i += 2)
        {
            if (!int.TryParse(numbers[i], out int layer) || !int.TryParse(numbers[i + 1], out int head))
                return null;
            heads.Add(new AttentionHead(layer, head));
        }

        return heads;
    }
}
