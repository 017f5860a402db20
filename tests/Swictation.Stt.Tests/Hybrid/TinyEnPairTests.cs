using Swictation.Stt.Audio;
using Swictation.Stt.Parakeet;

namespace Swictation.Stt.Tests.Hybrid;

/// <summary>Two real models: tiny-en as a transducer, and as CTC.</summary>
public sealed class TinyEnPairTests
{
    private static readonly float[] Hello = AudioReader.ReadAll(Repository.Path("samples", "audio", "hello.wav"));
    private static readonly float[] Fox = AudioReader.ReadAll(Repository.Path("samples", "audio", "fox.wav"));

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void The_primary_speaks_and_comes_back_after_it_was_unloaded()
    {
        using HybridEngine engine = Create();
        using ISttStream stream = engine.OpenStream();
        for (int i = 1; i <= 2; i++)
        {
            Transcription result = engine.Transcribe(Hello);
            Pair.AssertChoice(result, "transducer", EngineRole.Primary, EngineChoiceReason.Primary);
            Assert.Equal("hello comma world period", result.Text);
            stream.Write(Fox);
            Assert.Equal("the quick brown fox jumps over the lazy dog", stream.Finish().Text);
            _time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal((false, i, i, 0), (engine.Status.Primary.IsLoaded, engine.Status.Primary.Loads, engine.Status.Primary.Unloads, engine.Status.Fallback.Loads));
        }
    }

    [Fact]
    public void The_fallback_has_the_last_word_where_it_is_asked_for()
    {
        using HybridEngine engine = Create(options => options with { FinalBy = EngineRole.Fallback });
        using ParakeetEngine ctc = LoadCtc();
        using ISttStream stream = engine.OpenStream();
        stream.Write(Fox);
        Assert.StartsWith("the quick", stream.Current.Volatile, StringComparison.Ordinal);
        Assert.Equal(string.Empty, stream.Current.Stable);
        Transcription result = stream.Finish();
        Pair.AssertChoice(result, "ctc", EngineRole.Fallback, EngineChoiceReason.FinalByFallback);
        Assert.Equal(ctc.Transcribe(Fox).Text, result.Text);
    }

    [Fact]
    public void The_fallback_speaks_where_the_primary_cannot()
    {
        using HybridEngine engine = Create();
        using ParakeetEngine ctc = LoadCtc();
        Transcription expected = ctc.Transcribe(Hello);
        Transcription result = engine.Transcribe(new BlockSource(Hello, 3), new TranscribeOptions { Language = "de" });
        Pair.AssertChoice(result, "ctc", EngineRole.Fallback, EngineChoiceReason.LanguageNotSupported);
        Assert.Equal(expected.Text, result.Text);
        Assert.Throws<ArgumentException>(() => engine.Transcribe(Hello, new TranscribeOptions { Translate = true })); // neither can

        using HybridEngine alone = Create(options => options with { Primary = () => ParakeetEngine.Load(Repository.Path("no-such-model")) });
        IReadOnlyList<Transcription> results = alone.Transcribe([Hello, Fox]);
        Assert.All(results, heard => Pair.AssertChoice(heard, "ctc", EngineRole.Fallback, EngineChoiceReason.PrimaryFailed));
        Assert.Equal([expected.Text, ctc.Transcribe(Fox).Text], results.Select(heard => heard.Text));
    }

    [Fact]
    public void Of_two_doubtful_texts_the_more_confident_is_kept()
    {
        using HybridEngine engine = Create(options => options with { MinConfidence = 1 });
        using ParakeetEngine transducer = LoadTransducer();
        using ParakeetEngine ctc = LoadCtc();
        foreach (float[] audio in new[] { Hello, Fox })
        {
            Transcription first = transducer.Transcribe(audio), second = ctc.Transcribe(audio);
            Transcription result = engine.Transcribe(audio);
            Assert.Equal(Math.Max(first.Confidence, second.Confidence), result.Confidence, 5);
            Assert.Equal(second.Confidence > first.Confidence ? "ctc" : "transducer", result.ModelId);
        }
    }

    private static ParakeetEngine LoadTransducer() => Load("onnx-asr", "transducer", ["en"]);

    private static ParakeetEngine LoadCtc() => Load("ctc", "ctc", []);

    private static ParakeetEngine Load(string layout, string name, IReadOnlyList<string> languages) =>
        ParakeetEngine.Load(Repository.Path("models", "tiny-en", layout), new ParakeetOptions { Threads = 1, ModelId = name, Languages = languages });

    private HybridEngine Create(Func<HybridEngineOptions, HybridEngineOptions>? change = null)
    {
        var options = new HybridEngineOptions { Primary = LoadTransducer, Fallback = LoadCtc, TimeProvider = _time, PrimaryIdleUnload = TimeSpan.FromMinutes(1) };
        return new HybridEngine(change?.Invoke(options) ?? options);
    }
}
