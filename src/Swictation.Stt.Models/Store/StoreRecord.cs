using System.Text.Json;

namespace Swictation.Stt.Models;

/// <summary>What the store writes into a model's folder, last of all: without it, the folder is no model.</summary>
internal sealed record StoreRecord(string Id, string Revision, string? Location, IReadOnlyList<StoredFile> Files)
{
    /// <summary>The name of the file.</summary>
    public const string FileName = ".swictation.json";

    private const int Format = 1;

    /// <summary>Reads a folder's record; null where it has none, or none that is whole.</summary>
    public static StoreRecord? TryRead(string folder)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, FileName)));
            JsonElement root = document.RootElement;
            if (root.GetProperty("format").GetInt32() != Format)
                return null;
            return new StoreRecord(
                root.GetProperty("id").GetString()!,
                root.GetProperty("revision").GetString()!,
                root.TryGetProperty("location", out JsonElement location) ? location.GetString() : null,
                [.. root.GetProperty("files").EnumerateArray().Select(static file => new StoredFile(
                    file.GetProperty("name").GetString()!, file.GetProperty("bytes").GetInt64(), file.GetProperty("sha256").GetString()!, file.GetProperty("verified").GetBoolean()))]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    public void Write(string folder)
    {
        string path = Path.Combine(folder, FileName);
        DiskGuard.Run(path, () =>
        {
            using FileStream file = File.Create(path);
            using (var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true }))
                WriteTo(json);
            file.Flush(flushToDisk: true);
        });
    }

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteString("id", Id);
        json.WriteString("revision", Revision);
        if (Location is not null)
            json.WriteString("location", Location);
        json.WriteStartArray("files");
        foreach (StoredFile file in Files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteString("sha256", file.Sha256);
            json.WriteBoolean("verified", file.IsVerified);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
