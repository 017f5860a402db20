using System.Text.Json;

namespace Swictation.Stt.Models;

/// <summary>A list of models that are known by name. Immutable.</summary>
public sealed class ModelManifest
{
    private const int SupportedSchema = 1;
    private const string ResourceName = "models.manifest.json";

    private ModelManifest(IReadOnlyList<ModelEntry> models) => Models = models;

    /// <summary>Gets the models, in the manifest's order.</summary>
    public IReadOnlyList<ModelEntry> Models { get; }

    /// <summary>Reads the manifest that ships with the library.</summary>
    /// <returns>The manifest.</returns>
    public static ModelManifest ReadEmbedded()
    {
        using Stream stream = typeof(ModelManifest).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {ResourceName}.");
        return Read(stream, ResourceName);
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="stream">The JSON text; not disposed.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ModelIntegrityException">It is not a manifest of the supported schema.</exception>
    public static ModelManifest Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            using JsonDocument document = JsonDocument.Parse(stream);
            int schema = document.RootElement.GetProperty("schemaVersion").GetInt32();
            if (schema != SupportedSchema)
                throw new ModelIntegrityException($"The manifest {name} has schema version {schema}; this version reads {SupportedSchema}. Update the library or the manifest.", name);
            return new ModelManifest([.. document.RootElement.GetProperty("models").EnumerateArray().Select(ReadEntry)]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ModelIntegrityException($"The manifest {name} is damaged: {exception.Message} Get it again.", name, exception);
        }
    }

    /// <summary>Finds a model by its name, in any letter case.</summary>
    /// <param name="id">The name.</param>
    /// <returns>The model, or <see langword="null"/> where there is none of that name.</returns>
    public ModelEntry? Find(string id) => Models.FirstOrDefault(model => string.Equals(model.Id, id, StringComparison.OrdinalIgnoreCase));

    private static ModelEntry ReadEntry(JsonElement model) => new()
    {
        Id = Text(model, "id"),
        Engine = Text(model, "engine"),
        Description = Text(model, "description"),
        Languages = [.. model.GetProperty("languages").EnumerateArray().Select(static language => language.GetString()!)],
        Licence = Text(model, "licence"),
        Window = Seconds(model, "windowSeconds"),
        WindowOverlap = Seconds(model, "windowOverlapSeconds"),
        StreamUpdateInterval = Seconds(model, "streamUpdateIntervalSeconds"),
        StreamLeftContext = Seconds(model, "streamLeftContextSeconds"),
        StreamRightContext = Seconds(model, "streamRightContextSeconds"),
        IsBundled = model.TryGetProperty("bundled", out JsonElement bundled) && bundled.GetBoolean(),
    };

    private static TimeSpan? Seconds(JsonElement model, string name)
    {
        if (!model.TryGetProperty(name, out JsonElement value))
            return null;
        double seconds = value.GetDouble();
        return seconds > 0 ? TimeSpan.FromSeconds(seconds) : throw new FormatException($"A model's \"{name}\" is {seconds}; it must be positive.");
    }

    private static string Text(JsonElement model, string name) =>
        model.GetProperty(name).GetString() is { Length: > 0 } text ? text : throw new FormatException($"A model's \"{name}\" is empty.");
}
