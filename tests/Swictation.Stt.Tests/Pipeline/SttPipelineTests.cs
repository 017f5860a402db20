using Swictation.Stt.Audio;

namespace Swictation.Stt.Tests.Pipeline;

public sealed class SttPipelineTests
{
    private static readonly ScriptedWord[] Words =
        [.. ScriptedWord.Spread("one two three four", 1.0), .. ScriptedWord.Spread("five six", 5.0), .. ScriptedWord.Spread("seven eight nine", 8.0)];

    private static readonly float[] Audio = ScriptedEngine.Audio(12);

    private static readonly SttPipelineOptions Half = CoreRun.NoLevels with { InputBuffer = TimeSpan.FromSeconds(0.5) };

    [Fact]
    public async Task The_events_are_those_of_the_core()
    {
        using var engine = new ScriptedEngine(Words);
        await using var pipeline = new SttPipeline(engine, Detector());
        await using var source = new ScriptedSource(Audio, 777);
        (List<SttEvent> events, Exception? thrown) = await Runs.ReadAsync(pipeline, source);
        Assert.Null(thrown);
        EventText.AssertOrdered(events);
        using var second = new ScriptedEngine(Words);
        using CoreRun core = CoreRun.Of(second, Detector(), Audio, new SttPipelineOptions());
        Assert.Equal(Essential(core.Events), Essential(events));
        Assert.False(source.IsDisposed);
        Assert.False(engine.IsDisposed);
    }

    [Fact]
    public async Task Recordings_and_blocks_are_sources_too_and_runs_follow_each_other()
    {
        using var engine = new ScriptedEngine(Words);
        await using var pipeline = new SttPipeline(engine, Detector());
        var texts = new List<string>();
        await foreach (SttEvent e in pipeline.RunAsync(new BlockSource(Audio, seed: 1)))
            texts.AddRange(e is FinalEvent final ? [final.Text] : []);
        await foreach (SttEvent e in pipeline.RunAsync(Blocks(), 16000))
            texts.AddRange(e is FinalEvent final ? [final.Text] : []);
        Assert.Equal(["one two three four", "five six", "seven eight nine", "one two three four", "five six", "seven eight nine"], texts);

        static async IAsyncEnumerable<ReadOnlyMemory<float>> Blocks()
        {
            foreach (float[] block in Audio.Chunk(1234))
            {
                await Task.Yield();
                yield return block;
                yield return Array.Empty<float>();
            }
        }
    }

