using Microsoft.Extensions.AI;
using Swictation.Stt.Audio;

namespace Swictation.Stt.Tests;

public sealed class SttSpeechToTextClientTests
{
    private const string Text = "one two three four five six seven eight nine ten";
    private static readonly SpeechToTextResponseUpdateKind Updated = SpeechToTextResponseUpdateKind.TextUpdated;
    private static readonly SpeechToTextResponseUpdateKind Updating = SpeechToTextResponseUpdateKind.TextUpdating;

    [Fact]
    public async Task A_response_is_what_the_engine_gives()
    {
        using ISttEngine engine = SttEngine.Load();
        using var client = new SttSpeechToTextClient(engine, leaveOpen: true);
        string path = Repository.Path("samples", "audio", "hello.wav");
        Transcription expected = engine.Transcribe(AudioReader.ReadAll(path));
        await using FileStream stream = File.OpenRead(path);
        SpeechToTextResponse response = await client.GetTextAsync(stream);

        Assert.Equal(("hello comma world period", "tiny-en"), (response.Text, response.ModelId));
        var raw = Assert.IsType<Transcription>(response.RawRepresentation);
        Assert.Equal(expected.Words.Select(word => (word.Text, word.Start, word.Confidence)), raw.Words.Select(word => (word.Text, word.Start, word.Confidence)));
        Assert.Equal((expected.Segments[0].Start, expected.Segments[^1].End), (response.StartTime, response.EndTime));
        Assert.Equal(expected.Words.Sum(word => word.Tokens.Count), response.Usage!.OutputTokenCount);
        Assert.Equal((long)expected.Duration.TotalMilliseconds, response.Usage.AdditionalCounts!["InputAudioMilliseconds"]);
        Assert.NotNull(response.ResponseId);
        Assert.Equal(0, stream.Seek(0, SeekOrigin.Begin)); // not disposed
    }

    [Fact]
    public async Task Updates_tell_stable_words_once_and_volatile_words_beside_the_text()
    {
        var engine = new ScriptedEngine(ScriptedWord.Spread(Text)) { Uncertain = TimeSpan.FromSeconds(0.9), Mishear = static (word, end) => $"{word}{end}" };
        using var client = new SttSpeechToTextClient(engine);
        List<SpeechToTextResponseUpdate> updates = await Updates(client, new MemoryStream(ScriptedRecording.Wav(8)));

        Assert.Equal(SpeechToTextResponseUpdateKind.SessionOpen, updates[0].Kind);
        Assert.Equal(SpeechToTextResponseUpdateKind.SessionClose, updates[^1].Kind);
        Assert.Single(updates.Select(update => update.ResponseId).Distinct());
        Assert.All(updates, update => Assert.Equal("scripted", update.ModelId));
        Assert.Equal(Text, string.Concat(updates.Select(update => update.Text)));
        Assert.All(updates, update => Assert.Equal(update.Kind == Updated, update.Text.Length > 0));

        SpeechToTextResponseUpdate[] settled = [.. updates.Where(update => update.Kind == Updated)];
        Assert.True(settled.Length > 3);
        Assert.Equal(("one", TimeSpan.FromSeconds(0.5)), (settled[0].Text.Split(' ')[0], settled[0].StartTime));
        Assert.All(settled, update => Assert.Equal(update.Text.Trim().Split(' ').Length * 0.5, (update.EndTime - update.StartTime + TimeSpan.FromSeconds(0.2))!.Value.TotalSeconds, 6));
        var partials = updates.Where(update => update.Kind == Updating).Select(update => Assert.IsType<PartialTranscription>(update.RawRepresentation)).ToList();
        Assert.Contains(partials, partial => partial.Volatile.Contains("two", StringComparison.Ordinal));

        // What the library makes of the updates is the response.
        SpeechToTextResponse response = updates.ToSpeechToTextResponse();
        using var stream = new MemoryStream(ScriptedRecording.Wav(8));
        SpeechToTextResponse whole = await client.GetTextAsync(stream);
        Assert.Equal((whole.Text, whole.StartTime, whole.EndTime, whole.ModelId), (response.Text, response.StartTime, response.EndTime, response.ModelId));
        Assert.Equal(whole.Usage!.AdditionalCounts, response.Usage!.AdditionalCounts);
        Assert.Equal(Text, Assert.IsType<Transcription>(updates[^1].RawRepresentation).Text);
    }

