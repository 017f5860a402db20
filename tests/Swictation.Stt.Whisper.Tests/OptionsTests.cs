using System.Text.Json;

namespace Swictation.Stt.Whisper.Tests;

public sealed class OptionsTests
{
    private static readonly WhisperTranscribeOptions[] OutOfRange =
    [
        new() { Temperatures = [-0.1f] }, new() { Temperatures = [float.NaN] }, new() { Temperatures = [0, 2.1f] },
        new() { BeamSize = 0 }, new() { BeamSize = 33 }, new() { BestOf = 0 }, new() { Patience = 0 }, new() { LengthPenalty = -1 },
        new() { SampleLength = 0 }, new() { SampleLength = 449 }, new() { CompressionRatioThreshold = 0 }, new() { NoSpeechThreshold = 1.1 },
        new() { LogProbabilityThreshold = double.NaN }, new() { MaxInitialTimestamp = TimeSpan.FromSeconds(31) },
        new() { HallucinationSilenceThreshold = TimeSpan.Zero }, new() { BatchSize = 0 },
    ];

    [SkippableFact]
    public void Values_out_of_range_are_refused()
    {
        WhisperEngine engine = Engines.Random("sherpa");
        foreach (WhisperTranscribeOptions options in OutOfRange)
            Assert.ThrowsAny<ArgumentOutOfRangeException>(() => engine.Transcribe(new float[16000].AsSpan(), options));
        Assert.Throws<ArgumentException>(() => engine.Transcribe(new float[16000].AsSpan(), new WhisperTranscribeOptions { Temperatures = [] }));
        string directory = SharedFiles.Path("models", "whisper-random", "sherpa");
        Assert.Throws<ArgumentOutOfRangeException>(() => WhisperEngine.Load(directory, new WhisperOptions { Threads = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => WhisperEngine.Load(directory, new WhisperOptions { Precision = (WhisperPrecision)99 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => WhisperEngine.Load(directory, new WhisperOptions { DecoderPrecision = (WhisperPrecision)99 }));
    }

    [SkippableTheory]
    [InlineData("tlh")]
    [InlineData("Klingon")]
    public void An_unknown_language_is_refused_with_those_that_are_known(string language)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Engines.Random("merged").Transcribe(new float[16000].AsSpan(), new TranscribeOptions { Language = language }));
        Assert.Contains(language, exception.Message, StringComparison.Ordinal);
        Assert.Contains("de (", exception.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => Engines.Random("merged").Transcribe(new float[16000].AsSpan(), new TranscribeOptions { Language = " " }));
    }

    [Fact]
    public void Options_with_the_same_values_are_equal()
    {
        Assert.Equal(new WhisperTranscribeOptions(), new WhisperTranscribeOptions());
        Assert.Equal(new WhisperTranscribeOptions { BeamSize = 5 }, new WhisperTranscribeOptions(TranscribeOptions.Default) { BeamSize = 5 });
        Assert.NotEqual(new WhisperTranscribeOptions(), new WhisperTranscribeOptions { BeamSize = 5 });
    }

    [SkippableFact]
    public void A_language_is_taken_as_given_or_detected()
    {
        WhisperEngine engine = Engines.Random("merged");
        float[] samples = Recordings.Read("jfk-16k.wav");
        var options = new WhisperTranscribeOptions { Temperatures = [0], SampleLength = 20 };
        Assert.Equal("de", engine.Transcribe(samples.AsSpan(), options with { Language = "de-DE" }).Language);
        Assert.Equal("jv", engine.Transcribe(samples.AsSpan(), options with { Language = "jw" }).Language);

        // Of a recording of at least 30 s the reference detects it from the same features.
        OracleEntry expected = OracleEntry.All().First(static entry => entry.Audio == "silero-test-16k.wav");
        JsonProperty likeliest = expected.Json.GetProperty("language_probabilities").EnumerateObject().MaxBy(static language => language.Value.GetDouble());
        Transcription result = engine.Transcribe(Recordings.Read(expected.Audio).AsSpan(), options);
        Assert.Equal(likeliest.Name, result.Language);
        Assert.Equal(likeliest.Value.GetDouble(), result.LanguageProbability!.Value, 1e-3);
        Assert.Null(engine.Transcribe(samples.AsSpan(), options with { Language = "de" }).LanguageProbability);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines.Layouts), MemberType = typeof(Engines))]
    public void Languages_are_detected_with_their_probabilities(string layout)
    {
        WhisperEngine engine = Engines.Random(layout);
        OracleEntry expected = OracleEntry.All().First(static entry => entry.Audio == "silero-test-16k.wav");
        float[] samples = Recordings.Read(expected.Audio)[..(30 * 16000)]; // what the reference heard
        IReadOnlyList<LanguageProbability> detected = engine.DetectLanguage(samples);
        Assert.Equal(engine.Info.Languages.Order(), detected.Select(static language => language.Language).Order());
        Assert.Equal(detected.OrderByDescending(static language => language.Probability), detected);
        Assert.Equal(1, detected.Sum(static language => language.Probability), 1e-4f);
        foreach (JsonProperty language in expected.Json.GetProperty("language_probabilities").EnumerateObject())
            Assert.Equal(language.Value.GetDouble(), Assert.Single(detected, found => found.Language == language.Name).Probability, 1e-3);

        Assert.Empty(engine.DetectLanguage([]));
        Assert.Throws<ArgumentException>(() => engine.DetectLanguage([float.NaN]));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => engine.DetectLanguage(samples, cancelled.Token));
    }

    [SkippableFact]
    public void A_prompt_that_the_decoder_cannot_hold_is_refused()
    {
        string text = string.Concat(Enumerable.Repeat("word ", 449));
        foreach (WhisperTranscribeOptions options in new WhisperTranscribeOptions[] { new() { Prompt = text }, new() { Prefix = text }, new() { Hotwords = text } })
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() => Engines.Random("sherpa").Transcribe(new float[16000].AsSpan(), options));
            Assert.Contains("448", exception.Message, StringComparison.Ordinal);
        }

        Assert.Contains("223", Assert.Throws<ArgumentException>(() => Engines.Random("sherpa").Transcribe(new float[16000].AsSpan(), new WhisperTranscribeOptions { Hotwords = text[..1500] })).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void What_whisper_cannot_do_is_refused_with_a_remedy()
    {
        WhisperEngine engine = Engines.Random("sherpa");
        ArgumentException exception = Assert.Throws<ArgumentException>(() => engine.Transcribe(new float[16000].AsSpan(), new TranscribeOptions { BoostPhrases = [new BoostPhrase("x")] }));
        Assert.Contains("Hotwords", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => engine.Transcribe(new float[16000].AsSpan(), new WhisperTranscribeOptions { SuppressedTokens = [51865] }));
        Assert.Contains("cross-attention", Assert.Throws<ArgumentException>(() => engine.Transcribe(
            new float[16000].AsSpan(), new WhisperTranscribeOptions { HallucinationSilenceThreshold = TimeSpan.FromSeconds(2) })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => engine.Transcribe(
            new float[16000].AsSpan(), new WhisperTranscribeOptions { Clips = [new AudioRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1))] }));
    }

    [SkippableFact]
    public void Prompt_prefix_and_hotwords_change_what_is_heard_and_fit_the_context()
    {
        WhisperEngine engine = Engines.Random("sherpa");
        float[] samples = Recordings.Read("jfk-16k.wav");
        var options = new WhisperTranscribeOptions { Temperatures = [0], Language = "en", Timestamps = false, SampleLength = 30 };
        string plain = engine.Transcribe(samples.AsSpan(), options).Text;
        string sentence = string.Concat(Enumerable.Repeat("word ", 220));
        foreach (WhisperTranscribeOptions changed in new[] { options with { Prompt = "Swictation types." }, options with { Prefix = "And so" }, options with { Hotwords = "Kennedy" } })
            Assert.NotEqual(plain, engine.Transcribe(samples.AsSpan(), changed).Text);
        var crowded = options with { Prompt = sentence, Prefix = sentence, CarryPrompt = true, SampleLength = 448 };
        Assert.NotNull(engine.Transcribe(samples.AsSpan(), crowded).Text);
        Assert.NotNull(engine.Transcribe(samples.AsSpan(), options with { Hotwords = sentence, Prompt = sentence, SampleLength = 448 }).Text);
    }

    [SkippableFact]
    public void Clips_are_all_that_is_heard()
    {
        WhisperEngine engine = Engines.Random("sherpa");
        float[] samples = Recordings.Read("silero-test-16k.wav");
        var clip = new AudioRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(26));
        Transcription result = engine.Transcribe(samples.AsSpan(), new WhisperTranscribeOptions { Temperatures = [0], Language = "en", Timestamps = false, Clips = [clip] });
        Assert.NotEmpty(result.Segments);
        Assert.All(result.Segments, segment => Assert.InRange(segment.Start, clip.Start, clip.End!.Value));
        Assert.Equal(clip.Start, result.Segments[0].Start);
    }

    [SkippableFact]
    public void Draws_are_repeated_by_their_seed_and_only_by_it()
    {
        WhisperEngine engine = Engines.Random("merged");
        float[] samples = Recordings.Read("jfk-16k.wav");
        var options = new WhisperTranscribeOptions { Temperatures = [1], BestOf = 1, Language = "en", SampleLength = 20, Timestamps = false, LogProbabilityThreshold = null, NoSpeechThreshold = null };
        string first = engine.Transcribe(samples.AsSpan(), options).Text;
        Assert.Equal(first, engine.Transcribe(samples.AsSpan(), options).Text);
        Assert.NotEqual(first, engine.Transcribe(samples.AsSpan(), options with { Seed = 1 }).Text);
    }

    [SkippableFact]
    public void A_window_that_repeats_itself_is_tried_at_the_next_temperature()
    {
        // At temperature 0 the random weights repeat themselves 4.2 times over (see the reference), at 2 they do not.
        WhisperEngine engine = Engines.Random("merged");
        var options = new WhisperTranscribeOptions { Temperatures = [0, 2], BestOf = 1, Language = "en", Timestamps = false, LogProbabilityThreshold = null };
        Assert.Equal(2, TemperatureOf(options));
        Assert.Equal(0, TemperatureOf(options with { CompressionRatioThreshold = null }));
        Assert.Equal(2, TemperatureOf(options with { CompressionRatioThreshold = null, LogProbabilityThreshold = -0.5 }));
        Assert.Equal(0, TemperatureOf(options with { CompressionRatioThreshold = null, LogProbabilityThreshold = -0.5, NoSpeechThreshold = 0 }, expected: 0));

        float TemperatureOf(WhisperTranscribeOptions tried, int expected = 1)
        {
            using TranscriptionJob job = engine.StartJob(tried, default);
            MelSpectrogram features = job.CreateSpectrogram();
            features.Write(Recordings.Read("jfk-16k.wav"));
            features.Complete();
            job.Add(features);
            job.Run();
            Assert.Equal(expected > 0, job.Recordings[0].Segments.Count > 0);
            return expected == 0 ? 0 : job.Recordings[0].Segments[0].Result.Temperature;
        }
    }
}
