namespace Swictation.Stt.Parakeet.Tests;

public sealed class EngineContractTests
{
    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, 20000)]
    [InlineData(float.NegativeInfinity, 37599)]
    public void Samples_that_are_not_numbers_are_named(float value, int index)
    {
        float[] samples = [.. Spoken.Audio("hello-world")[..37600]];
        samples[index] = value;
        ParakeetEngine engine = Engines.Tiny();
        ArgumentException exception = Assert.Throws<ArgumentException>(() => engine.Transcribe(samples.AsSpan()));
        Assert.Contains($"index {index};", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<ArgumentException>(() => engine.Transcribe([Spoken.All[0], samples]));
        Assert.Contains("Recording 1", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => engine.Transcribe(new BlockSource(samples, 1)));
    }

    [Fact]
    public void Audio_too_short_for_speech_gives_an_empty_transcription()
    {
        foreach (int length in new[] { 0, 1, 159, 160, 319 })
        {
            Transcription result = Engines.Tiny().Transcribe(Spoken.All[0].AsSpan(8000, length));
            Assert.Equal(string.Empty, result.Text);
            Assert.Empty(result.Segments);
            Assert.Equal(TimeSpan.FromSeconds(length / 16000.0), result.Duration);
        }
    }

    [Fact]
    public void Another_sample_rate_is_refused()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Engines.Tiny().Transcribe(new BlockSource(Spoken.All[0], 1, 8000)));
        Assert.Contains("8000", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Engines.Tiny().Transcribe((ISampleSource)null!));
        Assert.Throws<ArgumentNullException>(() => Engines.Tiny().Transcribe((IReadOnlyList<ReadOnlyMemory<float>>)null!));
    }

    [Fact]
    public void A_source_gives_what_a_span_gives()
    {
        using ParakeetEngine engine = Engines.TinyWithWindows(5, 1);
        float[] samples = [.. Spoken.All.Take(6).SelectMany(a => a.Concat(new float[9000]))];
        Transcription expected = engine.Transcribe(samples.AsSpan());
        for (int seed = 0; seed < 4; seed++)
        {
            Transcription actual = engine.Transcribe(new BlockSource(samples, seed));
            Assert.Equal(expected.Text, actual.Text);
            Assert.Equal(expected.Duration, actual.Duration);
            Assert.Equal(expected.Words.SelectMany(w => w.Tokens), actual.Words.SelectMany(w => w.Tokens));
        }
    }

    [Fact]
    public void Cancellation_is_seen_before_and_during_the_work()
    {
        using ParakeetEngine engine = Engines.TinyWithWindows(5, 1);
        float[] samples = [.. Spoken.All.SelectMany(a => a)];
        using var before = new CancellationTokenSource();
        before.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => engine.Transcribe(samples.AsSpan(), null, before.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => engine.Transcribe([samples], null, before.Token));

        using var fromProgress = new CancellationTokenSource();
        var options = new TranscribeOptions { BatchSize = 1, Progress = new Callback(_ => fromProgress.Cancel()) };
        Assert.ThrowsAny<OperationCanceledException>(() => engine.Transcribe(samples.AsSpan(), options, fromProgress.Token));

        using var fromSource = new CancellationTokenSource();
        var source = new BlockSource(samples, 1, onRead: read =>
        {
            if (read == 3)
                fromSource.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => engine.Transcribe(source, null, fromSource.Token));
        Assert.NotEmpty(engine.Transcribe(samples.AsSpan()).Text);
    }

    [Fact]
    public void Progress_ends_at_the_end()
    {
        using ParakeetEngine engine = Engines.TinyWithWindows(5, 1);
        float[] samples = [.. Spoken.All.SelectMany(a => a)];
        var seen = new List<TimeSpan>();
        engine.Transcribe(samples.AsSpan(), new TranscribeOptions { Progress = new Callback(seen.Add) });
        Assert.True(seen.Count > 3);
        Assert.Equal(seen.Order(), seen);
        Assert.Equal(TimeSpan.FromSeconds(samples.Length / 16000.0), seen[^1]);
    }

    [Fact]
    public void A_disposed_engine_says_so()
    {
        ParakeetEngine engine = ParakeetEngine.Load(Repository.Path("models", "tiny-en", "sherpa"));
        engine.Transcribe(Spoken.Audio("stop"));
        engine.Dispose();
        engine.Dispose();
        Assert.Throws<ObjectDisposedException>(() => engine.Transcribe(Spoken.All[0].AsSpan()));
        Assert.Throws<ObjectDisposedException>(() => engine.Transcribe([Spoken.All[0]]));
        Assert.Throws<ObjectDisposedException>(() => engine.Transcribe(new BlockSource(Spoken.All[0], 1)));
    }

    [Theory]
    [InlineData("sherpa")]
    [InlineData("onnx-asr")]
    [InlineData("ctc")]
    public void Disposing_during_a_run_is_safe(string layout)
    {
        float[] samples = [.. Spoken.All.SelectMany(a => a)];
        for (int at = 0; at < 4; at++)
        {
            ParakeetEngine engine = Engines.TinyWithWindows(5, 1, layout);
            int window = at;
            var options = new TranscribeOptions
            {
                BatchSize = 1,
                Progress = new Callback(_ =>
                {
                    if (window-- == 0)
                        Task.Run(engine.Dispose).Wait();
                }),
            };
            Assert.Throws<ObjectDisposedException>(() => engine.Transcribe(samples.AsSpan(), options));
        }
    }

    [Theory]
    [InlineData("sherpa")]
    [InlineData("onnx-asr")]
    [InlineData("ctc")]
    public async Task Calls_at_once_give_what_calls_in_turn_give(string layout)
    {
        ParakeetEngine engine = Engines.Tiny(layout);
        string[] expected = [.. Spoken.All.Select(a => engine.Transcribe(a.AsSpan()).Text)];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (int k = 0; k < 15; k++)
            {
                int i = (k + (thread * 4)) % 15;
                Assert.Equal(expected[i], engine.Transcribe(Spoken.All[i].AsSpan()).Text);
            }
        })));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        string directory = Repository.Path("models", "tiny-en", "sherpa");
        foreach (ParakeetOptions options in new ParakeetOptions[]
        {
            new() { Threads = -1 }, new() { Threads = 1025 }, new() { Window = TimeSpan.FromSeconds(4.9) }, new() { Window = TimeSpan.FromSeconds(391) },
            new() { WindowOverlap = TimeSpan.FromSeconds(0.9) }, new() { WindowOverlap = TimeSpan.FromSeconds(10.1) }, new() { Precision = (ModelPrecision)9 },
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => ParakeetEngine.Load(directory, options));
        }

        ParakeetEngine engine = Engines.Tiny();
        foreach (TranscribeOptions options in new TranscribeOptions[]
        {
            new() { BatchSize = 0 }, new() { BatchSize = 65 }, new() { SegmentGap = TimeSpan.Zero }, new() { ConfidenceMethod = (ConfidenceMethod)5 },
            new() { ConfidenceAggregation = (ConfidenceAggregation)7 },
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => engine.Transcribe(Spoken.All[0].AsSpan(), options));
        }

        Assert.Throws<ArgumentException>(() => engine.Transcribe(Spoken.All[0].AsSpan(), new TranscribeOptions { BoostPhrases = [new BoostPhrase(" ")] }));
        Assert.Throws<ArgumentException>(() => engine.Transcribe(Spoken.All[0].AsSpan(), new TranscribeOptions { BoostPhrases = [new BoostPhrase("a", 21)] }));
    }

    [Fact]
    public void Another_language_and_translation_are_refused()
    {
        float[] samples = Spoken.Audio("stop");
        Assert.Contains("translate", Assert.Throws<ArgumentException>(() => Engines.Tiny().Transcribe(samples, new TranscribeOptions { Translate = true })).Message, StringComparison.Ordinal);
        Assert.Equal("stop dictation", Engines.Tiny().Transcribe(samples, new TranscribeOptions { Language = "en" }).Text);
        using ParakeetEngine english = ParakeetEngine.Load(Repository.Path("models", "tiny-en", "sherpa"), new ParakeetOptions { Threads = 1, Languages = ["en"] });
        Assert.Equal("stop dictation", english.Transcribe(samples, new TranscribeOptions { Language = "en-GB" }).Text);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => english.Transcribe(samples, new TranscribeOptions { Language = "de" }));
        Assert.Contains("\"de\". It knows: en.", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => english.OpenStream(new StreamOptions { Transcribe = new TranscribeOptions { Language = "de" } }));
    }

    [Fact]
    public void The_engine_says_what_it_is()
    {
        SttEngineInfo info = Engines.Tiny("onnx-asr").Info;
        Assert.Equal(("onnx-asr", "parakeet-tdt", "onnx-asr", "float", 256), (info.ModelId, info.Kind, info.Layout, info.Precision, info.VocabularySize));
        Assert.Equal(TimeSpan.FromMilliseconds(80), info.TimeResolution);
        Assert.True(info.Capabilities.HasFlag(SttCapabilities.PhraseBoosting | SttCapabilities.WordTimes | SttCapabilities.Confidence));
        Assert.False(info.Capabilities.HasFlag(SttCapabilities.Punctuation));
        Assert.Equal("sherpa-onnx", ParakeetModelFiles.Find(Repository.Path("models", "tiny-en")).Layout == ParakeetLayout.SherpaOnnx ? Engines.Tiny().Info.Layout : "?");
    }

    private sealed class Callback(Action<TimeSpan> action) : IProgress<TimeSpan>
    {
        public void Report(TimeSpan value) => action(value);
    }
}
