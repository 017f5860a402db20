using Swictation.Stt.Audio;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Tests;

public sealed class SttEngineTests
{
    [Fact]
    public void The_default_is_the_demonstration_model_and_knows_its_language()
    {
        using ISttEngine engine = SttEngine.Load();
        Assert.Equal("tiny-en", engine.Info.ModelId);
        Assert.Equal(["en"], engine.Info.Languages);
        Assert.Equal(TimeSpan.FromSeconds(5), engine.Info.Window); // the manifest's: it was trained on short recordings
        Transcription result = engine.Transcribe(AudioReader.ReadAll(Repository.Path("samples", "audio", "hello.wav")));
        Assert.Equal(("hello comma world period", "en"), (result.Text, result.Language));
    }

    [SkippableFact]
    public void Recordings_of_any_rate_and_channels_are_brought_to_the_engines()
    {
        using ISttEngine engine = SttEngine.Load();
        using AudioReader stereo = AudioReader.Open(SharedFiles.Path("audio", "jfk-44k-stereo.wav"));
        using AudioReader mono = AudioReader.Open(SharedFiles.Path("audio", "jfk-16k.wav"));
        Assert.Equal(engine.Transcribe(mono).Duration.TotalSeconds, engine.Transcribe(stereo).Duration.TotalSeconds, 2);
    }

    [Fact]
    public void A_provider_that_is_not_there_falls_back_and_says_why()
    {
        using ISttEngine engine = SttEngine.Load(null, new SttEngineOptions { Providers = [ExecutionProvider.CoreMl] });
        Assert.Equal("Cpu", engine.Info.Provider);
        Assert.Contains("CoreMl", engine.Info.ProviderReason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_there_lists_where_it_was_looked_for()
    {
        ModelNotFoundException exception = Assert.Throws<ModelNotFoundException>(() => SttEngine.Load("no-such-model"));
        Assert.Contains(Path.Combine(AppContext.BaseDirectory, "models"), exception.Message, StringComparison.Ordinal);
        Assert.Contains("tiny-en", exception.Message, StringComparison.Ordinal);
    }
}
