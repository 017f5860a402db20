namespace Swictation.Stt.Tests.Hybrid;

/// <summary>When engines are loaded and unloaded.</summary>
public sealed class LoadingTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Loading_is_counted_and_timed()
    {
        using Pair pair = Timed(load: 3, unload: 0.5);
        Assert.Equal(new HybridEngineStatus(new(), new()), pair.Engine.Status);
        pair.Transcribe();
        EngineLoadStatus status = pair.Engine.Status.Primary;
        Assert.Equal((true, 1, 0, 0, 0), (status.IsLoaded, status.Loads, status.Unloads, status.Calls, status.Utterances));
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3), null), (status.LastLoadTime, status.TotalLoadTime, status.LastUnloadTime));
        Assert.Equal("one", status.Info?.ModelId);
        Assert.Equal(new EngineLoadStatus(), pair.Engine.Status.Fallback);

        _time.Advance(Minute);
        status = pair.Engine.Status.Primary;
        Assert.Equal((false, 1, 1, TimeSpan.FromSeconds(0.5)), (status.IsLoaded, status.Loads, status.Unloads, status.LastUnloadTime));
        Assert.Equal("one", status.Info?.ModelId);
        pair.Transcribe();
        status = pair.Engine.Status.Primary;
        Assert.Equal((true, 2, 1, TimeSpan.FromSeconds(6)), (status.IsLoaded, status.Loads, status.Unloads, status.TotalLoadTime));
    }

    [Fact]
    public void Use_puts_unloading_off()
    {
        using Pair pair = Timed();
        pair.Transcribe();
        for (int i = 0; i < 5; i++)
        {
            _time.Advance(Minute - TimeSpan.FromTicks(1));
            Assert.True(pair.Engine.Status.Primary.IsLoaded);
            pair.Transcribe();
        }

        _time.Advance(Minute);
        Assert.False(pair.Engine.Status.Primary.IsLoaded);
        Assert.Equal((1, 0), pair.Loads);
    }

    [Fact]
    public void An_engine_is_not_unloaded_during_a_call()
    {
        var engine = new FakeEngine("one") { OnCall = () => _time.Advance(10 * Minute) };
        using var pair = new Pair(() => engine, () => new FakeEngine("two"), Idle);
        for (int i = 0; i < 2; i++)
        {
            pair.Transcribe();
            Assert.False(engine.IsDisposed);
        }

        _time.Advance(Minute);
        Assert.True(engine.IsDisposed);
    }

    [Fact]
    public void A_stream_uses_the_engine_only_while_an_utterance_is_under_way()
    {
        ScriptedWord[] words = ScriptedWord.Spread("one two three four");
        using var pair = new Pair(() => new ScriptedEngine(words), () => new FakeEngine("two"), Idle);
        using ISttStream stream = pair.Engine.OpenStream();
        float[] audio = ScriptedEngine.Audio(3);
        for (int utterance = 1; utterance <= 3; utterance++)
        {
            stream.Write(audio.AsSpan(0, 20_000));
            _time.Advance(10 * Minute);
            Assert.Equal((true, 1), (pair.Engine.Status.Primary.IsLoaded, pair.Engine.Status.Primary.Utterances));
            stream.Write(audio.AsSpan(20_000));
            if (utterance == 2)
                stream.Reset();
            else
                Assert.Equal("one two three four", stream.Finish().Text);
            Assert.Equal(0, pair.Engine.Status.Primary.Utterances);
            _time.Advance(Minute);
            Assert.Equal((false, utterance), (pair.Engine.Status.Primary.IsLoaded, pair.Loads.Primary));
        }

        stream.Write(audio);
        stream.Dispose();
        _time.Advance(Minute);
        Assert.False(pair.Engine.Status.Primary.IsLoaded);
    }

    [Fact]
    public void The_fallback_is_loaded_when_it_is_needed_and_goes_by_itself()
    {
        using var pair = new Pair(
            () => new FakeEngine("one") { Fails = length => length == 7 ? new InvalidOperationException("Seven.") : null },
            () => new FakeEngine("two"),
            options => options with { TimeProvider = _time });
        pair.Transcribe(6);
        Assert.Equal((1, 0), pair.Loads);
        pair.Transcribe(7);
        Assert.Equal((1, 1), pair.Loads);
        _time.Advance(TimeSpan.FromMinutes(5)); // the default
        Assert.Equal((true, false), (pair.Engine.Status.Primary.IsLoaded, pair.Engine.Status.Fallback.IsLoaded));
    }

    [Fact]
    public async Task Those_who_need_it_first_at_the_same_time_load_it_once()
    {
        using var loading = new ManualResetEventSlim();
        using var mayLoad = new ManualResetEventSlim();
        using var pair = new Pair(
            () =>
            {
                loading.Set();
                mayLoad.Wait();
                return new FakeEngine("one");
            },
            () => new FakeEngine("two"));
        Task<Transcription>[] calls = [.. Enumerable.Range(1, 8).Select(length => Task.Factory.StartNew(() => pair.Transcribe(length), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        loading.Wait();
        using var impatient = new CancellationTokenSource();
        Task<Transcription> cancelled = Task.Run(() => pair.Engine.Transcribe(Pair.Audio(9), null, impatient.Token));
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled); // although the load goes on
        mayLoad.Set();
        Transcription[] results = await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(1, 8).Select(length => $"one {length}"), results.Select(result => result.Text));
        Assert.Equal((1, 0), pair.Loads);
    }

    [Fact]
    public async Task Calls_and_unloading_at_the_same_time_do_each_other_no_harm()
    {
        var engines = new System.Collections.Concurrent.ConcurrentBag<FakeEngine>();
        using var pair = new Pair(
            () =>
            {
                Assert.All(engines, engine => Assert.True(engine.IsDisposed)); // never two at once
                var made = new FakeEngine("one");
                engines.Add(made);
                return made;
            },
            () => throw new InvalidOperationException("The primary does not fail."),
            Idle);
        using var done = new CancellationTokenSource();
        Task clock = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
                _time.Advance(Minute);
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 1; i <= 300; i++)
                Assert.Equal($"one {i}", pair.Transcribe(i).Text);
        })));
        await done.CancelAsync();
        await clock;
        pair.Dispose();
        EngineLoadStatus status = pair.Engine.Status.Primary;
        Assert.Equal((engines.Count, engines.Count, 0), (status.Loads, status.Unloads, status.Calls));
        Assert.All(engines, engine => Assert.True(engine.IsDisposed));
    }

    [Fact]
    public void A_failed_load_is_told_and_tried_again()
    {
        int attempts = 0;
        using var pair = new Pair(() => ++attempts == 1 ? throw Pair.Missing("Not yet.") : new FakeEngine("one"), () => throw Pair.Missing("Never."));
        HybridEngineException exception = Assert.Throws<HybridEngineException>(() => pair.Transcribe());
        Assert.IsType<ModelNotFoundException>(exception.PrimaryError);
        EngineLoadStatus status = pair.Engine.Status.Primary;
        Assert.Equal((false, 0, 1), (status.IsLoaded, status.Loads, status.FailedLoads));
        Assert.Same(exception.PrimaryError, status.LastError);
        Assert.Equal("one 100", pair.Transcribe().Text);
        status = pair.Engine.Status.Primary;
        Assert.Equal((true, 1, 1, null), (status.IsLoaded, status.Loads, status.FailedLoads, status.LastError));
    }

    [Fact]
    public void What_unloading_throws_is_told_by_the_status()
    {
        var error = new InvalidOperationException("It clings to its memory.");
        using var pair = new Pair(() => new FakeEngine("one") { OnDispose = () => throw error }, () => new FakeEngine("two"), Idle);
        pair.Transcribe();
        _time.Advance(Minute);
        EngineLoadStatus status = pair.Engine.Status.Primary;
        Assert.Equal((false, 1), (status.IsLoaded, status.Unloads));
        Assert.Same(error, status.LastError);
        Assert.Equal("one 100", pair.Transcribe().Text);
    }

    [Fact]
    public void Disposal_lets_a_call_that_runs_come_to_its_end()
    {
        Pair? pair = null;
        FakeEngine? engine = null;
        engine = new FakeEngine("one")
        {
            OnCall = () =>
            {
                pair!.Dispose();
                Assert.False(engine!.IsDisposed);
            },
        };
        pair = new Pair(engine, new FakeEngine("two"));
        Assert.Equal("one 100", pair.Transcribe().Text);
        Assert.True(engine.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => pair.Transcribe());
        Assert.Throws<ObjectDisposedException>(() => pair.Engine.Transcribe(new BlockSource(Pair.Audio(5), 1)));
        Assert.Throws<ObjectDisposedException>(() => pair.Engine.Transcribe([Pair.Audio(5)]));
        Assert.Equal((1, 0), pair.Loads);
        pair.Dispose();
    }

    [Fact]
    public void What_is_loaded_while_the_hybrid_is_disposed_is_unloaded_again()
    {
        Pair? pair = null;
        var engine = new FakeEngine("one");
        pair = new Pair(
            () =>
            {
                pair!.Dispose();
                return engine;
            },
            () => new FakeEngine("two"));
        Assert.Throws<ObjectDisposedException>(() => pair.Transcribe());
        Assert.True(engine.IsDisposed);
        Assert.Equal((1, 0), pair.Loads);
    }

    [Fact]
    public void Disposal_unloads_both_and_stops_the_clock()
    {
        FakeEngine primary = new("one") { Fails = _ => new InvalidOperationException("It broke.") }, fallback = new("two");
        var pair = new Pair(primary, fallback, Idle);
        pair.Transcribe();
        Assert.False(primary.IsDisposed || fallback.IsDisposed);
        pair.Dispose();
        Assert.True(primary.IsDisposed && fallback.IsDisposed);
        Assert.Equal(0, _time.WaitingTimers);
    }

    [Fact]
    public void Engines_of_different_rates_are_not_joined()
    {
        var fallback = new FakeEngine("two") { SampleRate = 8000 };
        using var pair = new Pair(new FakeEngine("one") { Confidence = _ => 0 }, fallback, options => options with { MinConfidence = 0.5f });
        Transcription result = pair.Transcribe();
        Pair.AssertChoice(result, "one", EngineRole.Primary, EngineChoiceReason.FallbackFailed);
        Assert.Contains("8000", result.EngineChoice!.Explanation, StringComparison.Ordinal);
        Assert.True(fallback.IsDisposed);
    }

    private HybridEngineOptions Idle(HybridEngineOptions options) =>
        options with { TimeProvider = _time, PrimaryIdleUnload = Minute, FallbackIdleUnload = Minute };

    private Pair Timed(double load = 0, double unload = 0) => new(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(load));
            return new FakeEngine("one") { OnDispose = () => _time.Advance(TimeSpan.FromSeconds(unload)) };
        },
        () => new FakeEngine("two"),
        Idle);
}