    [SkippableFact]
    public async Task Every_recording_is_streamed_to_the_text_of_its_stream()
    {
        using var client = new SttSpeechToTextClient(SpokenRecordings.Engine, leaveOpen: true);
        foreach (string path in Directory.GetFiles(SharedFiles.Path("audio", "spoken"), "*.wav"))
        {
            using ISttStream stream = SpokenRecordings.Engine.OpenStream();
            stream.Write(AudioReader.ReadAll(path));
            await using FileStream file = File.OpenRead(path);
            Assert.Equal(stream.Finish().Text, (await client.GetStreamingTextAsync(file).ToSpeechToTextResponseAsync()).Text);
        }
    }

    [Fact]
    public async Task Streams_that_can_only_be_read_asynchronously_are_read_and_left_open()
    {
        using var client = new SttSpeechToTextClient(new ScriptedEngine(ScriptedWord.Spread(Text)));
        using var first = new AsyncOnlyStream(ScriptedRecording.Wav(8));
        using var second = new AsyncOnlyStream(ScriptedRecording.Wav(8));
        Assert.Equal(Text, (await client.GetTextAsync(first)).Text);
        Assert.Equal(Text, (await client.GetStreamingTextAsync(second).ToSpeechToTextResponseAsync()).Text);
        Assert.False(first.IsDisposed || second.IsDisposed);
    }

