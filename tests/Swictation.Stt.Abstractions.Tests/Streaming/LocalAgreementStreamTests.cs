namespace Swictation.Stt.Abstractions.Tests;

public sealed class LocalAgreementStreamTests
{
    private const int Second = ScriptedEngine.SampleRate;

    [Fact]
    public void Words_become_stable_when_two_hypotheses_agree()
    {
        // "one" ends at 0.8 s, "two" at 1.3 s, "three" at 1.8 s.
        using var stream = new LocalAgreementStream(new ScriptedEngine(ScriptedWord.Spread("one two three")));
        float[] audio = ScriptedEngine.Audio(3);
        stream.Write(audio.AsSpan(0, Second - 1));
        Assert.Same(PartialTranscription.Empty, stream.Current);
        stream.Write(audio.AsSpan(Second - 1, 1));
        Assert.Equal((string.Empty, "one", TimeSpan.FromSeconds(1)), (stream.Current.Stable, stream.Current.Volatile, stream.Current.Position));
        stream.Write(audio.AsSpan(Second, Second));
        Assert.Equal(("one", "two three"), (stream.Current.Stable, stream.Current.Volatile));
        stream.Write(audio.AsSpan(2 * Second, Second));
        Assert.Equal(("one two three", string.Empty), (stream.Current.Stable, stream.Current.Volatile));
        Assert.Equal(TimeSpan.FromSeconds(1.5), stream.Current.StableWords[2].Start);
    }

    [Fact]
    public void Agreement_ignores_case_and_punctuation_and_the_newer_spelling_stays()
    {
        var engine = new ScriptedEngine(ScriptedWord.Spread("hello world"))
        {
            Uncertain = TimeSpan.FromSeconds(10),
            Mishear = (word, end) => end == Second ? word : end == 2 * Second ? word.ToUpperInvariant() + "," : word + ".",
        };
        using var stream = new LocalAgreementStream(engine);
        stream.Write(ScriptedEngine.Audio(2));
        Assert.Equal(("HELLO,", "WORLD,"), (stream.Current.Stable, stream.Current.Volatile));
        stream.Write(ScriptedEngine.Audio(4).AsSpan(2 * Second));
        Assert.Equal("HELLO, world.", stream.Current.Stable);
        // The whole gives "hello. world.", which would take the stable spelling back.
        Assert.Equal("HELLO, world.", stream.Finish().Text);
    }

    [Fact]
    public void The_right_context_keeps_words_volatile()
    {
        using var stream = new LocalAgreementStream(
            new ScriptedEngine(ScriptedWord.Spread("one two three")), new StreamOptions { RightContext = TimeSpan.FromSeconds(1.5) });
        stream.Write(ScriptedEngine.Audio(2));
        Assert.Equal((string.Empty, "one two three"), (stream.Current.Stable, stream.Current.Volatile));
        stream.Write(ScriptedEngine.Audio(3).AsSpan(2 * Second));
        Assert.Equal(("one two", "three"), (stream.Current.Stable, stream.Current.Volatile));
    }

    [Fact]
    public void The_interval_is_that_of_the_options_in_whole_frames()
    {
        var ends = new List<long>();
        var engine = new ScriptedEngine { OnCall = call => ends.Add(call.End) };
        using var stream = new LocalAgreementStream(engine, new StreamOptions { UpdateInterval = TimeSpan.FromSeconds(0.3037) });
        stream.Write(ScriptedEngine.Audio(1));
        Assert.Equal([4800, 9600, 14400], ends); // the engine's frames have 10 ms
    }

