using System.Text.Json;

namespace Swictation.Stt.Models;

/// <summary>Reads manifests strictly: what is missing, wrong or unknown is told with its place.</summary>
internal static class ModelManifestReader
{
    /// <summary>The version of the format.</summary>
    public const int SupportedSchema = 1;

    /// <summary>What the archives' formats are called, in the order of the enumeration.</summary>
    public static readonly string[] Formats = ["tar.bz2", "tar.gz", "tar"];

    private static readonly string[] RootNames = ["$schema", "schemaVersion", "models"];

    private static readonly string[] EntryNames =
    [
        "id", "aliases", "engine", "layout", "layouts", "precision", "description", "languages", "licence", "licenceUrl", "source", "revision",
        "files", "totalBytes", "memoryBytes", "windowSeconds", "windowOverlapSeconds", "streamUpdateIntervalSeconds", "streamLeftContextSeconds",
        "streamRightContextSeconds", "bundled",
    ];

    private static readonly string[] FileNames = ["name", "url", "bytes", "sha256", "unverified", "archive"];
    private static readonly string[] ArchiveNames = ["format", "strip", "keep", "maxUnpackedBytes"];
    private static readonly string[] Engines = ["parakeet", "whisper", "silero"];
    private static readonly string[] Layouts = ["onnx-asr", "sherpa-onnx", "ctc", "optimum", "silero"];
    private static readonly string[] Precisions = ["float", "float16", "int8", "int4"];

    public static IReadOnlyList<ModelEntry> Read(Stream stream, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var root = new ManifestNode(document.RootElement, "$");
            int schema = checked((int)root.Required("schemaVersion").Number(0, int.MaxValue));
            if (schema != SupportedSchema)
                throw new ModelIntegrityException($"The manifest {name} has schema version {schema}; this version reads {SupportedSchema}. Update the library or the manifest.", name);
            root.AllowOnly(RootNames);
            ModelEntry[] models = [.. root.Required("models").Items().Select(ReadEntry)];
            if (ModelManifest.FindDuplicate(models) is { } duplicate)
                throw new FormatException($"two models are called \"{duplicate}\".");
            return models;
        }
        catch (JsonException exception)
        {
            throw new ModelIntegrityException($"The manifest {name} is not JSON: {exception.Message} Correct it, or get it again.", name, exception);
        }
        catch (FormatException exception)
        {
            throw new ModelIntegrityException($"The manifest {name} is wrong: {exception.Message} Correct it, or get it again.", name, exception);
        }
    }

    private static ModelEntry ReadEntry(ManifestNode model)
    {
        model.AllowOnly(EntryNames);
        bool bundled = model.Optional("bundled")?.Flag() ?? false;
        ModelFile[] files = model.Optional("files") is { } list ? [.. list.Items().Select(ReadFile)] : [];
        var entry = new ModelEntry
        {
            Id = model.Required("id").Name(),
            Aliases = model.Optional("aliases") is { } aliases ? [.. aliases.Items().Select(static alias => alias.Name())] : [],
            Engine = model.Required("engine").OneOf(Engines),
            Layout = model.Required("layout").OneOf(Layouts),
            Precision = model.Required("precision").OneOf(Precisions),
            Description = model.Required("description").Text(),
            Languages = [.. model.Required("languages").Items().Select(static language => language.Text())],
            Licence = model.Required("licence").Text(),
            LicenceUrl = model.Optional("licenceUrl")?.Address(),
            Source = model.Optional("source")?.Address(),
            Revision = model.Optional("revision")?.Name(),
            Files = files,
            TotalBytes = model.Optional("totalBytes")?.Number(1, long.MaxValue) ?? files.Sum(static file => file.Bytes ?? 0),
            MemoryBytes = model.Optional("memoryBytes")?.Number(1, long.MaxValue) ?? 0,
            Window = model.Optional("windowSeconds")?.Seconds(),
            WindowOverlap = model.Optional("windowOverlapSeconds")?.Seconds(),
            StreamUpdateInterval = model.Optional("streamUpdateIntervalSeconds")?.Seconds(),
            StreamLeftContext = model.Optional("streamLeftContextSeconds")?.Seconds(),
            StreamRightContext = model.Optional("streamRightContextSeconds")?.Seconds(),
            IsBundled = bundled,
        };
        Check(model, entry);
        return entry;
    }

    private static void Check(ManifestNode model, ModelEntry entry)
    {
        if (!entry.IsBundled)
        {
            foreach (string name in new[] { "revision", "licenceUrl", "source" })
                model.Required(name);
            if (entry.Files.Count == 0)
                throw model.Required("files").Wrong("at least one file");
        }

        long known = entry.Files.Sum(static file => file.Bytes ?? 0);
        if (entry.TotalBytes < known || (entry.Files.Count > 0 && entry.IsTotalExact && entry.TotalBytes != known))
            throw model.Required("totalBytes").Wrong($"the sum of its files' sizes, {known}");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (ModelFile file in entry.Files)
        {
            if (!names.Add(file.Name))
                throw model.Required("files").Wrong($"files of different names; {file.Name} is there twice");
        }
    }

    private static ModelFile ReadFile(ManifestNode file)
    {
        file.AllowOnly(FileNames);
        string? digest = file.Optional("sha256")?.Digest();
        bool unverified = file.Optional("unverified")?.Flag() ?? false;
        if (digest is null != unverified)
            throw file.Wrong("either \"sha256\" or \"unverified\": true");
        return new ModelFile
        {
            Name = file.Required("name").RelativePath(),
            Url = file.Required("url").Address(),
            Bytes = file.Optional("bytes")?.Number(1, long.MaxValue),
            Sha256 = digest,
            Archive = file.Optional("archive") is { } archive ? ReadArchive(archive) : null,
        };
    }

    private static ModelArchive ReadArchive(ManifestNode archive)
    {
        archive.AllowOnly(ArchiveNames);
        return new ModelArchive
        {
            Format = (ModelArchiveFormat)Array.IndexOf(Formats, archive.Required("format").OneOf(Formats)),
            Strip = (int)(archive.Optional("strip")?.Number(0, 16) ?? 1),
            Keep = archive.Optional("keep") is { } keep ? [.. keep.Items().Select(static pattern => pattern.Pattern())] : [],
            MaxUnpackedBytes = archive.Optional("maxUnpackedBytes")?.Number(1, long.MaxValue),
        };
    }
}
