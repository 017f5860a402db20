namespace Swictation.Stt.Abstractions.Tests;

public sealed class SttEngineInfoTests
{
    [Fact]
    public void Languages_are_empty_where_the_model_does_not_say() => Assert.Empty(Info().Languages);

    [Fact]
    public void Infos_are_equal_by_value()
    {
        Assert.Equal(Info(), Info());
        Assert.NotEqual(Info(), Info() with { Provider = "CUDA" });
    }

    [Fact]
    public void Capabilities_are_distinct_flags()
    {
        SttCapabilities[] all = [.. Enum.GetValues<SttCapabilities>().Where(capability => capability != SttCapabilities.None)];
        Assert.All(all, capability => Assert.Equal(1, System.Numerics.BitOperations.PopCount((uint)capability)));
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(SttCapabilities.None, default);
    }

    private static SttEngineInfo Info() => new()
    {
        ModelId = "tiny-en",
        Kind = "parakeet-tdt",
        Layout = "onnx-asr",
        Precision = "float",
        Capabilities = SttCapabilities.WordTimes | SttCapabilities.Confidence,
        SampleRate = 16000,
        VocabularySize = 512,
        Window = TimeSpan.FromSeconds(20),
        TimeResolution = TimeSpan.FromMilliseconds(80),
        Provider = "CPU",
        ProviderReason = "the default",
    };
}