    [Fact]
    public async Task One_run_at_a_time_and_none_after_disposal()
    {
        using var engine = new ScriptedEngine(Words);
        var pipeline = new SttPipeline(engine, Detector());
        await using (IAsyncEnumerator<SttEvent> first = pipeline.RunAsync(new ScriptedSource(Audio)).GetAsyncEnumerator())
        {
            Assert.True(await first.MoveNextAsync());
            (_, Exception? thrown) = await Runs.ReadAsync(pipeline, new ScriptedSource(Audio));
            Assert.IsType<InvalidOperationException>(thrown);
        }

        (List<SttEvent> events, Exception? none) = await Runs.ReadAsync(pipeline, new ScriptedSource(Audio));
        Assert.Null(none);
        Assert.Equal(Words.Select(word => word.Text), EventText.Words(events));
        IAsyncEnumerable<SttEvent> late = pipeline.RunAsync(new ScriptedSource(Audio));
        await pipeline.DisposeAsync();
        await pipeline.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await late.GetAsyncEnumerator().MoveNextAsync());
        Assert.Throws<ObjectDisposedException>(() => pipeline.RunAsync(new ScriptedSource(Audio)));
    }

    [Fact]
    public void Arguments_are_checked_before_anything_runs()
    {
        using var engine = new ScriptedEngine();
        Assert.Throws<ArgumentException>(() => new SttPipeline(engine, new ScriptedDetector { SampleRate = 8000 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SttPipeline(engine, Detector(), new SttPipelineOptions { InputBuffer = TimeSpan.Zero }));
        var pipeline = new SttPipeline(engine, Detector());
        Assert.Throws<ArgumentException>(() => pipeline.RunAsync(AudioSource.FromRawPcm(Stream.Null, new AudioFormat(50, 1, SampleEncoding.Pcm16))));
        Assert.Throws<ArgumentNullException>(() => pipeline.RunAsync((IAudioSource)null!));
    }

    [Fact]
    public async Task A_slow_reader_gets_every_final_text_and_the_newest_of_the_rest()
    {
        using var engine = new ScriptedEngine(Words);
        await using var pipeline = new SttPipeline(engine, Detector());
        (List<SttEvent> events, Exception? thrown) = await Runs.ReadAsync(pipeline, new ScriptedSource(Audio), (_, number) =>
        {
            if (number == 1)
                Runs.Until(() => pipeline.CoalescedEvents > 100); // all of the levels, and most of the partial texts
            return Task.CompletedTask;
        });
        Assert.Null(thrown);
        EventText.AssertOrdered(events);
        Assert.Equal(Words.Select(word => word.Text), EventText.Words(events));
        Assert.True(events.OfType<LevelEvent>().Count() + events.OfType<PartialEvent>().Count() < 25);
        using CoreRun core = CoreRun.Of(engine, Detector(), Audio, new SttPipelineOptions());
        Assert.Equal(core.Events.Count, events.Count + pipeline.CoalescedEvents);
        Assert.Equal(Essential(core.Events), Essential(events));
    }

    [Fact]
    public async Task Where_nobody_reads_the_worker_pauses_and_the_source_waits()
    {
        ScriptedWord[] words = [.. Enumerable.Range(0, 60).Select(i => ScriptedWord.At($"w{(char)('a' + (i % 26))}", 1 + (i * 1.5), 0.4))];
        using var engine = new ScriptedEngine(words);
        var options = new SttPipelineOptions { EventCapacity = 16, InputBuffer = TimeSpan.FromSeconds(1), LevelInterval = TimeSpan.Zero };
        await using var pipeline = new SttPipeline(engine, ScriptedDetector.Of(words), options);
        float[] audio = ScriptedEngine.Audio(95);
        var source = new ScriptedSource(audio);
        int read = 0;
        (List<SttEvent> events, Exception? thrown) = await Runs.ReadAsync(pipeline, source, (_, number) =>
        {
            if (number == 2)
            {
                Runs.Until(() => pipeline.IsPaused);
                read = source.Position;
            }

            return Task.CompletedTask;
        });
        Assert.Null(thrown);
        // Sixteen events are those of about six utterances; the source is ahead by the buffer, one block and what was paused in.
        Assert.InRange(read, 1, 16000 * 20);
        Assert.Equal(60, events.OfType<FinalEvent>().Count());
        EventText.AssertOrdered(events);
    }

    [Fact]
    public async Task What_a_live_source_gives_too_much_is_told_with_its_exact_time()
    {
        using var gate = new ManualResetEventSlim();
        using var held = new ManualResetEventSlim();
        using var engine = new ScriptedEngine(Words)
        {
            OnCall = call =>
            {
                held.Set();
                gate.Wait(call.CancellationToken);
            },
        };
        ScriptedDetector detector = Detector();
        await using var pipeline = new SttPipeline(engine, detector, Half);
        var source = new ScriptedSource(Audio)
        {
            IsLive = true,
            OnRead = (number, _) =>
            {
                // The worker keeps up until it is held in its first call, misses what comes meanwhile, and keeps up again.
                if (number == 140)
                    gate.Set();
                if (!held.IsSet || number >= 140)
                    Runs.Until(() => pipeline.InputCount == 0 || (held.IsSet && !gate.IsSet));
                return Task.CompletedTask;
            },
        };
        (List<SttEvent> events, Exception? thrown) = await Runs.ReadAsync(pipeline, source);
        Assert.Null(thrown);
        EventText.AssertOrdered(events);
        ErrorEvent[] errors = [.. events.OfType<ErrorEvent>()];
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Equal(SttErrorKind.Overrun, error.Kind));
        long lost = errors.Sum(error => (error.End - error.Start).Ticks * 16000 / TimeSpan.TicksPerSecond);
        // The detector's windows say which audio was processed: none of it may lie in a gap.
        foreach (ErrorEvent error in errors)
        {
            (long start, long end) = ((long)(error.Start.TotalSeconds * 16000), (long)(error.End.TotalSeconds * 16000));
            Assert.DoesNotContain(detector.Positions, position => position >= start && position < end);
            Assert.Contains(end, detector.Positions);
        }

        long heard = detector.Positions.Count * 512;
        Assert.InRange(lost + heard, Audio.Length, Audio.Length + (512 * (errors.Length + 1)));
        Assert.Equal([("one", UtteranceEnd.AudioLost), ("seven eight nine", UtteranceEnd.Silence)], events.OfType<FinalEvent>().Select(final => (final.Text.StartsWith("one", StringComparison.Ordinal) ? "one" : final.Text, final.Reason)));
        Assert.Equal(["seven", "eight", "nine"], EventText.Words(events)[^3..]);
        foreach (TranscriptionWord word in events.OfType<FinalEvent>().SelectMany(final => final.Transcription.Words))
            Assert.Contains(Words, scripted => word.Text.StartsWith(scripted.Text, StringComparison.Ordinal) && Math.Abs(word.End.TotalSeconds - (scripted.End / 16000.0)) < 0.5);
        Assert.Equal(8.0, events.OfType<FinalEvent>().Last().Transcription.Words.First().Start.TotalSeconds, 4);
    }

    private static ScriptedDetector Detector() => ScriptedDetector.Of(Words, join: 0.3);

    private static string[] Essential(IEnumerable<SttEvent> events) =>
        [.. events.Where(e => e is not (LevelEvent or PartialEvent)).Select(EventText.Describe)];
}
