using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Swictation.Stt.Formats;

/// <summary>Writes a transcription as one JSON object on one line; times are seconds.</summary>
internal static class JsonTranscript
{
    // Letters of every script stay readable; the output is a file or a terminal, never HTML.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter writer, Transcription transcription, TranscriptFormatOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            if (options.Source is not null)
                json.WriteString("source", options.Source);
            if (options.Model is not null)
                json.WriteString("model", options.Model);
            json.WriteString("text", transcription.Text);
            if (transcription.Language is not null)
                json.WriteString("language", transcription.Language);
            WriteSeconds(json, "duration", transcription.Duration);
            WriteRounded(json, "confidence", transcription.Confidence);
            json.WriteStartArray("segments");
            foreach (TranscriptionSegment segment in transcription.Segments)
                WriteSegment(json, segment, options.Words);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Write('\n');
    }

    private static void WriteSegment(Utf8JsonWriter json, TranscriptionSegment segment, bool words)
    {
        json.WriteStartObject();
        WriteSeconds(json, "start", segment.Start);
        WriteSeconds(json, "end", segment.End);
        json.WriteString("text", segment.Text);
        WriteRounded(json, "confidence", segment.Confidence);
        if (words)
        {
            json.WriteStartArray("words");
            foreach (TranscriptionWord word in segment.Words)
            {
                json.WriteStartObject();
                WriteSeconds(json, "start", word.Start);
                WriteSeconds(json, "end", word.End);
                json.WriteString("text", word.Text);
                WriteRounded(json, "confidence", word.Confidence);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteSeconds(Utf8JsonWriter json, string name, TimeSpan time) =>
        json.WriteNumber(name, Math.Round((decimal)time.Ticks / TimeSpan.TicksPerSecond, 3));

    private static void WriteRounded(Utf8JsonWriter json, string name, float value) => json.WriteNumber(name, Math.Round((decimal)value, 4));
}
