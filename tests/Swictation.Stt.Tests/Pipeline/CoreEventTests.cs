namespace Swictation.Stt.Tests.Pipeline;

public sealed class CoreEventTests
{
    [Fact]
    public void Utterances_are_told_in_order_at_their_times_in_the_source()
    {
        ScriptedWord[] words = [.. ScriptedWord.Spread("one two three four", 1.0), .. ScriptedWord.Spread("five six", 7.0)];
        using var engine = new ScriptedEngine(words);
        using CoreRun run = CoreRun.Of(engine, ScriptedDetector.Of(words, join: 0.3), ScriptedEngine.Audio(10));

        EventText.AssertOrdered(run.Events);
        Assert.Equal(["one two three four", "five six"], run.Finals.Select(final => final.Text));
        Assert.Equal(words.Select(word => (word.Text, At(word.Start), At(word.End))), run.Finals.SelectMany(final => final.Transcription.Words).Select(word => (word.Text, word.Start, word.End)));
        Assert.All(run.Finals, final => Assert.Equal(UtteranceEnd.Silence, final.Reason));
        SpeechStartedEvent[] started = [.. run.Events.OfType<SpeechStartedEvent>()];
        // The first window of 32 ms whose middle lies in the first word, and the default pre-roll before it.
        Assert.Equal([992, 7008], started.Select(e => e.Position.TotalMilliseconds));
        Assert.Equal([692, 6708], run.Finals.Select(final => final.Start.TotalMilliseconds));
        Assert.Contains(run.Events, e => e is PartialEvent { Stable: "one two", Utterance: 0 } partial && partial.Transcription.StableWords[1].Start == At(words[1].Start));
    }

