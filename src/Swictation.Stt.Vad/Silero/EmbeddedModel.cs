namespace Swictation.Stt.Vad;

/// <summary>The model that comes with the assembly.</summary>
internal static class EmbeddedModel
{
    public const string Name = "tiny-vad";

    /// <summary>Measured on the recordings of the tests; see <see cref="SileroVadInfo.RecommendedThreshold"/>.</summary>
    public const float RecommendedThreshold = 0.3f;

    private const string Resource = "tiny_vad.onnx";

    public static byte[] Read()
    {
        using Stream resource = Open();
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Says whether a file is a copy of the model.</summary>
    public static bool IsIn(string path)
    {
        using Stream resource = Open();
        return new FileInfo(path).Length == resource.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(Read());
    }

    private static Stream Open() => typeof(EmbeddedModel).Assembly.GetManifestResourceStream(Resource)!;
}
