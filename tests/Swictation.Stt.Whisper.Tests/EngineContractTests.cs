namespace Swictation.Stt.Whisper.Tests;

public sealed class EngineContractTests
{
    private static float[] Jfk => Recordings.Read("jfk-16k.wav");

    private static float[] Long => Recordings.Read("silero-test-16k.wav");

    [SkippableTheory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, 20000)]
    [InlineData(float.NegativeInfinity, 175999)]
    public void Samples_that_are_not_numbers_are_named(float value, int index)
    {
        WhisperEngine engine = Engines.Random("sherpa");
        float[] samples = Jfk;
        samples[index] = value;
        Assert.Contains($"index {index};", Assert.Throws<ArgumentException>(() => engine.Transcribe(samples.AsSpan())).Message, StringComparison.Ordinal);
        Assert.Contains("Recording 1", Assert.Throws<ArgumentException>(() => engine.Transcribe([new float[160], samples])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => engine.Transcribe(new BlockSource(samples, 1)));
    }

    [SkippableFact]
    public void Audio_too_short_for_a_frame_gives_an_empty_transcription()
    {
        foreach (int length in new[] { 0, 1, 159 })
        {
            Transcription result = Engines.Random("merged").Transcribe(Jfk.AsSpan(8000, length));
            Assert.Equal(string.Empty, result.Text);
            Assert.Empty(result.Segments);
            Assert.Equal(TimeSpan.FromSeconds(length / 16000.0), result.Duration);
        }

        Assert.Empty(Engines.Random("merged").Transcribe(Array.Empty<ReadOnlyMemory<float>>()));
    }

    [SkippableFact]
    public void Another_sample_rate_is_refused()
    {
        WhisperEngine engine = Engines.Random("sherpa");
        Assert.Contains("8000", Assert.Throws<ArgumentException>(() => engine.Transcribe(new BlockSource(new float[100], 1, 8000))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => engine.Transcribe((ISampleSource)null!));
        Assert.Throws<ArgumentNullException>(() => engine.Transcribe((IReadOnlyList<ReadOnlyMemory<float>>)null!));
    }

    [SkippableFact]
    public void A_source_gives_what_a_span_gives()
    {
        WhisperEngine engine = Engines.Random("sherpa");
        var options = new WhisperTranscribeOptions { Temperatures = [0] };
        float[] samples = Long;
        Transcription expected = engine.Transcribe(samples.AsSpan(), options);
        Assert.NotEmpty(expected.Text);
        for (int seed = 0; seed < 2; seed++)
            AssertEqual(expected, engine.Transcribe(new BlockSource(samples, seed), options));
    }

    [SkippableTheory]
    [MemberData(nameof(Engines.Layouts), MemberType = typeof(Engines))]
    public void Recordings_together_give_what_each_gives_alone(string layout)
    {
        WhisperEngine engine = Engines.Random(layout);
        float[] all = Long;
        ReadOnlyMemory<float>[] audio = [all, Jfk, all.AsMemory(0, 80000), ReadOnlyMemory<float>.Empty, Recordings.Read("chirp-16k.wav"), all.AsMemory(400000, 160000)];
        foreach (var options in new WhisperTranscribeOptions[] { new() { Temperatures = [0], BatchSize = 3 }, new() { Temperatures = [0, 0.7f], BestOf = 2, BatchSize = 4, SampleLength = 30 }, new() { Temperatures = [0], BeamSize = 3, SampleLength = 40 } })
        {
            IReadOnlyList<Transcription> together = engine.Transcribe(audio, options);
            for (int i = 0; i < audio.Length; i++)
                AssertEqual(engine.Transcribe(audio[i].Span, options), together[i]);
        }
    }

    [SkippableFact]
    public void Cancellation_is_seen_before_and_during_the_work()
    {
        WhisperEngine engine = Engines.Random("merged");
        float[] samples = Long;
        using var before = new CancellationTokenSource();
        before.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => engine.Transcribe(samples.AsSpan(), null, before.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => engine.Transcribe([samples], null, before.Token));
        using var fromProgress = new CancellationTokenSource();
        var options = new WhisperTranscribeOptions { Temperatures = [0], Progress = new Callback(_ => fromProgress.Cancel()) };
        Assert.ThrowsAny<OperationCanceledException>(() => engine.Transcribe(samples.AsSpan(), options, fromProgress.Token));
        using var fromSource = new CancellationTokenSource();
        var source = new BlockSource(samples, 1, onRead: read =>
        {
            if (read == 3)
                fromSource.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => engine.Transcribe(source, null, fromSource.Token));
        Assert.NotEmpty(engine.Transcribe(samples.AsSpan(), new WhisperTranscribeOptions { Temperatures = [0] }).Text);
    }

    [SkippableFact]
    public void A_run_that_is_under_way_is_stopped()
    {
        WhisperEngine engine = Engines.Random("merged");
        using var run = new Onnx.RunOptions();
        run.Terminate();
        using TranscriptionJob job = engine.StartJob(null, default);
        MelSpectrogram features = job.CreateSpectrogram();
        features.Write(Jfk);
        features.Complete();
        var window = new float[engine.Model.MelCount * engine.Model.WindowFrames];
        features.CopyWindow(new SeekWindow(0, 1100), window, engine.Model.WindowFrames);
        Assert.Throws<Onnx.OnnxRuntimeException>(() => engine.Model.Encoder.Run(window, 1, run));
        using EncodedAudio audio = engine.Model.Encoder.Run(window, 1, null);
        WindowDecoder decoder = engine.Decoders.Rent();
        Assert.Throws<Onnx.OnnxRuntimeException>(() => decoder.DetectLanguages(audio, [0], run));
        Assert.Single(decoder.DetectLanguages(audio, [0], null));
        engine.Decoders.Return(decoder);
    }

    [SkippableFact]
    public void Progress_never_goes_back_and_ends_at_the_end()
    {
        var seen = new List<TimeSpan>();
        float[] samples = Long;
        Engines.Random("sherpa").Transcribe(samples.AsSpan(), new WhisperTranscribeOptions { Temperatures = [0], Progress = new Callback(seen.Add) });
        Assert.True(seen.Count > 1);
        Assert.Equal(seen.Order(), seen);
        Assert.True(seen[^1] >= TimeSpan.FromSeconds((samples.Length / 16000.0) - 0.02));
    }

    [SkippableTheory]
    [MemberData(nameof(Engines.Layouts), MemberType = typeof(Engines))]
    public async Task Calls_at_once_give_what_calls_in_turn_give(string layout)
    {
        WhisperEngine engine = Engines.Random(layout);
        var options = new WhisperTranscribeOptions { Temperatures = [0], SampleLength = 60 };
        float[][] audio = [Jfk, Recordings.Read("chirp-16k.wav"), Long[..200000]];
        string[] expected = [.. audio.Select(samples => engine.Transcribe(samples.AsSpan(), options).Text)];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (int k = 0; k < 6; k++)
            {
                int i = (k + thread) % audio.Length;
                Assert.Equal(expected[i], engine.Transcribe(audio[i].AsSpan(), options).Text);
            }
        })));
    }

    [SkippableFact]
    public void A_disposed_engine_says_so()
    {
        WhisperEngine engine = Engines.Load(SharedFiles.Path("models", "whisper-random", "sherpa"));
        engine.Transcribe(Jfk.AsSpan(0, 16000));
        engine.Dispose();
        engine.Dispose();
        Assert.Throws<ObjectDisposedException>(() => engine.Transcribe(Jfk.AsSpan()));
        Assert.Throws<ObjectDisposedException>(() => engine.Transcribe([Jfk]));
        Assert.Throws<ObjectDisposedException>(() => engine.Transcribe(new BlockSource(Jfk, 1)));
        Assert.Throws<ObjectDisposedException>(() => engine.OpenStream());
    }

    [SkippableTheory]
    [InlineData("sherpa")]
    [InlineData("optimum")]
    public void Disposing_during_a_run_is_safe(string layout)
    {
        WhisperEngine engine = Engines.Load(SharedFiles.Path("models", "whisper-random", layout));
        var options = new WhisperTranscribeOptions { Temperatures = [0], Progress = new Callback(_ => Task.Run(engine.Dispose).Wait()) };
        Assert.Throws<ObjectDisposedException>(() => engine.Transcribe(Long.AsSpan(), options));
    }

    [SkippableTheory]
    [InlineData("merged", "optimum", "optimum")]
    [InlineData("sherpa", "sherpa", "sherpa-onnx")]
    public void The_engine_says_what_it_is(string layout, string folder, string name)
    {
        SttEngineInfo info = Engines.Random(layout).Info;
        Assert.Equal((folder, "whisper", name, "float", 51865, 16000), (info.ModelId, info.Kind, info.Layout, info.Precision, info.VocabularySize, info.SampleRate));
        Assert.Equal(99, info.Languages.Count);
        Assert.Contains("jv", info.Languages);
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(20)), (info.Window, info.TimeResolution));
        Assert.Equal(SttCapabilities.WordTimes | SttCapabilities.Confidence | SttCapabilities.Punctuation | SttCapabilities.Batching | SttCapabilities.Translation | SttCapabilities.LanguageDetection, info.Capabilities);
    }

    private static void AssertEqual(Transcription expected, Transcription actual)
    {
        Assert.Equal((expected.Text, expected.Duration, expected.Language), (actual.Text, actual.Duration, actual.Language));
        Assert.Equal(expected.Words.Select(static word => (word.Text, word.Start, word.End)), actual.Words.Select(static word => (word.Text, word.Start, word.End)));
        Assert.Equal(expected.Confidence, actual.Confidence, 1e-3f);
    }

    private sealed class Callback(Action<TimeSpan> action) : IProgress<TimeSpan>
    {
        public void Report(TimeSpan value) => action(value);
    }
}