    [Fact]
    public void A_partial_text_is_told_only_when_it_has_changed()
    {
        ScriptedWord[] words = ScriptedWord.Spread("one two", 1.0);
        using var engine = new ScriptedEngine(words);
        var detector = new ScriptedDetector((1, 8)); // hums on after the words
        using CoreRun run = CoreRun.Of(engine, detector, ScriptedEngine.Audio(10));
        PartialEvent[] partials = [.. run.Events.OfType<PartialEvent>()];
        string[] texts = [.. partials.Select(e => $"{e.Stable}|{e.Volatile}")];
        Assert.Equal("one two|", texts[^1]);
        Assert.All(texts.Zip(texts.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.True(engine.Calls > 3 * texts.Length, $"The engine listened {engine.Calls} times.");
    }

    [Fact]
    public void Without_partials_each_utterance_is_recognised_once()
    {
        ScriptedWord[] words = [.. ScriptedWord.Spread("one two three", 1.0), .. ScriptedWord.Spread("four", 5.0)];
        using var engine = new ScriptedEngine(words);
        using CoreRun run = CoreRun.Of(engine, ScriptedDetector.Of(words, 0.3), ScriptedEngine.Audio(8), CoreRun.NoLevels with { Partials = false });
        EventText.AssertOrdered(run.Events);
        Assert.Equal(["one two three", "four"], run.Finals.Select(final => final.Text));
        Assert.Equal(2, engine.Calls);
        Assert.DoesNotContain(run.Events, e => e is PartialEvent);
    }

    [Fact]
    public void The_end_of_the_audio_ends_an_utterance_in_mid_word()
    {
        ScriptedWord[] words = ScriptedWord.Spread("one two three", 1.0);
        using var engine = new ScriptedEngine(words);
        float[] audio = ScriptedEngine.Audio(10)[..(int)(words[1].Start + 3000)];
        using CoreRun run = CoreRun.Of(engine, ScriptedDetector.Of(words, 0.3), audio);
        FinalEvent final = Assert.Single(run.Finals);
        Assert.Equal(("one two", UtteranceEnd.EndOfAudio), (final.Text, final.Reason));
        Assert.Equal(At(audio.Length), final.Position);
    }

    [Fact]
    public void Lost_audio_ends_the_utterance_and_later_times_stay_true()
    {
        ScriptedWord[] words = ScriptedWord.Spread("one two three four five six", 1.0);
        using var engine = new ScriptedEngine(words);
        using var run = new CoreRun(engine, ScriptedDetector.Of(words, 0.3));
        float[] audio = ScriptedEngine.Audio(10);
        (int from, int to) = ((int)words[2].Start - 100, (int)words[4].Start - 100);
        run.Push(audio.AsSpan(0, from));
        run.Core.Skip(to - from);
        run.Core.Skip(0);
        run.Push(audio.AsSpan(to));
        run.Core.Complete();

        EventText.AssertOrdered(run.Events);
        Assert.Equal([("one two", UtteranceEnd.AudioLost), ("five six", UtteranceEnd.Silence)], run.Finals.Select(final => (final.Text, final.Reason)));
        Assert.Equal(words[4..].Select(word => At(word.Start)), run.Finals.Last().Transcription.Words.Select(word => word.Start));
        ErrorEvent error = Assert.Single(run.Errors);
        Assert.Equal((SttErrorKind.Overrun, At(from), At(to), (int?)0), (error.Kind, error.Start, error.End, error.Utterance));
        Assert.IsType<AudioLostException>(error.Exception);
    }

    [Fact]
    public void Levels_are_told_by_the_sample()
    {
        using var engine = new ScriptedEngine();
        using var run = new CoreRun(engine, new ScriptedDetector(), new SttPipelineOptions { LevelInterval = TimeSpan.FromSeconds(0.25) });
        run.Core.Push(new float[4000]);
        float[] sine = [.. Enumerable.Range(0, 4000).Select(i => 0.5f * MathF.Sin(2 * MathF.PI * i / 40))];
        run.Push(sine, 77);
        run.Core.Push([.. Enumerable.Repeat(2f, 3999)]);
        LevelEvent[] levels = [.. run.Events.OfType<LevelEvent>()];
        Assert.Equal([0.25, 0.5], levels.Select(e => e.Position.TotalSeconds));
        Assert.Equal((-100f, -100f, false), (levels[0].Rms, levels[0].Peak, levels[0].IsSpeech));
        Assert.Equal(-9.03f, levels[1].Rms, 2); // half of full scale, and a sine has 3.01 dB less than its peak
        Assert.Equal(-6.02f, levels[1].Peak, 2);
        run.Core.Push([2f]);
        Assert.Equal(6.02f, run.Events.OfType<LevelEvent>().Last().Peak, 2);
    }

    [Fact]
    public void A_level_says_whether_somebody_speaks()
    {
        ScriptedWord[] words = ScriptedWord.Spread("one two three four", 1.0);
        using var engine = new ScriptedEngine(words);
        using CoreRun run = CoreRun.Of(engine, ScriptedDetector.Of(words, 0.3), ScriptedEngine.Audio(5), new SttPipelineOptions());
        bool speaking = false;
        var levels = new List<LevelEvent>();
        foreach (SttEvent item in run.Events)
        {
            speaking = item is SpeechStartedEvent || (speaking && item is not SpeechEndedEvent);
            if (item is not LevelEvent level)
                continue;
            Assert.Equal(speaking, level.IsSpeech);
            levels.Add(level);
        }

        Assert.Equal(Enumerable.Range(1, 50).Select(i => TimeSpan.FromSeconds(i * 0.1)), levels.Select(level => level.Position));
        Assert.InRange(levels.Count(level => level.IsSpeech), 20, 30);
    }

    [Fact]
    public void Silence_allocates_nothing_and_speech_only_what_is_told()
    {
        using var engine = new ScriptedEngine();
        using var silent = new CoreRun(engine, new QuietDetector(0), CoreRun.NoLevels);
        var block = new float[1600];
        AllocationAssert.Zero(() => silent.Core.Push(block));
        Assert.Empty(silent.Events);

        var stream = new SilentStreamEngine();
        using var spoken = new CoreRun(stream, new QuietDetector(1), CoreRun.NoLevels with { Segmenter = new() { MaxUtterance = TimeSpan.FromMinutes(10) } });
        spoken.Push(new float[16000 * 400], 1600); // grows the buffers
        AllocationAssert.Zero(() => spoken.Core.Push(block), iterations: 20);
        Assert.IsType<SpeechStartedEvent>(Assert.Single(spoken.Events));
    }

    [Theory]
    [InlineData(0.8f, 1)]
    [InlineData(0.95f, 0)]
    public void The_detectors_own_threshold_decides_unless_one_is_given(float threshold, int utterances)
    {
        ScriptedWord[] words = ScriptedWord.Spread("one two", 1.0);
        using var engine = new ScriptedEngine(words);
        var detector = new ScriptedDetector((1, 2)) { RecommendedThreshold = threshold }; // speech has 0.9
        using CoreRun run = CoreRun.Of(engine, detector, ScriptedEngine.Audio(4));
        Assert.Equal(utterances, run.Finals.Count());
        using CoreRun given = CoreRun.Of(engine, detector, ScriptedEngine.Audio(4), CoreRun.NoLevels with { Segmenter = new() { Threshold = 0.5f } });
        Assert.Single(given.Finals);
    }

    [Fact]
    public void A_core_says_what_it_cannot_do()
    {
        using var engine = new ScriptedEngine();
        Assert.Throws<ArgumentOutOfRangeException>(() => new CoreRun(engine, new ScriptedDetector(), new SttPipelineOptions { Segmenter = new() { ExitThreshold = 0.6f } }));
        ArgumentException rate = Assert.Throws<ArgumentException>(() => new CoreRun(engine, new ScriptedDetector { SampleRate = 8000 }));
        Assert.Contains("8000", rate.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CoreRun(engine, new ScriptedDetector(), new SttPipelineOptions { EventCapacity = 1 }));
        using var run = new CoreRun(engine, new ScriptedDetector());
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Core.Skip(-1));
        run.Core.Complete();
        Assert.Throws<InvalidOperationException>(() => run.Core.Push(new float[10]));
        run.Core.Abort();
        run.Core.Dispose();
        Assert.Throws<ObjectDisposedException>(() => run.Core.Push(new float[10]));
        engine.Dispose();
        Assert.Throws<ObjectDisposedException>(() => new CoreRun(engine, new ScriptedDetector()));
    }

    private static TimeSpan At(long position) => TimeSpan.FromTicks(position * TimeSpan.TicksPerSecond / ScriptedEngine.SampleRate);
}
