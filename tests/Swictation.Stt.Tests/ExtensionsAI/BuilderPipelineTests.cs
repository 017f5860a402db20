using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Swictation.Stt.Tests;

/// <summary>The real pipeline of Microsoft.Extensions.AI around our client, as an application builds it.</summary>
public sealed class BuilderPipelineTests
{
    private const string Text = "one two three four five six seven eight nine ten";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Logging_and_telemetry_work_and_words_come_through(bool streaming)
    {
        string source = $"test-{Guid.NewGuid()}";
        var activities = new ConcurrentBag<Activity>();
        using var activityListener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name == source,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activities.Add,
        };
        ActivitySource.AddActivityListener(activityListener);
        var measured = new ConcurrentBag<string>();
        using var meterListener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == source)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        meterListener.SetMeasurementEventCallback<double>((instrument, _, _, _) => measured.Add(instrument.Name));
        meterListener.SetMeasurementEventCallback<int>((instrument, _, _, _) => measured.Add(instrument.Name));
        meterListener.SetMeasurementEventCallback<long>((instrument, _, _, _) => measured.Add(instrument.Name));
        meterListener.Start();
        var log = new ConcurrentBag<(LogLevel Level, string Message)>();
        using ILoggerFactory loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(new ListProvider(log)));

        using ISpeechToTextClient client = new SpeechToTextClientBuilder(new SttSpeechToTextClient(new ScriptedEngine(ScriptedWord.Spread(Text))))
            .ConfigureOptions(options => options.SpeechLanguage ??= "en")
            .UseLogging(loggers)
            .UseOpenTelemetry(loggers, source)
            .Build();
        using var audio = new MemoryStream(ScriptedRecording.Wav(8));
        var request = new SpeechToTextOptions { ModelId = "scripted" };
        Transcription raw;
        if (streaming)
        {
            List<SpeechToTextResponseUpdate> updates = [];
            await foreach (SpeechToTextResponseUpdate update in client.GetStreamingTextAsync(audio, request))
                updates.Add(update);
            Assert.Equal(Text, updates.ToSpeechToTextResponse().Text);
            raw = Assert.IsType<Transcription>(updates[^1].RawRepresentation);
        }
        else
        {
            SpeechToTextResponse response = await client.GetTextAsync(audio, request);
            Assert.Equal(Text, response.Text);
            raw = Assert.IsType<Transcription>(response.RawRepresentation);
        }

        Assert.Equal(10, raw.Words.Count());
        Assert.Null(request.SpeechLanguage); // the pipeline configured a copy

        Activity activity = Assert.Single(activities);
        Assert.Equal("swictation", activity.GetTagItem("gen_ai.provider.name"));
        Assert.Equal("scripted", activity.GetTagItem("gen_ai.request.model"));
        Assert.Equal("scripted", activity.GetTagItem("gen_ai.response.model"));
        Assert.NotNull(activity.GetTagItem("gen_ai.response.id"));
        Assert.EndsWith("scripted", activity.DisplayName, StringComparison.Ordinal);
        Assert.DoesNotContain(activity.TagObjects, tag => tag.Value?.ToString()?.Contains("seven", StringComparison.Ordinal) == true);
        Assert.Contains("gen_ai.client.operation.duration", measured);
        Assert.Contains("gen_ai.client.token.usage", measured);

        // Text may be logged at Trace, where it was asked for; above it never is.
        Assert.Contains(log, entry => entry.Level == LogLevel.Trace && entry.Message.Contains("seven", StringComparison.Ordinal));
        Assert.DoesNotContain(log, entry => entry.Level > LogLevel.Trace && entry.Message.Contains("seven", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Clients_are_registered_with_and_without_a_key()
    {
        var engine = new ScriptedEngine(ScriptedWord.Spread(Text));
        var keyed = new ScriptedEngine(ScriptedWord.Spread("other"));
        var services = new ServiceCollection();
        services.AddSpeechToTextClient(_ => new SttSpeechToTextClient(engine)).UseLogging();
        services.AddKeyedSpeechToTextClient("second", _ => new SttSpeechToTextClient(keyed));
        services.AddLogging();
        await using (ServiceProvider provider = services.BuildServiceProvider())
        {
            var client = provider.GetRequiredService<ISpeechToTextClient>();
            Assert.Same(engine, client.GetService<ISttEngine>());
            Assert.Same(keyed, provider.GetRequiredKeyedService<ISpeechToTextClient>("second").GetService<ISttEngine>());
            Assert.NotNull(client.GetService<SttSpeechToTextClient>());
            Assert.Equal(Text, (await client.GetTextAsync(new MemoryStream(ScriptedRecording.Wav(8)))).Text);
        }

        Assert.True(engine.IsDisposed && keyed.IsDisposed);
    }

    private sealed class ListProvider(ConcurrentBag<(LogLevel, string)> entries) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new ListLogger(entries);

        public void Dispose()
        {
        }
    }

    private sealed class ListLogger(ConcurrentBag<(LogLevel, string)> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Add((logLevel, formatter(state, exception)));
    }
}
