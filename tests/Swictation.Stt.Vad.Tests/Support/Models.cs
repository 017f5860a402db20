namespace Swictation.Stt.Vad.Tests;

/// <summary>The models, each loaded once for all tests.</summary>
internal static class Models
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, SileroVad> Loaded = new();

    public static SileroVad Tiny => Loaded.GetOrAdd("tiny", static _ => SileroVad.Load());

    /// <summary>Gets one of Silero's models; skips the test where the shared files are absent.</summary>
    public static SileroVad Silero(string name = "silero_vad") =>
        Loaded.GetOrAdd(name, static name => SileroVad.Load(SharedFiles.Path("models", "silero", name + ".onnx")));

    public static SileroVad Named(string name) => name == "tiny-vad" ? Tiny : Silero(name);
}
