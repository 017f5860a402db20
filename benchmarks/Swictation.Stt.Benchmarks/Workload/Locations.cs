namespace Swictation.Stt.Benchmarks.Workload;

/// <summary>Where the files lie that the build put beside the program.</summary>
internal static class Locations
{
    public static string SherpaModel => Beside("models", "tiny-en", "sherpa");

    public static string OnnxAsrModel => Beside("models", "tiny-en", "onnx-asr");

    public static string Samples => Beside("samples", "audio");

    public static string Hello => Path.Combine(Samples, "hello.wav");

    public static string Peers => Beside("peers");

    private static string Beside(params ReadOnlySpan<string> parts) => Path.Combine([AppContext.BaseDirectory, .. parts]);
}