    [Fact]
    public void The_audio_held_is_bounded_and_cut_where_a_segment_ends()
    {
        var calls = new List<ScriptedCall>();
        string text = string.Join(' ', Enumerable.Range(0, 120).Select(i => i % 10 == 9 ? $"w{i}." : $"w{i}"));
        var engine = new ScriptedEngine(ScriptedWord.Spread(text)) { OnCall = calls.Add };
        using var stream = new LocalAgreementStream(engine);
        foreach (float[] block in ScriptedEngine.Audio(61).Chunk(1600))
        {
            stream.Write(block);
            Assert.InRange(stream.HeldSamples, 0, 16 * Second);
        }

        // Sentences end each 5 s, at 5.3 s and so on; the pause behind them has 0.2 s.
        Assert.All(calls, call => Assert.Equal(call.Start == 0 ? 0 : 0.4, call.Start / (double)Second % 5, 3));
        Assert.True(calls[^1].Start > 45 * Second);
        Transcription result = stream.Finish();
        Assert.Equal(text, result.Text);
        Assert.Equal(12, result.Segments.Count);
        Assert.Equal(TimeSpan.FromSeconds(61), result.Duration);
        Assert.Equal(TimeSpan.FromSeconds(50.5), result.Segments[10].Start);
    }

    [Fact]
    public void Left_context_bounds_the_audio_held()
    {
        using var stream = new LocalAgreementStream(
            new ScriptedEngine(ScriptedWord.Spread(string.Join(' ', Enumerable.Range(0, 60)))), new StreamOptions { LeftContext = TimeSpan.FromSeconds(3) });
        foreach (float[] block in ScriptedEngine.Audio(30).Chunk(1600))
        {
            stream.Write(block);
            Assert.InRange(stream.HeldSamples, 0, 4 * Second);
        }

        Assert.Equal(string.Join(' ', Enumerable.Range(0, 59)), stream.Finish().Text);
    }

    [Fact]
    public void Hypotheses_that_never_agree_are_settled_at_the_bound()
    {
        string text = string.Join(' ', Enumerable.Range(0, 160).Select(i => $"w{i}"));
        var engine = new ScriptedEngine(ScriptedWord.Spread(text)) { Uncertain = TimeSpan.FromHours(1), Mishear = (word, end) => $"{word}~{end}" };
        using var stream = new LocalAgreementStream(engine);
        foreach (float[] block in ScriptedEngine.Audio(81).Chunk(1600))
        {
            stream.Write(block);
            Assert.InRange(stream.HeldSamples, 0, 31 * Second);
        }

        Assert.Equal(text, string.Join(' ', stream.Finish().Text.Split(' ').Select(word => word.Split('~')[0])));
    }

    [Fact]
    public void An_engine_without_times_is_bounded_too_and_keeps_every_word()
    {
        string text = string.Join(' ', Enumerable.Range(0, 160).Select(i => $"w{i}"));
        using var stream = new LocalAgreementStream(new ScriptedEngine(ScriptedWord.Spread(text)) { HasTimes = false });
        foreach (float[] block in ScriptedEngine.Audio(81).Chunk(1600))
        {
            stream.Write(block);
            Assert.InRange(stream.HeldSamples, 0, 31 * Second);
        }

        Assert.Equal(text, stream.Finish().Text);
    }

    [Fact]
    public void One_endless_word_or_silence_is_bounded_too()
    {
        foreach (ScriptedWord[] words in new ScriptedWord[][] { [], [ScriptedWord.At("endless", 0.5, 80)], [ScriptedWord.At("hello.", 0.5, 0.5)] })
        {
            using var stream = new LocalAgreementStream(new ScriptedEngine(words));
            foreach (float[] block in ScriptedEngine.Audio(81).Chunk(1600))
            {
                stream.Write(block);
                Assert.InRange(stream.HeldSamples, 0, 31 * Second);
            }

            Assert.Equal(words.Length == 0 ? string.Empty : words[0].Text, stream.Finish().Text);
        }
    }

    [Fact]
    public void A_failure_takes_no_sample_and_no_word()
    {
        int failures = 1;
        var engine = new ScriptedEngine(ScriptedWord.Spread("one two three four five"))
        {
            OnCall = call =>
            {
                if (call.End == 2 * Second && failures-- > 0)
                    throw new InvalidOperationException("broken");
            },
        };
        using var stream = new LocalAgreementStream(engine);
        float[] audio = ScriptedEngine.Audio(4);
        stream.Write(audio.AsSpan(0, Second));
        PartialTranscription before = stream.Current;
        // The failure comes in the middle of the block; what follows it is taken.
        Assert.Throws<InvalidOperationException>(() => stream.Write(audio.AsSpan(Second, 2 * Second)));
        Assert.Same(before, stream.Current);
        stream.Write([]);
        using var undisturbed = new LocalAgreementStream(engine);
        undisturbed.Write(audio.AsSpan(0, 3 * Second));
        Assert.Equal((undisturbed.Current.Stable, undisturbed.Current.Volatile), (stream.Current.Stable, stream.Current.Volatile));
        stream.Write(audio.AsSpan(3 * Second));
        Assert.Equal("one two three four five", stream.Finish().Text);
    }

