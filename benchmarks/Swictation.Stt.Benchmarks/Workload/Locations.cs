using Swictation.Stt.Benchmarks.Commands;

namespace Swictation.Stt.Benchmarks.Workload;

/// <summary>Where the files lie that the build put beside the program.</summary>
internal static class Locations
{
    public static string SherpaModel => Beside("models", "tiny-en", "sherpa");

    public static string OnnxAsrModel => Beside("models", "tiny-en", "onnx-asr");

    public static string CtcModel => Beside("models", "tiny-en", "ctc");

    public static string Samples => Beside("samples", "audio");

    public static string Hello => Path.Combine(Samples, "hello.wav");

    public static string Peers => Beside("peers");

    /// <summary>Gets Silero VAD v6: from the folder that SWICTATION_SHARED names, else from the one beside the repository.</summary>
    public static string SileroModel => HasSileroModel
        ? SileroPath
        : throw new CommandException(
            $"There is no Silero VAD at {SileroPath}. Name one with --model, or the folder with models/silero/silero_vad.onnx with SWICTATION_SHARED. " +
            "It is published at https://github.com/snakers4/silero-vad (src/silero_vad/data).");

    public static bool HasSileroModel => File.Exists(SileroPath);

    /// <summary>Gets a Whisper in sherpa-onnx's layout, of random weights: from the folder that SWICTATION_SHARED names, else from the one beside the repository.</summary>
    public static string WhisperModel => Shared("models", "whisper-random", "sherpa") is var path && Directory.Exists(path)
        ? path
        : throw new CommandException($"There is no Whisper at {path}. Name one in sherpa-onnx's layout with --model, or the folder with models/whisper-random/sherpa with SWICTATION_SHARED.");

    /// <summary>Gets a Parakeet of random weights, or null where it is absent.</summary>
    public static string? RandomModel => SharedFolder("models", "nemo-random", "tdt", "sherpa");

    /// <summary>Gets a Whisper of random weights in optimum's layout, or null where it is absent.</summary>
    public static string? OptimumWhisperModel => SharedFolder("models", "whisper-random", "optimum");

    private static string? SharedFolder(params ReadOnlySpan<string> parts) => Shared(parts) is var path && Directory.Exists(path) ? path : null;

    private static string SileroPath => Shared("models", "silero", "silero_vad.onnx");

    private static string Shared(params ReadOnlySpan<string> parts)
    {
        string? shared = Environment.GetEnvironmentVariable("SWICTATION_SHARED") is { Length: > 0 } configured ? configured : BesideRepository();
        return Path.GetFullPath(Path.Combine([shared ?? "shared", .. parts]));
    }

    private static string? BesideRepository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Swictation.Stt.sln")))
                return Path.Combine(folder.FullName, "..", "shared");
        }

        return null;
    }

    private static string Beside(params ReadOnlySpan<string> parts) => Path.Combine([AppContext.BaseDirectory, .. parts]);
}
