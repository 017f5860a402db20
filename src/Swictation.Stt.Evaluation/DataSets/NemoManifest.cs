using System.Globalization;
using System.Text.Json;

namespace Swictation.Stt.Evaluation;

/// <summary>Reads NeMo's manifests: a JSON object a line; paths are relative to the manifest, times are seconds.</summary>
internal sealed class NemoManifest(string path) : EvaluationDataset(path, DatasetFormat.NemoManifest)
{
    public override IEnumerable<EvaluationItem> Read()
    {
        foreach ((string text, int number) in ReadLines(Path))
        {
            if (!string.IsNullOrWhiteSpace(text))
                yield return Parse(text, number);
        }
    }

    private EvaluationItem Parse(string line, int number)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement entry = document.RootElement;
            if (entry.ValueKind != JsonValueKind.Object)
                throw new EvaluationException($"A JSON object was expected; found {entry.ValueKind}.", Path, number);
            string audio = GetText(entry, "audio_filepath", number);
            if (audio.Length == 0)
                throw new EvaluationException("audio_filepath is empty.", Path, number);
            TimeSpan? offset = GetSeconds(entry, "offset", number);
            TimeSpan? duration = GetSeconds(entry, "duration", number);
            return new EvaluationItem
            {
                Id = offset > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{audio}@{offset.Value.TotalSeconds:0.###}") : audio,
                AudioPath = Resolve(Path, audio, number),
                Reference = GetText(entry, "text", number),
                Offset = offset ?? TimeSpan.Zero,
                Duration = duration > TimeSpan.Zero ? duration : null,
                Source = Path,
                Line = number,
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A string with half a surrogate pair is an InvalidOperationException.
            throw new EvaluationException($"This is no JSON object: {exception.Message}", Path, number, exception);
        }
    }

    private string GetText(JsonElement entry, string name, int number)
    {
        if (!entry.TryGetProperty(name, out JsonElement value))
            throw new EvaluationException($"{name} is missing. An entry has audio_filepath and text, and may have offset and duration.", Path, number);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new EvaluationException($"{name} must be a string; found {value.ValueKind}.", Path, number);
    }

    private TimeSpan? GetSeconds(JsonElement entry, string name, int number)
    {
        if (!entry.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double seconds) && seconds >= 0 && seconds <= 1e9)
            return TimeSpan.FromSeconds(seconds);
        throw new EvaluationException($"{name} must be a number of seconds from 0 to 1e9; found {value.GetRawText()}.", Path, number);
    }
}
