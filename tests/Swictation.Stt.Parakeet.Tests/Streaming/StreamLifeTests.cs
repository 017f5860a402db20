namespace Swictation.Stt.Parakeet.Tests;

/// <summary>Streams over time: cancelled, disposed, many at once, and for hours.</summary>
public sealed class StreamLifeTests
{
    [Theory]
    [InlineData("sherpa")]
    [InlineData("ctc")]
    public async Task A_hundred_streams_at_once_hear_what_each_hears_alone(string layout)
    {
        ParakeetEngine engine = Engines.Tiny(layout);
        string[] expected = new string[Spoken.All.Count];
        using (ISttStream alone = engine.OpenStream(Streams.Tiny))
        {
            for (int i = 0; i < expected.Length; i++)
            {
                alone.Write(Spoken.All[i]);
                expected[i] = alone.Current.Text + "|" + alone.Finish().Text;
            }
        }

        ISttStream[] streams = [.. Enumerable.Range(0, 100).Select(_ => engine.OpenStream(Streams.Tiny))];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            // Each worker feeds its streams by turns, so that all of them are in the middle of an utterance at once.
            ISttStream[] own = [.. streams.Where((_, i) => i % 4 == worker)];
            for (int position = 0; position < 90000; position += 10000)
            {
                for (int i = 0; i < own.Length; i++)
                {
                    float[] audio = Spoken.All[i % 15];
                    own[i].Write(audio.AsSpan(Math.Min(position, audio.Length), Math.Clamp(audio.Length - position, 0, 10000)));
                }
            }

            for (int i = 0; i < own.Length; i++)
                Assert.Equal(expected[i % 15], own[i].Current.Text + "|" + own[i].Finish().Text);
        })));
    }

    [Fact]
    public async Task Cancellation_inside_a_running_graph_loses_nothing()
    {
        ParakeetEngine engine = Engines.Tiny();
        float[] audio = Streams.Concatenate(new Random(2), 4).Audio;
        using ISttStream undisturbed = engine.OpenStream(Streams.Tiny);
        undisturbed.Write(audio);
        using ISttStream stream = engine.OpenStream(Streams.Tiny);
        int cancelled = 0;
        for (int position = 0; position < audio.Length; position += 8000)
        {
            using var source = new CancellationTokenSource();
            Task cancelling = Task.Run(source.Cancel);
            try
            {
                stream.Write(audio.AsSpan(position, Math.Min(8000, audio.Length - position)), source.Token);
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }

            await cancelling;
        }

        Assert.True(cancelled > 0);
        stream.Write([]);
        Assert.Equal((undisturbed.Current.Stable, undisturbed.Current.Volatile), (stream.Current.Stable, stream.Current.Volatile));
        Assert.Equal(undisturbed.Finish().Text, stream.Finish().Text);
    }

    [Theory]
    [InlineData("sherpa")]
    [InlineData("onnx-asr")]
    [InlineData("ctc")]
    public async Task Disposing_stream_or_engine_during_a_run_is_safe(string layout)
    {
        float[] audio = Streams.Concatenate(new Random(2), 6).Audio;
        for (int round = 0; round < 4; round++)
        {
            bool ofEngine = round % 2 == 0;
            ParakeetEngine engine = Engines.TinyWithWindows(5, 1, layout);
            ISttStream stream = engine.OpenStream(Streams.Tiny);
            using var started = new SemaphoreSlim(0);
            Task writing = Task.Run(() =>
            {
                for (int i = 0; i < 200; i++)
                {
                    stream.Write(audio.AsSpan(0, 16000));
                    started.Release();
                }
            });
            await started.WaitAsync();
            if (ofEngine)
                engine.Dispose();
            else
                stream.Dispose();
            await Assert.ThrowsAsync<ObjectDisposedException>(() => writing);
            Assert.Throws<ObjectDisposedException>(() => stream.Write(audio));
            Assert.Throws<ObjectDisposedException>(() => stream.Finish());
            if (ofEngine)
                Assert.Throws<ObjectDisposedException>(() => engine.OpenStream());
            engine.Dispose();
        }
    }

    [Fact]
    public void Hours_without_an_end_hold_no_more_than_the_window()
    {
        using ParakeetEngine engine = Engines.TinyWithWindows(5, 1);
        using var stream = (ParakeetStream)engine.OpenStream(Streams.Tiny);
        var silence = new float[16000];
        (float[] speech, string text) = Streams.Concatenate(new Random(5), 8);
        stream.Write(speech);
        for (int second = 0; second < 3 * 3600; second++)
            stream.Write(silence);
        stream.Write(speech);
        Assert.InRange(stream.Capacity, 1, 10 * 16000);
        long samples = (3L * 3600 * 16000) + (2 * speech.Length);
        Assert.Equal(TimeSpan.FromMilliseconds(samples / 7680 * 480), stream.Current.Position);
        Transcription final = stream.Finish();
        Assert.InRange(Spoken.WordErrors(text + " " + text, final.Text), 0, text.Length / 30);
        Assert.True(final.Words.Last().Start > TimeSpan.FromHours(3));
        // What comes after it begins anew.
        Assert.Equal(engine.Transcribe(Spoken.Audio("door").AsSpan()).Text, stream.Hear(Spoken.Audio("door")).Text);
    }

    [Theory]
    [InlineData("sherpa")]
    [InlineData("ctc")]
    public void What_the_model_cannot_take_is_reported_and_passed_over(string layout)
    {
        using var stream = (ParakeetStream)Engines.Tiny(layout).OpenStream(Streams.Tiny);
        float[] audio = [.. Spoken.Audio("digits"), .. Spoken.SoftNoise(20 * 16000), .. Spoken.Audio("door"), .. Spoken.SoftNoise(32000)];
        audio[60000] = float.MaxValue; // finite, but its power is not
        int failures = 0, repeated = 0;
        for (int position = 0; position < audio.Length; position += 7680)
        {
            PartialTranscription before = stream.Current;
            try
            {
                stream.Write(audio.AsSpan(position, Math.Min(7680, audio.Length - position)));
            }
            catch (ModelIntegrityException)
            {
                failures++;
                Assert.Same(before, stream.Current);
                repeated += Record.Exception(() => stream.Write([])) is ModelIntegrityException ? 1 : 0;
            }
        }

        Assert.InRange(failures, 5, 40);
        Assert.Equal(failures, repeated);
        Assert.StartsWith("one two three", stream.Current.Stable, StringComparison.Ordinal);
        Assert.Contains("open the door", stream.Current.Text, StringComparison.Ordinal);
        Assert.InRange(stream.Capacity, 1, 40 * 16000);
        stream.Reset();
        Assert.Equal(Engines.Tiny(layout).Transcribe(Spoken.Audio("door").AsSpan()).Text, stream.Hear(Spoken.Audio("door")).Text);
    }

    [Fact]
    public void Contexts_and_updates_out_of_range_are_refused()
    {
        ParakeetEngine engine = Engines.Tiny();
        foreach (StreamOptions options in new[] { Streams.Options(-1, 1, 1), Streams.Options(61, 1, 1), Streams.Options(1, 0.07, 1), Streams.Options(1, 11, 1), Streams.Options(1, 1, 31) })
            Assert.Throws<ArgumentOutOfRangeException>(() => engine.OpenStream(options));
        Assert.Throws<ArgumentException>(() => engine.OpenStream(new StreamOptions { Transcribe = new TranscribeOptions { BoostPhrases = [new BoostPhrase("Straße")] } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParakeetEngine.Load(
            Repository.Path("models", "tiny-en", "sherpa"), new ParakeetOptions { StreamLeftContext = TimeSpan.FromSeconds(61) }));
        Assert.True(engine.Info.Capabilities.HasFlag(SttCapabilities.Streaming));
    }

    [Fact]
    public void Options_of_the_stream_come_before_those_of_the_engine_and_both_are_whole_frames()
    {
        var engine = new ParakeetOptions { StreamLeftContext = TimeSpan.FromSeconds(3), StreamRightContext = TimeSpan.FromSeconds(1.6) };
        var stream = new StreamOptions { RightContext = TimeSpan.Zero, UpdateInterval = TimeSpan.FromSeconds(0.5) };
        Assert.Equal(new StreamSettings(1280, Left: 38, Chunk: 6, Right: 0, Window: 80000), StreamSettings.From(stream, engine, 1280, 80000));
        Assert.Equal(new StreamSettings(1280, Left: 125, Chunk: 25, Right: 25, Window: 1), StreamSettings.From(new(), new(), 1280, 1));
    }

    [Theory]
    [InlineData(0, 0.08, 0)]
    [InlineData(0, 0.4, 2)]
    [InlineData(3, 2, 0.4)]
    public void Any_settings_keep_the_promises(double left, double chunk, double right)
    {
        using ISttStream stream = Engines.Tiny().OpenStream(Streams.Options(left, chunk, right));
        float[] audio = Spoken.Audio("fox");
        string stable = string.Empty;
        for (int position = 0; position < audio.Length; position += 2000)
        {
            stream.Write(audio.AsSpan(position, Math.Min(2000, audio.Length - position)));
            Assert.StartsWith(stable, stream.Current.Stable, StringComparison.Ordinal);
            stable = stream.Current.Stable;
        }

        Assert.StartsWith(stable, stream.Finish().Text, StringComparison.Ordinal);
    }
}