    [Fact]
    public void A_place_where_the_engine_always_fails_is_passed_over()
    {
        var engine = new ScriptedEngine(ScriptedWord.Spread("one two three four five six seven"))
        {
            OnCall = call =>
            {
                if (call.End == 2 * Second)
                    throw new InvalidOperationException("broken");
            },
        };
        using var stream = new LocalAgreementStream(engine);
        float[] audio = ScriptedEngine.Audio(5);
        stream.Write(audio.AsSpan(0, Second));
        Assert.Throws<InvalidOperationException>(() => stream.Write(audio.AsSpan(Second, Second)));
        Assert.Throws<InvalidOperationException>(() => stream.Write([]));
        stream.Write(audio.AsSpan(2 * Second));
        Assert.StartsWith("one two three", stream.Current.Stable, StringComparison.Ordinal);
        Assert.Equal("one two three four five six seven", stream.Finish().Text);
    }

    [Fact]
    public void A_failed_finish_can_be_repeated()
    {
        bool fails = false;
        var engine = new ScriptedEngine(ScriptedWord.Spread("one two three"))
        {
            OnCall = _ =>
            {
                if (fails)
                    throw new InvalidOperationException("broken");
            },
        };
        using var stream = new LocalAgreementStream(engine);
        stream.Write(ScriptedEngine.Audio(2.5));
        PartialTranscription before = stream.Current;
        fails = true;
        Assert.Throws<InvalidOperationException>(() => stream.Finish());
        Assert.Same(before, stream.Current);
        fails = false;
        Assert.Equal("one two three", stream.Finish().Text);
    }

    [Fact]
    public void Cancellation_during_a_call_keeps_everything()
    {
        using var source = new CancellationTokenSource();
        var engine = new ScriptedEngine(ScriptedWord.Spread("one two three"))
        {
            OnCall = call =>
            {
                if (call.Number == 2)
                    source.Cancel();
            },
        };
        using var stream = new LocalAgreementStream(engine);
        Assert.Throws<OperationCanceledException>(() => stream.Write(ScriptedEngine.Audio(3), source.Token));
        Assert.Equal("one", stream.Current.Text);
        stream.Write([]);
        Assert.Equal("one two three", stream.Current.Stable);
        Assert.Equal(TimeSpan.FromSeconds(3), stream.Finish().Duration);
    }

    [Fact]
    public void A_disposed_engine_is_told_when_a_stream_is_opened_and_used()
    {
        var engine = new ScriptedEngine(ScriptedWord.Spread("one"));
        using var stream = new LocalAgreementStream(engine);
        engine.Dispose();
        Assert.Throws<ObjectDisposedException>(() => stream.Write(ScriptedEngine.Audio(2)));
        Assert.Throws<ObjectDisposedException>(() => stream.Finish());
        Assert.Throws<ObjectDisposedException>(() => new LocalAgreementStream(engine));
        Assert.Throws<ArgumentNullException>(() => new LocalAgreementStream(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocalAgreementStream(engine, new StreamOptions { UpdateInterval = TimeSpan.FromSeconds(11) }));
    }

    [Fact]
    public void The_engine_gets_the_options()
    {
        var pauses = new StreamOptions { Transcribe = new TranscribeOptions { SegmentGap = TimeSpan.FromSeconds(0.15) } };
        using var stream = new LocalAgreementStream(new ScriptedEngine(ScriptedWord.Spread("one two three")), pauses);
        stream.Write(ScriptedEngine.Audio(2.5));
        Assert.Equal(3, stream.Finish().Segments.Count);
    }
}
