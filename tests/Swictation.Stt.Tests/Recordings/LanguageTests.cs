using Swictation.Stt.Audio;
using Swictation.Stt.Vad;
using Swictation.Stt.Whisper;

namespace Swictation.Stt.Tests.Recordings;

/// <summary>In which language a recording is heard whose pieces tell different ones, and whose text it is where there are two engines.</summary>
public sealed class LanguageTests : IDisposable
{
    private static readonly float[] Talk = Concat("hello.wav", "fox.wav", "door.wav", "stop.wav");

    private readonly SileroVad _detector = SileroVad.Load();

    public void Dispose() => _detector.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void A_recording_keeps_the_language_of_its_first_words(int batch)
    {
        var engine = new GuessingEngine("", "de", "fr", "it");
        RecordingTranscription result = new RecordingTranscriber(engine, _detector).Transcribe(Talk, new TranscribeOptions { BatchSize = batch });
        Assert.Equal(["?", "?", "de", "de"], engine.Asked); // the first piece is without words
        Assert.Equal(("de", 0.75f), (result.Transcription.Language, result.Transcription.LanguageProbability));

        // Each recording by itself, whatever shares its batches.
        engine = new GuessingEngine("de", "fr", "it");
        IReadOnlyList<RecordingTranscription> several = new RecordingTranscriber(engine, _detector).Transcribe([Talk, Talk], new TranscribeOptions { BatchSize = batch });
        Assert.Equal(["de", several[1].Transcription.Language!], several.Select(static one => one.Transcription.Language));
        Assert.Equal(2, engine.Asked.Count(static asked => asked == "?"));
        Assert.Equal(8, engine.Asked.Count);
    }

    [Fact]
    public void A_language_that_is_given_is_not_asked_for()
    {
        var engine = new GuessingEngine("de");
        new RecordingTranscriber(engine, _detector).Transcribe(Talk, new TranscribeOptions { Language = "nl" });
        Assert.All(engine.Asked, static asked => Assert.Equal("nl", asked));
        engine = new GuessingEngine("de") { Capabilities = SttCapabilities.None };
        new RecordingTranscriber(engine, _detector).Transcribe(Talk);
        Assert.All(engine.Asked, static asked => Assert.Equal("?", asked));
    }

    [Fact]
    public void Clips_are_refused_because_pieces_have_times_of_their_own()
    {
        var options = new WhisperTranscribeOptions { Clips = [new AudioRange(TimeSpan.Zero, null)] };
        Assert.Contains("Clips", Assert.Throws<ArgumentException>(() => new RecordingTranscriber(new GuessingEngine("de"), _detector).Transcribe(Talk, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pieces_of_two_engines_say_how_many_are_whose()
    {
        var pieces = new List<int>();
        using var counting = new HybridEngine(new HybridEngineOptions { Primary = () => new Hybrid.FakeEngine("one") { OnCall = () => pieces.Add(0) }, Fallback = () => new Hybrid.FakeEngine("two") });
        RecordingTranscription all = new RecordingTranscriber(counting, _detector).Transcribe(Talk);
        Assert.Equal(("one", EngineChoiceReason.Primary), (all.Transcription.ModelId, all.Transcription.EngineChoice!.Reason));
        Assert.Equal(4, pieces.Count);

        int longest = 0;
        using var engine = new HybridEngine(new HybridEngineOptions
        {
            Primary = () => new Hybrid.FakeEngine("one") { Fails = length => length > 16000 * 3 ? new InvalidOperationException("too long") : null },
            Fallback = () => new Hybrid.FakeEngine("two") { OnCall = () => longest++ },
        });
        RecordingTranscription some = new RecordingTranscriber(engine, _detector).Transcribe(Talk);
        Assert.InRange(longest, 1, 3);
        EngineChoice choice = some.Transcription.EngineChoice!;
        Assert.Equal((EngineRole.Fallback, EngineChoiceReason.PrimaryFailed), (choice.Engine, choice.Reason));
        Assert.Contains($"Of 4 pieces of the recording {longest} are the fallback's", choice.Explanation, StringComparison.Ordinal);
        Assert.Contains("too long", choice.Explanation, StringComparison.Ordinal);
        Assert.Null(some.Transcription.ModelId);
    }

    private static float[] Concat(params string[] files) =>
        [.. files.SelectMany(static file => AudioReader.ReadAll(Repository.Path("samples", "audio", file)).Concat(new float[5 * 16000]))];

    /// <summary>An engine that hears a language of a list in each piece for which it is not told one, and writes it; nothing for none.</summary>
    private sealed class GuessingEngine(params string[] languages) : ISttEngine
    {
        public SttCapabilities Capabilities { get; init; } = SttCapabilities.LanguageDetection;

        /// <summary>Gets the language that was asked for in each piece.</summary>
        public List<string> Asked { get; } = [];

        public SttEngineInfo Info => new ScriptedEngine().Info with { Capabilities = Capabilities };

        public IReadOnlyList<Transcription> Transcribe(IReadOnlyList<ReadOnlyMemory<float>> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default) =>
            [.. audio.Select(piece => Transcribe(piece.Span, options, cancellationToken))];

        public Transcription Transcribe(ReadOnlySpan<float> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
        {
            string? given = options?.Language;
            string language = given ?? languages[Math.Min(Asked.Count, languages.Length - 1)];
            Asked.Add(given ?? "?");
            return Transcription.Empty(TimeSpan.FromSeconds(audio.Length / 16000.0)) with { Text = language, Language = language, LanguageProbability = given is null ? 0.75f : null };
        }

        public Transcription Transcribe(ISampleSource audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
