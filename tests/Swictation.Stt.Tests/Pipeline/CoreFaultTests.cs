namespace Swictation.Stt.Tests.Pipeline;

public sealed class CoreFaultTests
{
    private static readonly ScriptedWord[] Words =
        [.. ScriptedWord.Spread("one two three four five six", 1.0), .. ScriptedWord.Spread("seven eight nine ten", 8.0), .. ScriptedWord.Spread("eleven", 13.0)];

    [Fact]
    public void Whatever_call_of_the_engine_fails_no_word_is_lost()
    {
        using var undisturbed = new ScriptedEngine(Words);
        CoreRun.Of(undisturbed, Detector(), ScriptedEngine.Audio(16)).Dispose();
        Assert.True(undisturbed.Calls > 8);
        for (int n = 1; n <= undisturbed.Calls; n++)
        {
            using var engine = new ScriptedEngine(Words) { OnCall = call => ThrowIf(call.Number == n) };
            using CoreRun run = CoreRun.Of(engine, Detector(), ScriptedEngine.Audio(16));
            EventText.AssertOrdered(run.Events);
            ErrorEvent error = Assert.Single(run.Errors);
            Assert.Equal(SttErrorKind.Engine, error.Kind);
            Assert.IsType<TimeoutException>(error.Exception);
            FinalEvent final = run.Finals.ElementAt(error.Utterance!.Value);
            Assert.Equal(3, run.Finals.Count());
            Assert.All(run.Finals.Where(e => e != final), e => Assert.Equal(UtteranceEnd.Silence, e.Reason));
            if (error.Audio.IsEmpty)
            {
                // It failed while the utterance was spoken, and the stream caught up.
                Assert.Equal(UtteranceEnd.Silence, final.Reason);
                Assert.Equal(Words.Select(word => word.Text), EventText.Words(run.Events));
                continue;
            }

            // It failed at the end: the text is what was understood before, and the audio can be tried again.
            Assert.Equal((UtteranceEnd.Failed, error.Start, error.End), (final.Reason, final.Start, final.Position));
            using var second = new ScriptedEngine(Words);
            Transcription repeated = second.Transcribe(error.Audio.Span);
            string[] told = [.. run.Finals.Select(e => e == final ? repeated.Text : e.Text)];
            Assert.Equal(string.Join(' ', Words.Select(word => word.Text)), string.Join(' ', told));
            PartialEvent? last = run.Events.OfType<PartialEvent>().LastOrDefault(e => e.Utterance == final.Utterance);
            Assert.Equal(last?.Transcription.Text ?? string.Empty, final.Text);
        }
    }

    [Fact]
    public void An_engine_that_fails_for_good_is_told_for_each_utterance_and_no_audio_is_withheld()
    {
        using var engine = new ScriptedEngine(Words) { OnCall = call => ThrowIf(true) };
        using CoreRun run = CoreRun.Of(engine, Detector(), ScriptedEngine.Audio(16));
        EventText.AssertOrdered(run.Events);
        Assert.Equal([UtteranceEnd.Failed, UtteranceEnd.Failed, UtteranceEnd.Failed], run.Finals.Select(final => final.Reason));
        Assert.All(run.Finals, final => Assert.Equal(string.Empty, final.Text));
        ErrorEvent[] withAudio = [.. run.Errors.Where(error => !error.Audio.IsEmpty)];
        Assert.Equal([0, 1, 2], withAudio.Select(error => error.Utterance!.Value));
        Assert.True(run.Errors.Count() <= 6, "At most one error while it is spoken and one at its end.");
        using var second = new ScriptedEngine(Words);
        Assert.Equal(Words.Select(word => word.Text), withAudio.SelectMany(error => second.Transcribe(error.Audio.Span).Words).Select(word => word.Text));
    }

