namespace Swictation.Stt.Models;

/// <summary>Where the user's own manifests are.</summary>
public static class ModelManifestFiles
{
    /// <summary>The environment variable that names manifests, or folders with <c>*.json</c> manifests, separated as in PATH.</summary>
    public const string Variable = "SWICTATION_MANIFEST";

    private const string FolderName = "models.d";

    /// <summary>Gets the folder whose <c>*.json</c> files are read without being named: <c>models.d</c> in the user's folder of configurations.</summary>
    /// <returns>The folder as a full path, which need not exist; <see langword="null"/> where the system tells no folder of configurations.</returns>
    public static string? GetFolder() => PlatformFolders.Configuration is { } folder ? Path.Combine(folder, FolderName) : null;

    /// <summary>Lists the user's manifests: those that <see cref="Variable"/> names, in that order, then those of <see cref="GetFolder"/> by name.</summary>
    /// <returns>The files as full paths.</returns>
    /// <exception cref="ModelNotFoundException">What <see cref="Variable"/> names is not there.</exception>
    public static IReadOnlyList<string> List()
    {
        var files = new List<string>();
        string configured = Environment.GetEnvironmentVariable(Variable) ?? string.Empty;
        foreach (string path in configured.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFullPath))
        {
            if (Directory.Exists(path))
                files.AddRange(InFolder(path));
            else if (File.Exists(path))
                files.Add(path);
            else
                throw new ModelNotFoundException($"There is no manifest {path}, which {Variable} names. Correct the variable.", path);
        }

        if (GetFolder() is { } folder && Directory.Exists(folder))
            files.AddRange(InFolder(folder));
        return [.. files.Distinct(StringComparer.Ordinal)];
    }

    internal static ModelManifest ReadAll()
    {
        var own = new List<ModelEntry>();
        foreach (string file in List())
        {
            own.AddRange(ModelManifest.ReadFile(file).Models);
            if (ModelManifest.FindDuplicate(own) is { } name)
                throw new ModelIntegrityException($"The manifest {file} calls a model \"{name}\", as another of your manifests does. Change one of them.", file);
        }

        HashSet<string> taken = new(own.SelectMany(static model => model.Aliases.Prepend(model.Id)), StringComparer.OrdinalIgnoreCase);
        IEnumerable<ModelEntry> others = ModelManifest.ReadEmbedded().Models
            .Where(model => !taken.Contains(model.Id))
            .Select(model => model.Aliases.Any(taken.Contains) ? model with { Aliases = [.. model.Aliases.Where(alias => !taken.Contains(alias))] } : model);
        return new ModelManifest(own.Concat(others));
    }

    private static IEnumerable<string> InFolder(string folder) => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal);
}
