namespace Swictation.Stt.Tests.Pipeline;

/// <summary>Faults from outside: sources, readers, cancellation and disposal, at every step. Nothing hangs, and nothing recognised is lost.</summary>
public sealed class PipelineFaultTests
{
    private static readonly ScriptedWord[] Words = [.. ScriptedWord.Spread("one two three", 1.0), .. ScriptedWord.Spread("four five", 4.5)];

    private static readonly float[] Audio = ScriptedEngine.Audio(7);

    public static TheoryData<string> Steps => new() { "event", "call", "read", "window" };

    [Fact]
    public async Task A_source_that_fails_in_mid_word_is_told_after_what_was_heard()
    {
        using var engine = new ScriptedEngine(Words);
        await using SttPipeline pipeline = Make(engine);
        int last = (int)Words[1].Start + 4000;
        var source = new ScriptedSource(Audio[..last]) { OnRead = (number, _) => number > last / 800 ? throw new IOException("unplugged") : Task.CompletedTask };
        (List<SttEvent> events, Exception? thrown) = await Runs.ReadAsync(pipeline, source);
        Assert.Null(thrown);
        EventText.AssertOrdered(events);
        FinalEvent final = Assert.Single(events.OfType<FinalEvent>());
        Assert.Equal(("one two", UtteranceEnd.EndOfAudio, last / 16000.0), (final.Text, final.Reason, final.Position.TotalSeconds));
        ErrorEvent error = Assert.IsType<ErrorEvent>(events[^1]);
        Assert.Equal((SttErrorKind.Source, last / 16000.0), (error.Kind, error.Position.TotalSeconds));
        Assert.IsType<IOException>(error.Exception);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public async Task A_source_that_says_nonsense_has_failed(int count)
    {
        using var engine = new ScriptedEngine(Words);
        await using SttPipeline pipeline = Make(engine);
        (List<SttEvent> events, _) = await Runs.ReadAsync(pipeline, new NonsenseSource(count));
        Assert.Equal(SttErrorKind.Source, Assert.IsType<ErrorEvent>(Assert.Single(events)).Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_source_that_stalls_can_be_cancelled_whether_it_heeds_its_token_or_not(bool heeds)
    {
        using var cancellation = new CancellationTokenSource();
        using var engine = new ScriptedEngine(Words);
        await using SttPipeline pipeline = Make(engine);
        var stalled = new TaskCompletionSource();
        int at = ((int)Words[2].End / 800) + 1;
        var source = new ScriptedSource(Audio) { OnRead = (number, token) => number < at ? Task.CompletedTask : stalled.Task.WaitAsync(heeds ? token : default) };
        (List<SttEvent> events, Exception? thrown) = await Runs.ReadAsync(
            pipeline, source, (item, _) => item is PartialEvent ? cancellation.CancelAsync() : Task.CompletedTask, cancellation.Token);
        Assert.IsAssignableFrom<OperationCanceledException>(thrown);
        EventText.AssertOrdered(events);
        FinalEvent final = Assert.Single(events.OfType<FinalEvent>());
        Assert.Equal(UtteranceEnd.Cancelled, final.Reason);
        Assert.StartsWith("one", final.Text, StringComparison.Ordinal);
        stalled.SetResult();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disposal_does_not_wait_for_a_source_that_stalls(bool heeds)
    {
        using var engine = new ScriptedEngine(Words);
        SttPipeline pipeline = Make(engine);
        var stalled = new TaskCompletionSource();
        int at = ((int)Words[2].End / 800) + 1;
        var source = new ScriptedSource(Audio) { OnRead = (number, token) => number < at ? Task.CompletedTask : stalled.Task.WaitAsync(heeds ? token : default) };
        Task? disposal = null;
        (List<SttEvent> events, Exception? thrown) = await Runs.ReadAsync(pipeline, source, (_, number) =>
        {
            if (number == 1)
                disposal = Task.Run(async () => await pipeline.DisposeAsync());
            return Task.CompletedTask;
        });
        Assert.Null(thrown);
        await disposal!.WaitAsync(Runs.Patience);
        EventText.AssertOrdered(events);
        FinalEvent final = Assert.Single(events.OfType<FinalEvent>());
        Assert.Equal(("one two three", UtteranceEnd.EndOfAudio), (final.Text, final.Reason));
        Assert.Equal((at - 1) * 0.05, final.Position.TotalSeconds, 6); // all that was read
        stalled.SetResult();
    }

    [Fact]
    public async Task A_run_that_is_cancelled_before_it_starts_gives_nothing()
    {
        using var engine = new ScriptedEngine(Words);
        await using SttPipeline pipeline = Make(engine);
        var source = new ScriptedSource(Audio);
        (List<SttEvent> events, Exception? thrown) = await Runs.ReadAsync(pipeline, source, null, new CancellationToken(true));
        Assert.IsAssignableFrom<OperationCanceledException>(thrown);
        Assert.Empty(events);
        Assert.Equal(0, source.Reads);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Cancelled_at_any_step_a_run_ends_with_what_was_recognised(string step)
    {
        for (int k = 1; k <= 40; k += step is "read" or "window" ? 6 : 1)
        {
            using var cancellation = new CancellationTokenSource();
            (List<SttEvent> events, Exception? thrown, bool reached) = await RunTo(step, k, () => cancellation.Cancel(), cancellation.Token);
            EventText.AssertOrdered(events);
            AssertBeginningOfWords(events);
            Assert.True(thrown is null or OperationCanceledException, thrown?.ToString());
            if (!reached)
                break;
            if (thrown is not null)
                Assert.All(events.OfType<FinalEvent>().SkipLast(1), final => Assert.Equal(UtteranceEnd.Silence, final.Reason));
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Disposed_at_any_step_a_pipeline_finishes_what_was_heard(string step)
    {
        for (int k = 1; k <= 40; k += step is "read" or "window" ? 6 : 1)
        {
            Task? disposal = null;
            SttPipeline? disposed = null;
            ScriptedSource? source = null;
            (List<SttEvent> events, Exception? thrown, bool reached) = await RunTo(
                step, k, () => disposal = Task.Run(async () => await disposed!.DisposeAsync()), default, (pipeline, used) => (disposed, source) = (pipeline, used));
            Assert.Null(thrown);
            await (disposal ?? Task.CompletedTask).WaitAsync(Runs.Patience);
            EventText.AssertOrdered(events);
            // All that was read has been recognised.
            Assert.Equal(Words.Where(word => (word.Start + word.End) / 2 < source!.Position - 2000).Select(word => word.Text), EventText.Words(events).Take(Words.Count(word => (word.Start + word.End) / 2 < source!.Position - 2000)));
            AssertBeginningOfWords(events);
            Assert.DoesNotContain(events, e => e is FinalEvent { Reason: UtteranceEnd.Cancelled });
            if (!reached)
                break;
        }
    }

    [Fact]
    public async Task Leaving_the_loop_at_any_event_stops_the_run()
    {
        for (int k = 1; k <= 20; k++)
        {
            using var engine = new ScriptedEngine(Words);
            await using SttPipeline pipeline = Make(engine);
            var source = new ScriptedSource(Audio);
            await Task.Run(async () =>
            {
                int number = 0;
                await foreach (SttEvent item in pipeline.RunAsync(source))
                {
                    if (++number == k)
                        break;
                }
            }).WaitAsync(Runs.Patience);
            (int reads, int calls) = (source.Reads, engine.Calls);
            (List<SttEvent> events, _) = await Runs.ReadAsync(pipeline, new ScriptedSource(Audio)); // the next run is as the first
            Assert.Equal(Words.Select(word => word.Text), EventText.Words(events));
            Assert.Equal(reads, source.Reads);
        }
    }

    [Fact]
    public async Task Disposal_does_not_wait_for_a_reader_that_has_gone_away()
    {
        ScriptedWord[] words = [.. Enumerable.Range(0, 40).Select(i => ScriptedWord.At("word", 1 + (i * 1.5), 0.4))];
        using var engine = new ScriptedEngine(words);
        var pipeline = new SttPipeline(engine, ScriptedDetector.Of(words), new SttPipelineOptions { EventCapacity = 16, InputBuffer = TimeSpan.FromMinutes(2) });
        IAsyncEnumerator<SttEvent> reader = pipeline.RunAsync(new ScriptedSource(ScriptedEngine.Audio(63))).GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        Runs.Until(() => pipeline.IsPaused);
        await Task.WhenAll(pipeline.DisposeAsync().AsTask(), pipeline.DisposeAsync().AsTask()).WaitAsync(Runs.Patience);
        // What was heard can be read still.
        var events = new List<SttEvent> { reader.Current };
        while (await reader.MoveNextAsync().AsTask().WaitAsync(Runs.Patience))
            events.Add(reader.Current);
        EventText.AssertOrdered(events);
        Assert.InRange(events.OfType<FinalEvent>().Count(), 5, 40);
        await reader.DisposeAsync();
    }

    [Fact]
    public async Task A_pause_of_the_worker_can_be_cancelled()
    {
        ScriptedWord[] words = [.. Enumerable.Range(0, 40).Select(i => ScriptedWord.At("word", 1 + (i * 1.5), 0.4))];
        using var engine = new ScriptedEngine(words);
        using var cancellation = new CancellationTokenSource();
        await using var pipeline = new SttPipeline(engine, ScriptedDetector.Of(words), CoreRun.NoLevels with { EventCapacity = 16 });
        (List<SttEvent> events, Exception? thrown) = await Runs.ReadAsync(
            pipeline,
            new ScriptedSource(ScriptedEngine.Audio(63)),
            (_, number) =>
            {
                if (number == 1)
                {
                    Runs.Until(() => pipeline.IsPaused);
                    cancellation.Cancel();
                }

                return Task.CompletedTask;
            },
            cancellation.Token);
        Assert.IsAssignableFrom<OperationCanceledException>(thrown);
        EventText.AssertOrdered(events);
        Assert.True(events.OfType<FinalEvent>().Count() >= 4);
    }

    [Fact]
    public async Task What_no_program_can_go_on_after_is_thrown_after_the_events()
    {
        using var engine = new ScriptedEngine(Words) { OnCall = call => { if (call.Start > 60000) throw new InsufficientMemoryException(); } };
        await using SttPipeline pipeline = Make(engine);
        (List<SttEvent> events, Exception? thrown) = await Runs.ReadAsync(pipeline, new ScriptedSource(Audio));
        Assert.IsType<InsufficientMemoryException>(thrown);
        Assert.Equal("one two three", events.OfType<FinalEvent>().First().Text);
    }

    [Fact]
    public async Task Cancelled_in_the_model_the_call_is_stopped()
    {
        using var cancellation = new CancellationTokenSource();
        using var engine = new ScriptedEngine(Words)
        {
            OnCall = call =>
            {
                if (call.Number != 2)
                    return;
                cancellation.Cancel();
                call.CancellationToken.WaitHandle.WaitOne(Runs.Patience);
                call.CancellationToken.ThrowIfCancellationRequested();
            },
        };
        await using SttPipeline pipeline = Make(engine);
        (List<SttEvent> events, Exception? thrown) = await Runs.ReadAsync(pipeline, new ScriptedSource(Audio), null, cancellation.Token);
        Assert.IsAssignableFrom<OperationCanceledException>(thrown);
        Assert.Equal(UtteranceEnd.Cancelled, Assert.Single(events.OfType<FinalEvent>()).Reason);
        Assert.Equal(2, engine.Calls);
    }

    private static SttPipeline Make(ScriptedEngine engine) => new(engine, ScriptedDetector.Of(Words, join: 0.3), CoreRun.NoLevels);

    private static void AssertBeginningOfWords(List<SttEvent> events)
    {
        string[] words = EventText.Words(events);
        Assert.Equal(Words.Select(word => word.Text).Take(words.Length), words);
    }

    /// <summary>Runs a pipeline and does something at the k-th step of a kind.</summary>
    private static async Task<(List<SttEvent> Events, Exception? Thrown, bool Reached)> RunTo(
        string step, int k, Action action, CancellationToken cancellationToken, Action<SttPipeline, ScriptedSource>? made = null)
    {
        bool reached = false;
        void At(string kind, int number)
        {
            if (kind != step || number != k)
                return;
            reached = true;
            action();
        }

        using var engine = new ScriptedEngine(Words) { OnCall = call => At("call", call.Number) };
        var detector = new ScriptedDetector((1, 2.3), (4.5, 5.3)) { OnWindow = number => At("window", number) };
        var source = new ScriptedSource(Audio)
        {
            OnRead = (number, _) =>
            {
                At("read", number);
                return Task.CompletedTask;
            },
        };
        await using var pipeline = new SttPipeline(engine, detector, CoreRun.NoLevels);
        made?.Invoke(pipeline, source);
        (List<SttEvent> events, Exception? thrown) = await Runs.ReadAsync(
            pipeline,
            source,
            (_, number) =>
            {
                At("event", number);
                return Task.CompletedTask;
            },
            cancellationToken);
        return (events, thrown, reached);
    }
}
