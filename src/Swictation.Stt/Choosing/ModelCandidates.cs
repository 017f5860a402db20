using Swictation.Stt.Models;

namespace Swictation.Stt;

/// <summary>Lists what a model can be chosen from: what the manifests know, and what is on this machine.</summary>
internal static class ModelCandidates
{
    private const double MemoryOverFiles = 1.5; // as the manifest estimates it for models without a figure of their own

    public static IReadOnlyList<ModelCandidate> List()
    {
        ModelManifest manifest = ModelManifest.ReadAll();
        var candidates = new List<ModelCandidate>();
        foreach (ModelEntry entry in manifest.Models)
        {
            if (Kind(entry.Engine) is { } kind)
                candidates.Add(FromEntry(entry, kind, Recognise(entry.Id) is not null));
        }

        // What the user put into a folder of models, and no manifest knows.
        foreach (string directory in ModelLocator.GetFolders().Where(Directory.Exists).SelectMany(Directory.GetDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(directory);
            if (manifest.Find(name) is null && candidates.All(candidate => candidate.Id != name) && Recognise(directory) is { } files)
                candidates.Add(FromFiles(directory, files));
        }

        return candidates;
    }

    internal static ModelCandidate FromEntry(ModelEntry entry, SttEngineKind kind, bool isInstalled)
    {
        (double ErrorRate, double Operations)? figures = PublishedFigures.Find(entry.Id);
        return new ModelCandidate
        {
            Id = entry.Id,
            Engine = kind,
            Precision = entry.Precision,
            Languages = entry.Languages,
            MemoryBytes = entry.MemoryBytes,
            DownloadBytes = entry.TotalBytes,
            Licence = entry.Licence,
            IsInstalled = isInstalled,
            IsDemonstration = entry.IsBundled,
            ErrorRate = figures?.ErrorRate,
            OperationsPerSecond = figures?.Operations,
            // Turbo was trained on transcriptions alone, and distilled models are of one language.
            CanTranslate = kind == SttEngineKind.Whisper && entry.Languages.Count > 1 && !entry.Id.Contains("turbo", StringComparison.OrdinalIgnoreCase),
        };
    }

    internal static SttEngineKind? Kind(string engine) => engine switch { "parakeet" => SttEngineKind.Parakeet, "whisper" => SttEngineKind.Whisper, _ => null };

    private static ModelCandidate FromFiles(string directory, SttModelFiles files)
    {
        (double ErrorRate, double Operations)? figures = PublishedFigures.Find(Path.GetFileName(directory));
        return new ModelCandidate
        {
            Id = directory,
            Engine = files.Engine,
            Precision = files.Precision,
            MemoryBytes = (long)(files.Graphs.Sum(static path => new FileInfo(path).Length) * MemoryOverFiles),
            IsInstalled = true,
            ErrorRate = figures?.ErrorRate,
            OperationsPerSecond = figures?.Operations,
            CanTranslate = files.Engine == SttEngineKind.Whisper,
        };
    }

    private static SttModelFiles? Recognise(string model)
    {
        try
        {
            return SttModelFiles.Find(model);
        }
        catch (Exception exception) when (exception is SttException or IOException or UnauthorizedAccessException)
        {
            return null; // not here, not whole, or not a model
        }
    }
}
