using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Swictation.Stt.Formats;

/// <summary>What every JSON output writes alike: times in seconds to the millisecond, confidences to four places, words.</summary>
internal static class JsonValues
{
    // Letters of every script stay readable; the output is a file or a terminal, never HTML. Control characters are escaped all the same.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ToText(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void WriteSeconds(Utf8JsonWriter json, string name, TimeSpan time) =>
        json.WriteNumber(name, Math.Round((decimal)time.Ticks / TimeSpan.TicksPerSecond, 3));

    /// <summary>Writes a number; JSON has none that are not finite.</summary>
    public static void WriteRounded(Utf8JsonWriter json, string name, float value)
    {
        if (float.IsFinite(value))
            json.WriteNumber(name, Math.Round((decimal)value, 4));
        else
            json.WriteNull(name);
    }

    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static void WriteLanguage(Utf8JsonWriter json, Transcription transcription)
    {
        if (transcription.Language is { } language)
            json.WriteString("language", language);
        if (transcription.LanguageProbability is { } probability)
            WriteRounded(json, "language_probability", probability);
    }

    /// <summary>Writes which engine of two spoke, and why.</summary>
    public static void WriteChoice(Utf8JsonWriter json, EngineChoice? choice)
    {
        if (choice is null)
            return;
        json.WriteString("engine", Name(choice.Engine));
        json.WriteString("engine_reason", Name(choice.Reason));
        json.WriteString("engine_explanation", choice.Explanation);
    }

    public static void WriteWord(Utf8JsonWriter json, TranscriptionWord word, bool? isStable = null)
    {
        json.WriteStartObject();
        WriteSeconds(json, "start", word.Start);
        WriteSeconds(json, "end", word.End);
        json.WriteString("text", word.Text);
        WriteRounded(json, "confidence", word.Confidence);
        if (isStable is { } stable)
            json.WriteBoolean("stable", stable);
        if (word.TimesAreInterpolated)
            json.WriteBoolean("interpolated", true);
        json.WriteEndObject();
    }
}
