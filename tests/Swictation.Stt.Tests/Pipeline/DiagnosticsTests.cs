using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Swictation.Stt.Tests.Pipeline;

public sealed class DiagnosticsTests
{
    private static readonly ScriptedWord[] Words = [.. ScriptedWord.Spread("secret words", 1.0), .. ScriptedWord.Spread("and more", 4.0)];

    private static readonly float[] Audio = ScriptedEngine.Audio(7);

    [Fact]
    public async Task Audio_utterances_and_latencies_are_measured()
    {
        var time = new ManualTimeProvider();
        using var meters = new MeterRecording();
        // Each call of the engine takes a tenth of a second, and nothing else takes time.
        using var engine = new ScriptedEngine(Words) { OnCall = _ => time.Advance(TimeSpan.FromSeconds(0.1)) };
        await using var pipeline = new SttPipeline(engine, Detector(), CoreRun.NoLevels, null, meters, time);
        var source = new ScriptedSource(Audio)
        {
            OnRead = (_, _) =>
            {
                Runs.Until(() => pipeline.InputCount == 0); // audio comes when the worker waits for it
                return Task.CompletedTask;
            },
        };
        (List<SttEvent> events, _) = await Runs.ReadAsync(pipeline, source);
        FinalEvent[] finals = [.. events.OfType<FinalEvent>()];
        Assert.Equal(2, finals.Length);
        Assert.Equal(7.0, meters.Sum(SttDiagnostics.AudioDuration), 6);
        Assert.Equal([1, 1], meters.Values(SttDiagnostics.Utterances, SttDiagnostics.ReasonTag, "Silence"));
        double[] firstPartial = meters.Values(SttDiagnostics.FirstPartialLatency);
        Assert.Equal(2, firstPartial.Length);
        Assert.All(firstPartial, latency => Assert.Equal(0.2, latency, 6)); // the first call heard nothing yet
        double[] final = meters.Values(SttDiagnostics.FinalLatency);
        Assert.Equal(2, final.Length);
        Assert.All(final, latency => Assert.Equal(0.1, latency, 6));
        double busy = meters.Values(SttDiagnostics.RealTimeFactor).Zip(finals, (factor, e) => factor * (e.Position - e.Start).TotalSeconds).Sum();
        Assert.Equal(engine.Calls * 0.1, busy, 6);
        Assert.Equal(0, meters.Sum(SttDiagnostics.EventsWaiting));
        Assert.Equal(0, meters.Sum(SttDiagnostics.AudioWaiting), 6);
        Assert.NotEmpty(meters.Values(SttDiagnostics.AudioWaiting));
        meters.AssertTagged("scripted");
    }

    [Fact]
    public async Task Losses_errors_and_coalesced_events_are_counted()
    {
        using var meters = new MeterRecording();
        using var gate = new ManualResetEventSlim();
        using var held = new ManualResetEventSlim();
        using var engine = new ScriptedEngine(Words)
        {
            OnCall = call =>
            {
                held.Set();
                gate.Wait(Runs.Patience);
                if (call.Start > 50000)
                    throw new TimeoutException();
            },
        };
        await using var pipeline = new SttPipeline(engine, Detector(), new SttPipelineOptions { InputBuffer = TimeSpan.FromSeconds(0.5) }, null, meters);
        var source = new ScriptedSource(Audio)
        {
            IsLive = true,
            OnRead = (number, _) =>
            {
                if (number == 60)
                    gate.Set();
                if (!held.IsSet || number >= 60)
                    Runs.Until(() => pipeline.InputCount == 0 || (held.IsSet && !gate.IsSet));
                return Task.CompletedTask;
            },
        };
        (List<SttEvent> events, _) = await Runs.ReadAsync(pipeline, source, (_, number) =>
        {
            if (number == 1)
                Runs.Until(() => gate.IsSet);
            return Task.CompletedTask;
        });
        ErrorEvent[] overruns = [.. events.OfType<ErrorEvent>().Where(error => error.Kind == SttErrorKind.Overrun)];
        Assert.NotEmpty(overruns);
        Assert.Equal(overruns.Length, meters.Sum(SttDiagnostics.Overruns));
        Assert.Equal(overruns.Sum(error => (error.End - error.Start).TotalSeconds), meters.Sum(SttDiagnostics.AudioLost), 6);
        Assert.Equal(overruns.Length, meters.Values(SttDiagnostics.Errors, SttDiagnostics.KindTag, "Overrun").Length);
        Assert.NotEmpty(meters.Values(SttDiagnostics.Errors, SttDiagnostics.KindTag, "Engine"));
        Assert.Equal(pipeline.CoalescedEvents, meters.Sum(SttDiagnostics.EventsCoalesced));
        Assert.Equal(0, meters.Sum(SttDiagnostics.EventsWaiting));
    }

