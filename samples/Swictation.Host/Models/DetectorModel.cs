using Swictation.Stt.Models;
using Swictation.Stt.Vad;

namespace Swictation.Host.Models;

/// <summary>Loads the voice activity detector that was asked for: a path, or the name of a model of the store.</summary>
internal static class DetectorModel
{
    /// <summary>The name by which the best known detector can be had.</summary>
    public const string Recommended = "silero-vad";

    /// <summary>Loads a detector.</summary>
    /// <param name="wanted">A file, a directory, or a name; null for the one that is built in.</param>
    /// <param name="options">How to load it, or null for the defaults.</param>
    /// <returns>The detector; dispose it.</returns>
    /// <exception cref="Stt.SttException">It is not there, or cannot be loaded; of a known model the message says how to get it.</exception>
    public static SileroVad Load(string? wanted, SileroVadOptions? options = null) => SileroVad.Load(Resolve(wanted), options);

    private static string? Resolve(string? wanted)
    {
        if (wanted is null || File.Exists(wanted) || Directory.Exists(wanted))
            return wanted;
        return ModelManifest.ReadAll().Find(wanted) is { Engine: "silero" } ? ModelLocator.Find(wanted).Directory : wanted;
    }
}
