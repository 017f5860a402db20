namespace Swictation.Stt.Models;

/// <summary>A list of models that are known by name. Immutable.</summary>
public sealed class ModelManifest
{
    private const string ResourceName = "models.manifest.json";
    private const string SchemaResourceName = "models.manifest.schema.json";

    /// <summary>Initializes a new instance of the <see cref="ModelManifest"/> class.</summary>
    /// <param name="models">The models.</param>
    /// <exception cref="ArgumentNullException"><paramref name="models"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">Two models have a name in common.</exception>
    public ModelManifest(IEnumerable<ModelEntry> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        Models = [.. models];
        if (FindDuplicate(Models) is { } name)
            throw new ArgumentException($"Two models are called \"{name}\"; names and aliases must differ.", nameof(models));
    }

    /// <summary>Gets the models, in the manifest's order.</summary>
    public IReadOnlyList<ModelEntry> Models { get; }

    /// <summary>Reads the manifest that ships with the library.</summary>
    /// <returns>The manifest.</returns>
    public static ModelManifest ReadEmbedded()
    {
        using Stream stream = OpenResource(ResourceName);
        return Read(stream, ResourceName);
    }

    /// <summary>Reads the manifest that ships with the library and those of the user (<see cref="ModelManifestFiles"/>), whose models go before ours of the same name.</summary>
    /// <returns>The manifest.</returns>
    /// <exception cref="ModelNotFoundException">A file that the environment names is not there.</exception>
    /// <exception cref="ModelIntegrityException">A file is not a manifest, or two of the user's models have a name in common; the message says where.</exception>
    public static ModelManifest ReadAll() => ModelManifestFiles.ReadAll();

    /// <summary>Opens the JSON Schema (draft 2020-12) of manifests.</summary>
    /// <returns>The schema's text; dispose it.</returns>
    public static Stream OpenSchema() => OpenResource(SchemaResourceName);

    /// <summary>Reads a manifest.</summary>
    /// <param name="stream">The JSON text; not disposed.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ModelIntegrityException">It is not a manifest of the supported schema; the message says where in it.</exception>
    public static ModelManifest Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return new ModelManifest(ModelManifestReader.Read(stream, name));
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ModelNotFoundException">The file is not there or cannot be read.</exception>
    /// <exception cref="ModelIntegrityException">It is not a manifest of the supported schema; the message says where in it.</exception>
    public static ModelManifest ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Read(stream, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelNotFoundException($"The manifest {path} cannot be read: {exception.Message} Check the path.", path, exception);
        }
    }

    /// <summary>Writes the manifest as indented JSON, as <see cref="Read"/> reads it.</summary>
    /// <param name="stream">What is written to; not disposed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is <see langword="null"/>.</exception>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ModelManifestWriter.Write(stream, Models);
    }

    /// <summary>Finds a model by its name or an alias, in any letter case.</summary>
    /// <param name="id">The name.</param>
    /// <returns>The model, or <see langword="null"/> where there is none of that name.</returns>
    public ModelEntry? Find(string id) => Models.FirstOrDefault(model => model.IsCalled(id));

    internal static string? FindDuplicate(IReadOnlyList<ModelEntry> models)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (ModelEntry model in models)
        {
            if (!names.Add(model.Id))
                return model.Id;
            foreach (string alias in model.Aliases)
            {
                if (!names.Add(alias))
                    return alias;
            }
        }

        return null;
    }

    private static Stream OpenResource(string name) =>
        typeof(ModelManifest).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
}
