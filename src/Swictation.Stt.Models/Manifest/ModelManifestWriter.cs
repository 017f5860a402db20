using System.Text.Encodings.Web;
using System.Text.Json;

namespace Swictation.Stt.Models;

/// <summary>Writes manifests.</summary>
internal static class ModelManifestWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream stream, IReadOnlyList<ModelEntry> models)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", ModelManifestReader.SupportedSchema);
        json.WriteStartArray("models");
        foreach (ModelEntry model in models)
            Write(json, model);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ModelEntry model)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Id);
        if (model.Aliases.Count > 0)
            Write(json, "aliases", model.Aliases);
        json.WriteString("engine", model.Engine);
        json.WriteString("layout", model.Layout);
        json.WriteString("precision", model.Precision);
        json.WriteString("description", model.Description);
        Write(json, "languages", model.Languages);
        json.WriteString("licence", model.Licence);
        Write(json, "licenceUrl", model.LicenceUrl?.AbsoluteUri);
        Write(json, "source", model.Source?.AbsoluteUri);
        Write(json, "revision", model.Revision);
        Write(json, "totalBytes", model.TotalBytes);
        Write(json, "memoryBytes", model.MemoryBytes);
        Write(json, "windowSeconds", model.Window);
        Write(json, "windowOverlapSeconds", model.WindowOverlap);
        Write(json, "streamUpdateIntervalSeconds", model.StreamUpdateInterval);
        Write(json, "streamLeftContextSeconds", model.StreamLeftContext);
        Write(json, "streamRightContextSeconds", model.StreamRightContext);
        if (model.IsBundled)
            json.WriteBoolean("bundled", true);
        if (model.Files.Count > 0)
        {
            json.WriteStartArray("files");
            foreach (ModelFile file in model.Files)
                Write(json, file);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ModelFile file)
    {
        json.WriteStartObject();
        json.WriteString("name", file.Name);
        json.WriteString("url", file.Url.AbsoluteUri);
        Write(json, "bytes", file.Bytes ?? 0);
        Write(json, "sha256", file.Sha256);
        if (file.Sha256 is null)
            json.WriteBoolean("unverified", true);
        if (file.Archive is { } archive)
        {
            json.WriteStartObject("archive");
            json.WriteString("format", ModelManifestReader.Formats[(int)archive.Format]);
            json.WriteNumber("strip", archive.Strip);
            if (archive.Keep.Count > 0)
                Write(json, "keep", archive.Keep);
            Write(json, "maxUnpackedBytes", archive.MaxUnpackedBytes ?? 0);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private static void Write(Utf8JsonWriter json, string name, long number)
    {
        if (number > 0)
            json.WriteNumber(name, number);
    }

    private static void Write(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        if (time is { } value)
            json.WriteNumber(name, value.TotalSeconds);
    }
}
