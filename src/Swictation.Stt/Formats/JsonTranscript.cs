using System.Text.Json;

namespace Swictation.Stt.Formats;

/// <summary>Writes a transcription as one JSON object on one line; times are seconds.</summary>
internal static class JsonTranscript
{
    public static void Write(TextWriter writer, Transcription transcription, TranscriptFormatOptions options)
    {
        writer.Write(JsonValues.ToText(json =>
        {
            json.WriteStartObject();
            if (options.Source is not null)
                json.WriteString("source", options.Source);
            if ((transcription.ModelId ?? options.Model) is { } model)
                json.WriteString("model", model);
            JsonValues.WriteChoice(json, transcription.EngineChoice);
            json.WriteString("text", transcription.Text);
            JsonValues.WriteLanguage(json, transcription);
            JsonValues.WriteSeconds(json, "duration", transcription.Duration);
            JsonValues.WriteRounded(json, "confidence", transcription.Confidence);
            json.WriteStartArray("segments");
            foreach (TranscriptionSegment segment in transcription.Segments)
                WriteSegment(json, segment, options.Words);
            json.WriteEndArray();
            json.WriteEndObject();
        }));
        writer.Write('\n');
    }

    private static void WriteSegment(Utf8JsonWriter json, TranscriptionSegment segment, bool words)
    {
        json.WriteStartObject();
        JsonValues.WriteSeconds(json, "start", segment.Start);
        JsonValues.WriteSeconds(json, "end", segment.End);
        json.WriteString("text", segment.Text);
        JsonValues.WriteRounded(json, "confidence", segment.Confidence);
        if (segment.Decoding is { } decoding)
        {
            // The names that users of Whisper know.
            JsonValues.WriteRounded(json, "temperature", decoding.Temperature);
            JsonValues.WriteRounded(json, "avg_logprob", decoding.AverageLogProbability);
            JsonValues.WriteRounded(json, "compression_ratio", decoding.CompressionRatio);
            JsonValues.WriteRounded(json, "no_speech_prob", decoding.NoSpeechProbability);
        }

        if (words)
        {
            json.WriteStartArray("words");
            foreach (TranscriptionWord word in segment.Words)
                JsonValues.WriteWord(json, word);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