    [Fact]
    public void Without_partials_a_failure_concerns_one_utterance()
    {
        using var engine = new ScriptedEngine(Words) { OnCall = call => ThrowIf(call.Number == 2) };
        using CoreRun run = CoreRun.Of(engine, Detector(), ScriptedEngine.Audio(16), CoreRun.NoLevels with { Partials = false });
        Assert.Equal([UtteranceEnd.Silence, UtteranceEnd.Failed, UtteranceEnd.Silence], run.Finals.Select(final => final.Reason));
        Assert.Equal("eleven", run.Finals.Last().Text);
    }

    [Fact]
    public void A_stream_that_refuses_samples_fails_its_utterance_rather_than_mishear_it()
    {
        var engine = new SilentStreamEngine { OnWrite = n => Throw(n == 3, new ArgumentException("no")) };
        using CoreRun run = CoreRun.Of(engine, Detector(), ScriptedEngine.Audio(16));
        Assert.Equal([UtteranceEnd.Failed, UtteranceEnd.Silence, UtteranceEnd.Silence], run.Finals.Select(final => final.Reason));
        Assert.False(Assert.Single(run.Errors).Audio.IsEmpty);
        Assert.Equal(1, engine.Opened);
    }

    [Fact]
    public void A_stream_that_cannot_be_reset_is_opened_anew()
    {
        int finished = 0;
        var engine = new SilentStreamEngine { OnFinish = _ => ThrowIf(++finished == 1), OnReset = () => ThrowIf(true), OnOpen = n => ThrowIf(n == 2) };
        using CoreRun run = CoreRun.Of(engine, Detector(), ScriptedEngine.Audio(16));
        // The first fails, for the second no stream can be had, the third has one.
        Assert.Equal([UtteranceEnd.Failed, UtteranceEnd.Failed, UtteranceEnd.Silence], run.Finals.Select(final => final.Reason));
        Assert.All(run.Errors, error => Assert.False(error.Audio.IsEmpty));
        Assert.Equal(3, engine.Opened);
    }

    [Fact]
    public void What_no_program_can_go_on_after_is_not_swallowed()
    {
        using var engine = new ScriptedEngine(Words) { OnCall = _ => throw new InsufficientMemoryException() };
        using var run = new CoreRun(engine, Detector());
        Assert.Throws<InsufficientMemoryException>(() => run.Push(ScriptedEngine.Audio(16)));
    }

    [Fact]
    public void A_cancellation_that_nobody_asked_for_is_a_failure_of_the_engine()
    {
        using var engine = new ScriptedEngine(Words) { OnCall = call => Throw(call.Number == 1, new OperationCanceledException()) };
        using CoreRun run = CoreRun.Of(engine, Detector(), ScriptedEngine.Audio(16));
        Assert.IsType<OperationCanceledException>(Assert.Single(run.Errors).Exception);
        Assert.Equal(Words.Select(word => word.Text), EventText.Words(run.Events));
    }

    [Fact]
    public void Cancelled_in_any_call_what_was_recognised_is_the_final_text()
    {
        using var undisturbed = new ScriptedEngine(Words);
        CoreRun.Of(undisturbed, Detector(), ScriptedEngine.Audio(16)).Dispose();
        for (int n = 1; n <= undisturbed.Calls; n++)
        {
            using var cancellation = new CancellationTokenSource();
            using var engine = new ScriptedEngine(Words) { OnCall = call => { if (call.Number == n) cancellation.Cancel(); } };
            using var run = new CoreRun(engine, Detector());
            Assert.ThrowsAny<OperationCanceledException>(() =>
            {
                foreach (float[] block in ScriptedEngine.Audio(16).Chunk(1000))
                    run.Core.Push(block, cancellation.Token);
                run.Core.Complete(cancellation.Token);
            });
            int calls = engine.Calls;
            Assert.Throws<InvalidOperationException>(() => run.Core.Push([]));
            run.Core.Abort();
            run.Core.Abort();
            Assert.Equal(calls, engine.Calls);
            EventText.AssertOrdered(run.Events);
            FinalEvent final = run.Finals.Last();
            Assert.Equal(UtteranceEnd.Cancelled, final.Reason);
            Assert.Equal(run.Events.OfType<PartialEvent>().LastOrDefault(e => e.Utterance == final.Utterance)?.Transcription.Text ?? string.Empty, final.Text);
        }
    }

