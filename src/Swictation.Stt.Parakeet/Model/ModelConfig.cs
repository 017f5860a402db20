using System.Text.Json;

namespace Swictation.Stt.Parakeet;

/// <summary>What onnx-asr's <c>config.json</c> says; every entry is optional.</summary>
internal sealed record ModelConfig
{
    public string? ModelType { get; init; }

    public int? MelCount { get; init; }

    public int? SubsamplingFactor { get; init; }

    public int? MaxSymbolsPerFrame { get; init; }

    public static ModelConfig Read(string? path)
    {
        if (path is null)
            return new ModelConfig();
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            return new ModelConfig
            {
                ModelType = root.TryGetProperty("model_type", out JsonElement type) ? type.GetString() : null,
                MelCount = Number(root, "features_size"),
                SubsamplingFactor = Number(root, "subsampling_factor"),
                MaxSymbolsPerFrame = Number(root, "max_tokens_per_step"),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelIntegrityException($"The model's configuration {path} is not the expected JSON ({exception.Message}) Get it again.", path, exception);
        }
    }

    private static int? Number(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement value))
            return null;
        int number = value.GetInt32();
        return number > 0 ? number : throw new FormatException($"{name} is {number}.");
    }
}
