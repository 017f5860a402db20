using System.Text.Json;
using Swictation.Host.Output;
using Swictation.Stt.Models;

namespace Swictation.Host.Models;

/// <summary>Prints lists of models and what is known of one, for people or as JSON.</summary>
internal static class ModelListingPrinter
{
    private const int LanguagesShown = 4;

    public static void WriteText(TextWriter writer, string folder, IReadOnlyList<ModelListing> listings)
    {
        int width = listings.Select(static listing => listing.Id.Length).DefaultIfEmpty(0).Max();
        writer.Write($"store  {folder}\n");
        foreach (IGrouping<string, ModelListing> group in listings.GroupBy(static listing => listing.State))
        {
            writer.Write($"\n{group.Key}\n");
            foreach (ModelListing listing in group)
            {
                string line = $"  {listing.Id.PadRight(width)}  {Size(listing),9}  {listing.Entry?.Precision ?? string.Empty,-7}  {listing.Entry?.Licence ?? "unknown licence",-12}  {Languages(listing.Entry)}";
                writer.Write(line.TrimEnd() + "\n");
            }
        }
    }

    public static void WriteDetails(TextWriter writer, ModelListing listing)
    {
        writer.Write($"{listing.Id}\n");
        foreach ((string name, string? value) in Details(listing))
        {
            if (!string.IsNullOrEmpty(value))
                writer.Write($"    {name,-12}{value}\n");
        }
    }

    public static void WriteJson(TextWriter writer, string folder, IReadOnlyList<ModelListing> listings) => JsonOutput.Write(writer, json =>
    {
        json.WriteStartObject();
        json.WriteString("store", folder);
        json.WriteStartArray("models");
        foreach (ModelListing listing in listings)
            Write(json, listing);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static void WriteJson(TextWriter writer, ModelListing listing) => JsonOutput.Write(writer, json => Write(json, listing));

    private static IEnumerable<(string Name, string? Value)> Details(ModelListing listing)
    {
        ModelEntry? entry = listing.Entry;
        yield return ("what", entry?.Description);
        yield return ("state", listing.Installed?.Damage is { } damage ? $"damaged: {damage}" : listing.State);
        yield return ("directory", listing.Directory);
        yield return ("aliases", entry is null ? null : string.Join(", ", entry.Aliases));
        yield return ("engine", entry is null ? null : $"{entry.Engine}, layout {entry.Layout}, {entry.Precision}");
        yield return ("languages", entry is null ? null : string.Join(' ', entry.Languages));
        yield return ("size", Size(listing));
        yield return ("memory", entry is { MemoryBytes: > 0 } ? $"about {ByteSize.Format(entry.MemoryBytes)}" : null);
        yield return ("licence", entry is null ? null : $"{entry.Licence}  {entry.LicenceUrl}".TrimEnd());
        yield return ("source", entry?.Source?.AbsoluteUri);
        yield return ("revision", listing.Installed?.Revision ?? entry?.Revision);
        if (listing.Installed is { } installed)
        {
            foreach (StoredFile file in installed.Files)
                yield return ("file", $"{file.Name}  {ByteSize.Format(file.Bytes)}  {file.Sha256}{(file.IsVerified ? string.Empty : "  (recorded)")}");
        }
        else
        {
            foreach (ModelFile file in entry?.Files ?? [])
                yield return ("file", $"{file.Name}  {(file.Bytes is { } bytes ? ByteSize.Format(bytes) : "size unknown")}  {file.Sha256 ?? "unverified"}");
        }
    }

    private static void Write(Utf8JsonWriter json, ModelListing listing)
    {
        ModelEntry? entry = listing.Entry;
        json.WriteStartObject();
        json.WriteString("id", listing.Id);
        json.WriteString("state", listing.State);
        json.WriteNumber("bytes", listing.Bytes);
        if (listing.Directory is { } directory)
            json.WriteString("directory", directory);
        if (listing.Installed is { } installed)
        {
            json.WriteString("revision", installed.Revision);
            json.WriteBoolean("inPlace", installed.IsInPlace);
            if (installed.Damage is not null)
                json.WriteString("damage", installed.Damage);
        }
        else if (entry?.Revision is not null)
        {
            json.WriteString("revision", entry.Revision);
        }

        if (entry is not null)
            Write(json, entry);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ModelEntry entry)
    {
        JsonOutput.WriteTexts(json, "aliases", entry.Aliases);
        json.WriteString("engine", entry.Engine);
        json.WriteString("layout", entry.Layout);
        json.WriteString("precision", entry.Precision);
        json.WriteString("description", entry.Description);
        JsonOutput.WriteTexts(json, "languages", entry.Languages);
        json.WriteString("licence", entry.Licence);
        if (entry.LicenceUrl is not null)
            json.WriteString("licenceUrl", entry.LicenceUrl.AbsoluteUri);
        if (entry.Source is not null)
            json.WriteString("source", entry.Source.AbsoluteUri);
        json.WriteNumber("memoryBytes", entry.MemoryBytes);
        json.WriteBoolean("isVerified", entry.IsVerified);
    }

    private static string Size(ModelListing listing) =>
        listing.Bytes == 0 ? string.Empty : (listing.Installed is null && listing.Entry is { IsTotalExact: false } ? "~" : string.Empty) + ByteSize.Format(listing.Bytes);

    private static string Languages(ModelEntry? entry) =>
        entry is null ? string.Empty
        : entry.Languages.Count <= LanguagesShown ? string.Join(' ', entry.Languages)
        : $"{entry.Languages.Count} languages";
}
