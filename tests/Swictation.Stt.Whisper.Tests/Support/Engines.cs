using System.Collections.Concurrent;

namespace Swictation.Stt.Whisper.Tests;

/// <summary>Engines that tests share; loaded once, never disposed.</summary>
internal static class Engines
{
    private static readonly ConcurrentDictionary<string, Lazy<WhisperEngine>> Loaded = new();

    /// <summary>The layouts of whisper-random: the merged decoder, the two decoders, sherpa-onnx.</summary>
    public static readonly TheoryData<string> Layouts = ["merged", "unmerged", "sherpa"];

    public static WhisperEngine Random(string layout) => Loaded.GetOrAdd(layout, static name => new(() => Load(Folder(name)))).Value;

    public static WhisperEngine Load(string directory) => WhisperEngine.Load(directory, new WhisperOptions { Threads = 1 });

    public static string Folder(string layout)
    {
        if (layout != "unmerged")
            return SharedFiles.Path("models", "whisper-random", layout == "sherpa" ? "sherpa" : "optimum");
        string source = SharedFiles.Path("models", "whisper-random", "optimum");
        string folder = Directory.CreateTempSubdirectory("whisper-unmerged-").FullName;
        foreach (string file in Directory.EnumerateFiles(source).Where(static file => !file.Contains("merged", StringComparison.Ordinal)))
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(file)), file);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
