using System.Text.Json;

namespace Swictation.Stt.Whisper.Tests;

/// <summary>What openai/whisper made of a recording with whisper-random.</summary>
internal sealed class OracleEntry(JsonElement json)
{
    public JsonElement Json => json;

    public string Audio => json.GetProperty("audio").GetString()!;

    public bool IsLongForm => json.GetProperty("kind").GetString() == "long-form transcribe";

    public string Text => json.GetProperty("text").GetString()!;

    public int[] Tokens => [.. json.GetProperty("tokens").EnumerateArray().Select(static token => token.GetInt32())];

    /// <summary>The options. Nothing is drawn: only temperature 0 was tried. The long-form entries were made for English.</summary>
    public WhisperTranscribeOptions Options
    {
        get
        {
            var options = new WhisperTranscribeOptions { Temperatures = [0], Language = IsLongForm ? "en" : null };
            foreach (JsonProperty option in json.GetProperty("options").EnumerateObject())
            {
                options = option.Name switch
                {
                    "language" => options with { Language = option.Value.GetString() },
                    "task" => options with { Translate = option.Value.GetString() == "translate" },
                    "without_timestamps" => options with { Timestamps = !option.Value.GetBoolean() },
                    "beam_size" => options with { BeamSize = option.Value.GetInt32() },
                    "suppress_blank" => options with { SuppressBlank = option.Value.GetBoolean() },
                    "suppress_tokens" => options with { SuppressedTokens = [] },
                    "prompt" => options with { Prompt = option.Value.GetString() },
                    "sample_len" => options with { SampleLength = option.Value.GetInt32() },
                    "condition_on_previous_text" => options with { ConditionOnPreviousText = option.Value.GetBoolean() },
                    "no_speech_threshold" => options with { NoSpeechThreshold = Number(option.Value) },
                    "logprob_threshold" => options with { LogProbabilityThreshold = Number(option.Value) },
                    _ => throw new InvalidOperationException($"Unknown option {option.Name}."),
                };
            }

            return options;
        }
    }

    public static IReadOnlyList<OracleEntry> All() =>
        [.. JsonDocument.Parse(File.ReadAllText(SharedFiles.Path("oracles", "whisper", "random.json"))).RootElement.EnumerateArray().Select(static entry => new OracleEntry(entry))];

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();
}