    [Fact]
    public void Whatever_window_the_detector_fails_in_no_word_is_lost()
    {
        for (int n = 1; n <= 500; n += 7)
        {
            using var engine = new ScriptedEngine(Words);
            var detector = new ScriptedDetector((1, 3.8), (8, 9.8), (13, 13.3)) { OnWindow = window => ThrowIf(window == n) };
            using CoreRun run = CoreRun.Of(engine, detector, ScriptedEngine.Audio(16));
            EventText.AssertOrdered(run.Events);
            Assert.Equal(Words.Select(word => word.Text), EventText.Words(run.Events));
            ErrorEvent error = Assert.Single(run.Errors);
            Assert.Equal((SttErrorKind.Detector, (n - 1) * 32.0, n * 32.0), (error.Kind, error.Start.TotalMilliseconds, error.End.TotalMilliseconds));
            Assert.Equal(2, detector.Resets);
        }
    }

    [Fact]
    public void Where_the_detector_fails_for_good_everything_is_heard()
    {
        using var engine = new ScriptedEngine(Words);
        using CoreRun run = CoreRun.Of(engine, new ScriptedDetector { OnWindow = _ => ThrowIf(true) }, ScriptedEngine.Audio(16));
        EventText.AssertOrdered(run.Events);
        Assert.Equal(Words.Select(word => word.Text), EventText.Words(run.Events));
        Assert.Equal(16, run.Errors.Count()); // the first window, and then each second
        Assert.All(run.Errors, error => Assert.Equal(SttErrorKind.Detector, error.Kind));
        Assert.Equal(run.Errors.Skip(1).Select(error => error.Start), run.Errors.SkipLast(1).Select(error => error.End));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-0.1f)]
    [InlineData(1.5f)]
    public void A_detector_that_gives_no_probability_has_failed(float value)
    {
        using var engine = new ScriptedEngine();
        using CoreRun run = CoreRun.Of(engine, new QuietDetector(value), new float[512]);
        Assert.Equal(SttErrorKind.Detector, Assert.Single(run.Errors).Kind);
    }

    [Fact]
    public void Samples_that_are_no_numbers_are_silence_and_told_by_stretches()
    {
        using var engine = new ScriptedEngine(Words);
        float[] audio = ScriptedEngine.Audio(16);
        audio.AsSpan(20000, 300).Fill(float.NaN);
        audio[20700] = float.PositiveInfinity; // close to them: one stretch
        audio[60000] = -1e20f;
        audio.AsSpan(200000, 40000).Fill(float.NaN); // two and a half seconds: told once a second
        using CoreRun run = CoreRun.Of(engine, Detector(), audio);
        EventText.AssertOrdered(run.Events);
        Assert.All(run.Errors, error => Assert.Equal(SttErrorKind.InvalidAudio, error.Kind));
        Assert.Equal(
            [(20000, 20701), (60000, 60001), (200000, 216000), (216000, 232000), (232000, 240000)],
            run.Errors.Select(error => ((int)(error.Start.TotalSeconds * 16000 + 0.5), (int)(error.End.TotalSeconds * 16000 + 0.5))));
        Assert.Contains("301 samples", run.Errors.First().Exception.Message, StringComparison.Ordinal);
        Assert.True(float.IsNaN(audio[20000]), "The caller's samples were changed.");
        Assert.Equal(Words[..10].Select(word => word.Text), EventText.Words(run.Events).Take(10));
    }

    private static ScriptedDetector Detector() => ScriptedDetector.Of(Words, join: 0.3);

    private static void ThrowIf(bool condition) => Throw(condition, new TimeoutException("injected"));

    private static void Throw(bool condition, Exception exception)
    {
        if (condition)
            throw exception;
    }
}
