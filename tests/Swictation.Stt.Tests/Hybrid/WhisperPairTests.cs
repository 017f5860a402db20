using Swictation.Stt.Audio;
using Swictation.Stt.Whisper;

namespace Swictation.Stt.Tests.Hybrid;

/// <summary>Two real models of two engines: tiny-en live, and a Whisper of random weights, which writes nonsense but writes it always alike.</summary>
public sealed class WhisperPairTests
{
    private static readonly float[] Fox = AudioReader.ReadAll(Repository.Path("samples", "audio", "fox.wav"));
    private static readonly WhisperTranscribeOptions Short = new() { Temperatures = [0], SampleLength = 12 };

    [SkippableFact]
    public void Parakeet_is_heard_live_and_Whisper_makes_the_final_text()
    {
        using HybridEngine engine = Create(options => options with { FinalBy = EngineRole.Fallback });
        using ISttEngine whisper = LoadWhisper();
        using ISttStream stream = engine.OpenStream(new StreamOptions { Transcribe = Short });
        stream.Write(Fox);
        Assert.StartsWith("the quick", stream.Current.Volatile, StringComparison.Ordinal);
        Assert.Equal(0, engine.Status.Fallback.Loads); // whoever is needed at the end is loaded at the end
        Transcription result = stream.Finish();
        Pair.AssertChoice(result, "whisper", EngineRole.Fallback, EngineChoiceReason.FinalByFallback);
        Transcription expected = whisper.Transcribe(Fox, Short);
        Assert.NotEmpty(expected.Text);
        Assert.Equal((expected.Text, expected.Language, expected.LanguageProbability), (result.Text, result.Language, result.LanguageProbability));
    }

    [SkippableFact]
    public void Whisper_speaks_where_Parakeet_does_not_know_the_language_or_the_task()
    {
        using HybridEngine engine = Create();
        Pair.AssertChoice(engine.Transcribe(Fox, Short), "tiny-en", EngineRole.Primary, EngineChoiceReason.Primary);
        Pair.AssertChoice(engine.Transcribe(Fox, Short with { Language = "de" }), "whisper", EngineRole.Fallback, EngineChoiceReason.LanguageNotSupported);
        Pair.AssertChoice(engine.Transcribe(Fox, Short with { Translate = true }), "whisper", EngineRole.Fallback, EngineChoiceReason.TranslationNotSupported);
        Transcription boosted = engine.Transcribe(Fox, Short with { Language = "de", BoostPhrases = [new BoostPhrase("fox")] });
        Pair.AssertChoice(boosted, "whisper", EngineRole.Fallback, EngineChoiceReason.LanguageNotSupported);
        Assert.True(engine.Status.Fallback.LastLoadTime > TimeSpan.Zero);
    }

    private static ISttEngine LoadWhisper() =>
        SttEngine.Load(SharedFiles.Path("models", "whisper-random", "sherpa"), new SttEngineOptions { Threads = 1, Whisper = new WhisperOptions { ModelId = "whisper" } });

    private static HybridEngine Create(Func<HybridEngineOptions, HybridEngineOptions>? change = null)
    {
        SharedFiles.Path("models", "whisper-random"); // skips here rather than when it is loaded
        var options = new HybridEngineOptions { Primary = () => SttEngine.Load("tiny-en", new SttEngineOptions { Threads = 1 }), Fallback = LoadWhisper };
        return new HybridEngine(change?.Invoke(options) ?? options);
    }
}