    [Fact]
    public async Task What_is_dropped_unread_no_longer_waits()
    {
        using var meters = new MeterRecording();
        using var engine = new ScriptedEngine(Words);
        await using var pipeline = new SttPipeline(engine, Detector(), null, null, meters);
        await foreach (SttEvent item in pipeline.RunAsync(new ScriptedSource(Audio)))
        {
            Runs.Until(() => pipeline.CoalescedEvents > 3);
            break;
        }

        Runs.Until(() => meters.Sum(SttDiagnostics.AudioWaiting) is > -1e-6 and < 1e-6);
        Assert.Equal(0, meters.Sum(SttDiagnostics.EventsWaiting));
    }

    [Fact]
    public async Task Each_utterance_is_an_activity_below_the_callers()
    {
        var stopped = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is SttDiagnostics.Name or nameof(DiagnosticsTests),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (stopped)
                    stopped.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var own = new ActivitySource(nameof(DiagnosticsTests));
        using Activity root = own.StartActivity("test")!;
        using var engine = new ScriptedEngine(Words) { OnCall = call => { if (call.Start > 50000) throw new TimeoutException("secret"); } };
        await using var pipeline = new SttPipeline(engine, Detector(), CoreRun.NoLevels);
        (List<SttEvent> events, _) = await Runs.ReadAsync(pipeline, new ScriptedSource(Audio));
        Activity[] activities;
        lock (stopped)
            activities = [.. stopped.Where(activity => activity.TraceId == root.TraceId && activity != root)];
        Assert.Equal(2, activities.Length);
        FinalEvent[] finals = [.. events.OfType<FinalEvent>()];
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal((SttDiagnostics.UtteranceActivity, root.SpanId), (activities[i].OperationName, activities[i].ParentSpanId));
            Assert.Equal(i, activities[i].GetTagItem(SttDiagnostics.UtteranceTag));
            Assert.Equal(finals[i].Start.TotalSeconds, activities[i].GetTagItem(SttDiagnostics.StartTag));
            Assert.Equal(finals[i].Reason.ToString(), activities[i].GetTagItem(SttDiagnostics.ReasonTag));
            Assert.Equal(finals[i].Transcription.Words.Count(), activities[i].GetTagItem(SttDiagnostics.WordsTag));
            Assert.DoesNotContain(activities[i].TagObjects, tag => tag.Value is string text && text.Contains("secret", StringComparison.Ordinal));
        }

        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error], activities.Select(activity => activity.Status));
    }

    [Theory]
    [InlineData(LogLevel.Debug, false)]
    [InlineData(LogLevel.Trace, true)]
    public async Task Texts_are_logged_at_the_level_trace_only(LogLevel level, bool hasText)
    {
        using var log = new RecordingLog(level);
        using var engine = new ScriptedEngine(Words);
        await using var pipeline = new SttPipeline(engine, Detector(), CoreRun.NoLevels, log);
        await Runs.ReadAsync(pipeline, new ScriptedSource(Audio));
        Assert.Equal(hasText, log.Entries.Any(entry => Words.Any(word => entry.Message.Contains(word.Text, StringComparison.Ordinal) && word.Text != "and")));
        Assert.All(log.Entries.Where(entry => entry.Level > LogLevel.Trace), entry => Assert.DoesNotContain("secret", entry.Message, StringComparison.Ordinal));
        Assert.Contains(log.Entries, entry => entry.Message.StartsWith("Utterance 1 ended (Silence)", StringComparison.Ordinal));
        Assert.Contains(log.Entries, entry => entry.Message.StartsWith("Run of model scripted started: 16000 Hz", StringComparison.Ordinal));
        Assert.Contains(log.Entries, entry => entry.Message.Contains("2 utterance(s)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Errors_are_logged_with_their_exceptions()
    {
        using var log = new RecordingLog(LogLevel.Warning);
        using var engine = new ScriptedEngine(Words) { OnCall = call => { if (call.Start > 50000) throw new TimeoutException("too slow"); } };
        await using var pipeline = new SttPipeline(engine, Detector(), CoreRun.NoLevels, log);
        await Runs.ReadAsync(pipeline, new ScriptedSource(Audio) { OnRead = (number, _) => number > Audio.Length / 800 ? throw new IOException("unplugged") : Task.CompletedTask });
        Assert.Contains(log.Entries, entry => entry.Level == LogLevel.Warning && entry.Message.Contains("too slow", StringComparison.Ordinal));
        Assert.Contains(log.Entries, entry => entry.Level == LogLevel.Error && entry.Message.Contains("unplugged", StringComparison.Ordinal));
    }

    private static ScriptedDetector Detector() => ScriptedDetector.Of(Words, join: 0.3);
}
