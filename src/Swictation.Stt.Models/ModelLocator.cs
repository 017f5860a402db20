namespace Swictation.Stt.Models;

/// <summary>Finds models on this machine. Never downloads anything.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public static class ModelLocator
{
    /// <summary>The environment variable that names the model to use where none is asked for.</summary>
    public const string DefaultModelVariable = "SWICTATION_MODEL";

    /// <summary>The environment variable that names folders with models, separated as in PATH.</summary>
    public const string FoldersVariable = "SWICTATION_MODELS";

    /// <summary>The model that is used where none is asked for and <see cref="DefaultModelVariable"/> is not set.</summary>
    public const string DefaultModel = "tiny-en";

    /// <summary>Gets the folders in which models are looked for by name, in order: those of <see cref="FoldersVariable"/>, then the application's <c>models</c>.</summary>
    /// <returns>The folders as full paths; they need not exist.</returns>
    public static IReadOnlyList<string> GetFolders()
    {
        string? configured = Environment.GetEnvironmentVariable(FoldersVariable);
        IEnumerable<string> folders = (configured ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return [.. folders.Append(Path.Combine(AppContext.BaseDirectory, "models")).Select(Path.GetFullPath)];
    }

    /// <summary>Finds a model by its directory or name.</summary>
    /// <param name="model">A directory, or the name of a folder below those of <see cref="GetFolders"/>; <see langword="null"/> for the default.</param>
    /// <returns>Where it is.</returns>
    /// <exception cref="ModelNotFoundException">It is not on this machine; the message lists where it was looked for.</exception>
    public static LocatedModel Find(string? model = null)
    {
        string wanted = model ?? Environment.GetEnvironmentVariable(DefaultModelVariable) ?? DefaultModel;
        ModelEntry? entry = ModelManifest.ReadEmbedded().Find(wanted);
        bool isName = wanted.Length > 0 && wanted.AsSpan().IndexOfAny('/', '\\') < 0 && wanted is not ("." or "..");
        if (isName)
        {
            foreach (string folder in GetFolders())
            {
                string candidate = Path.Combine(folder, entry?.Id ?? wanted);
                if (Directory.Exists(candidate))
                    return new LocatedModel(candidate, entry);
            }
        }

        if (wanted.Length > 0 && Directory.Exists(wanted))
        {
            string full = Path.GetFullPath(wanted);
            return new LocatedModel(full, null);
        }

        if (File.Exists(wanted))
            throw new ModelNotFoundException($"{Path.GetFullPath(wanted)} is a file; a model is a directory. Name the directory that holds it.", wanted);
        string looked = isName ? $" It is neither a directory nor a folder in {string.Join(" or ", GetFolders())}." : string.Empty;
        string names = string.Join(", ", ModelManifest.ReadEmbedded().Models.Select(static known => known.Id));
        throw new ModelNotFoundException(
            $"There is no model \"{wanted}\".{looked} Name the directory that holds the model's files, or one of: {names}.", wanted);
    }
}