    [Fact]
    public async Task A_stream_that_stalls_can_be_cancelled()
    {
        using var client = new SttSpeechToTextClient(new ScriptedEngine(ScriptedWord.Spread(Text)));
        foreach (int at in new[] { 0, 100_000 })
        {
            using var whole = new CancellationTokenSource();
            using var stream = new AsyncOnlyStream(ScriptedRecording.Wav(8), at, whole.Cancel);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetTextAsync(stream, null, whole.Token));
            using var live = new CancellationTokenSource();
            using var second = new AsyncOnlyStream(ScriptedRecording.Wav(8), at, live.Cancel);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (SpeechToTextResponseUpdate _ in client.GetStreamingTextAsync(second).WithCancellation(live.Token))
                {
                }
            });
        }
    }

    [Fact]
    public async Task Work_is_done_on_the_thread_pool()
    {
        var threads = new System.Collections.Concurrent.ConcurrentBag<bool>();
        var engine = new ScriptedEngine(ScriptedWord.Spread(Text)) { OnCall = _ => threads.Add(Thread.CurrentThread.IsThreadPoolThread) };
        using var client = new SttSpeechToTextClient(engine);
        var caller = new Thread(() =>
        {
            using var stream = new MemoryStream(ScriptedRecording.Wav(8));
            client.GetTextAsync(stream).GetAwaiter().GetResult();
            using var live = new MemoryStream(ScriptedRecording.Wav(8));
            client.GetStreamingTextAsync(live).ToSpeechToTextResponseAsync().GetAwaiter().GetResult();
        });
        caller.Start();
        await Task.Run(caller.Join);
        Assert.True(threads.Count > 5);
        Assert.All(threads, Assert.True);
    }

    [Theory]
    [InlineData("en", null, null, null)]
    [InlineData("EN-us", "en", "SCRIPTED", null)]
    [InlineData("de", null, null, "SpeechLanguage is \"de\"; the model \"scripted\" has en")]
    [InlineData(null, "fr", null, "TextLanguage is \"fr\"")]
    [InlineData(null, null, "whisper-1", "ModelId is \"whisper-1\"")]
    public async Task Languages_and_models_that_the_engine_lacks_are_refused(string? speech, string? text, string? model, string? message)
    {
        using var client = new SttSpeechToTextClient(new ScriptedEngine(ScriptedWord.Spread(Text)));
        var options = new SpeechToTextOptions { SpeechLanguage = speech, TextLanguage = text, ModelId = model };
        using var stream = new MemoryStream(ScriptedRecording.Wav(8));
        if (message is null)
        {
            Assert.Equal(Text, (await client.GetTextAsync(stream, options)).Text);
            return;
        }

        NotSupportedException exception = await Assert.ThrowsAsync<NotSupportedException>(() => client.GetTextAsync(stream, options));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => client.GetStreamingTextAsync(stream, options));
    }

    [Theory]
    [InlineData("de", null, "de", false)]
    [InlineData("de-AT", "en", "de-AT", true)]
    [InlineData(null, "en-US", null, true)] // English of whatever is spoken
    [InlineData("en", "en", "en", false)]
    [InlineData(null, "de", "de", false)]
    [InlineData("de", "de", "de", false)]
    [InlineData(null, null, null, false)]
    public async Task Languages_reach_an_engine_that_knows_several(string? speech, string? text, string? language, bool translate)
    {
        var engine = new Hybrid.FakeEngine("many") { Languages = ["en", "de", "fr"], CanTranslate = true };
        using var client = new SttSpeechToTextClient(engine);
        var options = new SpeechToTextOptions { SpeechLanguage = speech, TextLanguage = text };
        using var stream = new MemoryStream(ScriptedRecording.Wav(1));
        await client.GetTextAsync(stream, options);
        stream.Position = 0;
        await client.GetStreamingTextAsync(stream, options).ToSpeechToTextResponseAsync();
        Assert.All(engine.Asked, asked => Assert.Equal((language, translate), (asked.Language, asked.Translate)));
        Assert.True(engine.Asked.Count >= 2);

        options = new SpeechToTextOptions { SpeechLanguage = "de", TextLanguage = "fr" };
        Assert.Contains("translates to English only", (await Assert.ThrowsAsync<NotSupportedException>(() => client.GetTextAsync(stream, options))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_factory_may_give_our_options_and_is_asked_before_the_work_begins()
    {
        using var client = new SttSpeechToTextClient(new ScriptedEngine(ScriptedWord.Spread(Text)));
        var options = new SpeechToTextOptions
        {
            RawRepresentationFactory = asked => ReferenceEquals(asked, client) ? new TranscribeOptions { SegmentGap = TimeSpan.FromSeconds(0.15) } : null,
        };
        using var stream = new MemoryStream(ScriptedRecording.Wav(8));
        Task<SpeechToTextResponse> response = client.GetTextAsync(stream, options);
        options.RawRepresentationFactory = null;
        Assert.Equal(10, ((Transcription)(await response).RawRepresentation!).Segments.Count);

        options.RawRepresentationFactory = _ => new StreamOptions { UpdateInterval = TimeSpan.FromSeconds(4) };
        stream.Position = 0;
        List<SpeechToTextResponseUpdate> updates = await Updates(client, stream, options);
        Assert.Equal(4, ((PartialTranscription)updates.First(update => update.Kind == Updating).RawRepresentation!).Position.TotalSeconds);

        options.RawRepresentationFactory = _ => new TranscribeOptions { BatchSize = 0 };
        Assert.Throws<ArgumentOutOfRangeException>(() => client.GetStreamingTextAsync(stream, options));
        options.RawRepresentationFactory = _ => "something else";
        stream.Position = 0;
        Assert.Equal(Text, (await client.GetTextAsync(stream, options)).Text);
    }

    [Fact]
    public async Task Services_are_found_and_unknown_ones_are_null()
    {
        var engine = new ScriptedEngine(ScriptedWord.Spread(Text));
        var client = new SttSpeechToTextClient(engine);
        Assert.Same(client, client.GetService(typeof(ISpeechToTextClient)));
        Assert.Same(engine, client.GetService<ISttEngine>());
        Assert.Equal("scripted", client.GetService<SttEngineInfo>()!.ModelId);
        Assert.Equal(("swictation", "scripted"), (client.GetService<SpeechToTextClientMetadata>()!.ProviderName, client.GetService<SpeechToTextClientMetadata>()!.DefaultModelId));
        Assert.Null(client.GetService(typeof(string)));
        Assert.Null(client.GetService(typeof(ISttEngine), "a key"));
        Assert.Throws<ArgumentNullException>(() => client.GetService(null!));
        client.Dispose();
        Assert.True(engine.IsDisposed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetTextAsync(Stream.Null));
        Assert.Throws<ObjectDisposedException>(() => client.GetStreamingTextAsync(Stream.Null));
    }

    [Fact]
    public async Task A_failed_step_is_told_and_costs_no_word()
    {
        int failures = 1;
        var engine = new ScriptedEngine(ScriptedWord.Spread(Text))
        {
            OnCall = call =>
            {
                if (call.End == 48000 && failures-- > 0)
                    throw new InvalidOperationException("broken for once");
            },
        };
        using var client = new SttSpeechToTextClient(engine);
        List<SpeechToTextResponseUpdate> updates = await Updates(client, new MemoryStream(ScriptedRecording.Wav(8)));
        SpeechToTextResponseUpdate error = Assert.Single(updates, update => update.Kind == SpeechToTextResponseUpdateKind.Error);
        Assert.Equal("broken for once", Assert.IsType<ErrorContent>(Assert.Single(error.Contents)).Message);
        Assert.IsType<InvalidOperationException>(error.RawRepresentation);
        Assert.Equal(Text, string.Concat(updates.Select(update => update.Text)));
    }

    [Fact]
    public async Task What_was_heard_comes_before_what_cannot_be_read()
    {
        using var client = new SttSpeechToTextClient(new ScriptedEngine(ScriptedWord.Spread(Text)));
        using var stream = new MemoryStream(ScriptedRecording.Wav(8, notANumberAt: 64000));
        var heard = new List<string>();
        await Assert.ThrowsAsync<AudioFormatException>(async () =>
        {
            await foreach (SpeechToTextResponseUpdate update in client.GetStreamingTextAsync(stream))
                heard.Add(update.Text);
        });
        Assert.Equal("one two three four five six seven", string.Concat(heard));
        stream.Position = 0;
        await Assert.ThrowsAsync<AudioFormatException>(() => client.GetTextAsync(stream));
    }

    [Fact]
    public async Task A_recording_cut_short_is_heard_as_far_as_it_goes_and_told()
    {
        using var client = new SttSpeechToTextClient(new ScriptedEngine(ScriptedWord.Spread(Text)));
        byte[] cut = ScriptedRecording.Wav(8)[..300_000];
        SpeechToTextResponse response = await client.GetTextAsync(new MemoryStream(cut));
        Assert.StartsWith("one two three", response.Text, StringComparison.Ordinal);
        Assert.Single(response.Contents.OfType<ErrorContent>());
        List<SpeechToTextResponseUpdate> updates = await Updates(client, new MemoryStream(cut));
        Assert.Equal(response.Text, string.Concat(updates.Select(update => update.Text)));
        Assert.Single(updates, update => update.Kind == SpeechToTextResponseUpdateKind.Error);
        Assert.Equal(SpeechToTextResponseUpdateKind.SessionClose, updates[^1].Kind);
        await Assert.ThrowsAsync<AudioFormatException>(() => client.GetTextAsync(new MemoryStream([1, 2, 3])));
    }

    [Fact]
    public async Task Silence_gives_an_empty_text_without_times()
    {
        using var client = new SttSpeechToTextClient(new ScriptedEngine());
        SpeechToTextResponse response = await client.GetTextAsync(new MemoryStream(ScriptedRecording.Wav(3)));
        Assert.Equal((string.Empty, null, null), (response.Text, response.StartTime, response.EndTime));
        List<SpeechToTextResponseUpdate> updates = await Updates(client, new MemoryStream(ScriptedRecording.Wav(3)));
        Assert.Equal(2, updates.Count);
    }

    [Fact]
    public async Task Requests_at_once_get_what_requests_in_turn_get()
    {
        using var client = new SttSpeechToTextClient(new ScriptedEngine(ScriptedWord.Spread(Text)));
        byte[] wav = ScriptedRecording.Wav(8);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            SpeechToTextResponse response = i % 2 == 0
                ? await client.GetTextAsync(new MemoryStream(wav))
                : await client.GetStreamingTextAsync(new MemoryStream(wav)).ToSpeechToTextResponseAsync();
            Assert.Equal(Text, response.Text);
        }));
    }

    private static async Task<List<SpeechToTextResponseUpdate>> Updates(SttSpeechToTextClient client, Stream stream, SpeechToTextOptions? options = null)
    {
        var updates = new List<SpeechToTextResponseUpdate>();
        await foreach (SpeechToTextResponseUpdate update in client.GetStreamingTextAsync(stream, options))
            updates.Add(update);
        return updates;
    }
}
