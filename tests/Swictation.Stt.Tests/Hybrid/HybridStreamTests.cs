using FsCheck.Xunit;

namespace Swictation.Stt.Tests.Hybrid;

public sealed class HybridStreamTests
{
    private const string Said = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty";
    private static readonly ScriptedWord[] Words = ScriptedWord.Spread(Said);
    private static readonly ScriptedWord[] Loud = ScriptedWord.Spread(Said.ToUpperInvariant());
    private static readonly float[] Audio = ScriptedEngine.Audio(11);
    private static readonly StreamOptions German = new() { Transcribe = new TranscribeOptions { Language = "de" } };

    [Fact]
    public void Live_and_final_text_are_the_primarys_and_the_fallback_is_not_loaded()
    {
        using var pair = new Pair(new ScriptedEngine(Words), new ScriptedEngine(Loud));
        using ISttStream stream = pair.Engine.OpenStream();
        Assert.Equal((0, 0), pair.Loads);
        using ISttStream alone = ((ISttEngine)new ScriptedEngine(Words)).OpenStream();
        foreach (float[] block in Audio.Chunk(1600))
        {
            stream.Write(block);
            alone.Write(block);
            Assert.Equal((alone.Current.Stable, alone.Current.Volatile, alone.Current.Position), (stream.Current.Stable, stream.Current.Volatile, stream.Current.Position));
        }

        Transcription result = stream.Finish();
        Pair.AssertChoice(result, "scripted", EngineRole.Primary, EngineChoiceReason.Primary);
        Assert.Equal((Said, (1, 0)), (result.Text, pair.Loads));
    }

    [Fact]
    public void An_utterance_without_audio_loads_nothing()
    {
        using var pair = new Pair(new ScriptedEngine(Words), new ScriptedEngine(Loud));
        using ISttStream stream = pair.Engine.OpenStream(German);
        stream.Write([]);
        Assert.Equal(string.Empty, stream.Finish().Text);
        stream.Reset();
        Assert.Equal((0, 0), pair.Loads);
    }

    [Fact]
    public void Where_the_last_word_is_the_fallbacks_nothing_is_stable_before_it()
    {
        using var pair = new Pair(new ScriptedEngine(Words), new ScriptedEngine(Loud), options => options with { FinalBy = EngineRole.Fallback });
        using ISttStream stream = pair.Engine.OpenStream();
        string heard = string.Empty;
        foreach (float[] block in Audio.Chunk(1600))
        {
            stream.Write(block);
            Assert.Equal(string.Empty, stream.Current.Stable);
            heard = stream.Current.Volatile;
        }

        Assert.Equal(Said, heard);
        Assert.Equal((1, 0), pair.Loads);
        Transcription result = stream.Finish();
        Pair.AssertChoice(result, "scripted", EngineRole.Fallback, EngineChoiceReason.FinalByFallback);
        Assert.Equal(Said.ToUpperInvariant(), result.Text);
        Assert.Equal(string.Empty, stream.Current.Text);
    }

    [Fact]
    public void The_primary_steps_in_for_the_last_word()
    {
        using var pair = new Pair(new ScriptedEngine(Words), null, options => options with { FinalBy = EngineRole.Fallback });
        using ISttStream stream = pair.Engine.OpenStream();
        stream.Write(Audio);
        Transcription result = stream.Finish();
        Pair.AssertChoice(result, "scripted", EngineRole.Primary, EngineChoiceReason.FallbackFailed);
        Assert.Equal(Said, result.Text);
    }

    /// <summary>No word is lost, doubled or taken back, wherever the primary fails: live, at the end, or both of them for a while.</summary>
    [Property(MaxTest = 60)]
    public void Whatever_fails_every_word_comes_once(int seed)
    {
        var random = new Random(seed);
        long primaryFails = random.Next(Audio.Length), fallbackFails = random.Next(2) == 0 ? random.Next(Audio.Length) : long.MaxValue;
        bool isTransient = random.Next(2) == 0, isOver = false;
        var primary = new ScriptedEngine(Words) { OnCall = call => Throw(call.End > primaryFails && (!isTransient || !isOver)) };
        int failures = 0;
        var fallback = new ScriptedEngine(Words) { OnCall = call => Throw(call.End > fallbackFails && failures++ < 3) };
        using var pair = new Pair(primary, fallback, options => options with
        {
            FinalBy = random.Next(4) == 0 ? EngineRole.Fallback : EngineRole.Primary,
            AudioInMemory = TimeSpan.FromSeconds(random.Next(1, 20)),
        });
        using ISttStream stream = pair.Engine.OpenStream(new StreamOptions { UpdateInterval = TimeSpan.FromSeconds(0.5 + random.NextDouble()) });
        string stable = string.Empty;
        for (int position = 0; position < Audio.Length;)
        {
            int length = Math.Min(Audio.Length - position, random.Next(1, 20_000));
            try
            {
                stream.Write(Audio.AsSpan(position, length));
            }
            catch (HybridEngineException)
            {
                // Told, and nothing is forgotten.
            }

            position += length;
            Assert.StartsWith(stable, stream.Current.Stable, StringComparison.Ordinal);
            stable = stream.Current.Stable;
        }

        isOver = true;
        Transcription? result = null;
        for (int attempt = 0; result is null && attempt < 5; attempt++)
        {
            try
            {
                result = stream.Finish();
            }
            catch (HybridEngineException)
            {
                Assert.Equal(stable, stream.Current.Stable);
            }
        }

        Assert.Equal(Said, result!.Text);
        Assert.Equal(Said, string.Join(' ', result.Words.Select(word => word.Text)));
        Assert.StartsWith(stable, result.Text, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(11), result.Duration);
    }

    [Fact]
    public void Where_the_primary_fails_the_fallback_goes_on_behind_the_stable_text()
    {
        var error = new InvalidOperationException("Five seconds are enough.");
        using var pair = new Pair(new ScriptedEngine(Words) { OnCall = call => Throw(call.End > 80_000, error) }, new ScriptedEngine(Loud));
        using ISttStream stream = pair.Engine.OpenStream();
        stream.Write(Audio.AsSpan(0, 80_000));
        string stable = stream.Current.Stable;
        Assert.NotEqual(string.Empty, stable);
        stream.Write(Audio.AsSpan(80_000));
        Assert.StartsWith(stable + " ", stream.Current.Stable, StringComparison.Ordinal);
        Transcription result = stream.Finish();
        Pair.AssertChoice(result, "scripted", EngineRole.Fallback, EngineChoiceReason.PrimaryFailed);
        Assert.Same(error, result.EngineChoice!.Error);
        Assert.Equal(stable + Said.ToUpperInvariant()[stable.Length..], result.Text);
        Assert.Equal(new ScriptedEngine(Words).Transcribe(Audio).Words.Select(word => (word.Start, word.End)), result.Words.Select(word => (word.Start, word.End)));

        stream.Write(Audio.AsSpan(0, 48_000));
        Pair.AssertChoice(stream.Finish(), "scripted", EngineRole.Primary, EngineChoiceReason.Primary); // the next utterance is the primary's again
    }

    [Theory]
    [InlineData(0.8f, EngineRole.Fallback, EngineChoiceReason.LowConfidence)]
    [InlineData(0.5f, EngineRole.Primary, EngineChoiceReason.FallbackLessConfident)]
    public void Of_low_confidence_the_fallback_hears_what_follows_the_stable_text(float confidence, EngineRole speaker, EngineChoiceReason reason)
    {
        using var pair = new Pair(new ScriptedEngine(Words), new ScriptedEngine(Loud) { Confidence = confidence }, options => options with { MinConfidence = 0.6f });
        using ISttStream stream = pair.Engine.OpenStream();
        stream.Write(Audio.AsSpan(0, 80_000));
        string stable = stream.Current.Stable;
        Assert.NotEqual(string.Empty, stable);
        Transcription result = stream.Finish();
        Pair.AssertChoice(result, "scripted", speaker, reason);
        Assert.StartsWith(stable + " ", result.Text, StringComparison.Ordinal);
        string rest = result.Text[stable.Length..];
        Assert.Equal(speaker == EngineRole.Fallback ? rest.ToUpperInvariant() : rest.ToLowerInvariant(), rest);
        Assert.Equal(result.Words.Average(word => word.Confidence), result.Confidence, 4);
    }

    [Fact]
    public void A_cancelled_end_can_be_repeated_or_spoken_over()
    {
        using var cancellation = new CancellationTokenSource();
        bool cancels = true;
        var primary = new ScriptedEngine(Words);
        var fallback = new ScriptedEngine(Loud)
        {
            Confidence = 0.8f,
            OnCall = _ =>
            {
                if (cancels)
                    cancellation.Cancel();
            },
        };
        using var pair = new Pair(primary, fallback, options => options with { MinConfidence = 0.6f });
        foreach (bool goesOn in new[] { false, true })
        {
            using ISttStream stream = pair.Engine.OpenStream();
            stream.Write(Audio.AsSpan(0, 80_000));
            PartialTranscription before = stream.Current;
            Assert.ThrowsAny<OperationCanceledException>(() => stream.Finish(goesOn ? new CancellationToken(true) : cancellation.Token));
            Assert.Same(before, stream.Current);
            cancels = false;
            if (goesOn)
                stream.Write(Audio.AsSpan(80_000));
            int calls = primary.Calls;
            Transcription result = stream.Finish();
            Assert.Equal(goesOn ? Said : Said[..Said.IndexOf(" ten", StringComparison.Ordinal)], result.Text.ToLowerInvariant());
            Assert.Equal(goesOn, primary.Calls > calls); // what it has said it need not say again
        }
    }

    [Fact]
    public void An_end_that_was_cancelled_while_the_fallback_listened_is_taken_back_by_more_audio()
    {
        using var cancellation = new CancellationTokenSource();
        using var pair = new Pair(
            new ScriptedEngine(Words), new ScriptedEngine(Loud) { Confidence = 0.1f, OnCall = _ => cancellation.Cancel() }, options => options with { MinConfidence = 0.6f });
        using ISttStream stream = pair.Engine.OpenStream();
        stream.Write(Audio.AsSpan(0, 80_000));
        PartialTranscription before = stream.Current;
        Assert.ThrowsAny<OperationCanceledException>(() => stream.Finish(cancellation.Token));
        Assert.Same(before, stream.Current);
        stream.Write(Audio.AsSpan(80_000, 100));
        Assert.Equal((before.Stable, before.Volatile, before.Position), (stream.Current.Stable, stream.Current.Volatile, stream.Current.Position));
        stream.Write(Audio.AsSpan(80_100));
        Assert.StartsWith(before.Stable + " ", stream.Current.Stable, StringComparison.Ordinal);
        Assert.Equal(Said, stream.Finish().Text);
    }

    [Fact]
    public void Where_neither_can_be_loaded_that_is_told_and_the_audio_waits()
    {
        bool isThere = false;
        using var pair = new Pair(
            () => throw Pair.Missing("No primary."), () => isThere ? new ScriptedEngine(Words) : throw Pair.Missing("No fallback."));
        using ISttStream stream = pair.Engine.OpenStream();
        Assert.Throws<HybridEngineException>(() => stream.Write(Audio.AsSpan(0, 80_000)));
        Assert.Throws<HybridEngineException>(() => stream.Finish());
        Assert.Throws<HybridEngineException>(() => stream.Write([]));
        isThere = true;
        stream.Write(Audio.AsSpan(80_000));
        Assert.StartsWith("one two", stream.Current.Stable, StringComparison.Ordinal);
        Transcription result = stream.Finish();
        Assert.Equal(Said, result.Text);
        Pair.AssertChoice(result, "scripted", EngineRole.Fallback, EngineChoiceReason.PrimaryFailed);
    }

    [Theory]
    [InlineData(EngineRole.Primary, EngineChoiceReason.LanguageNotSupported)]
    [InlineData(EngineRole.Fallback, EngineChoiceReason.FinalByFallback)]
    public void A_language_that_the_primary_does_not_know_is_heard_by_the_fallback(EngineRole finalBy, EngineChoiceReason reason)
    {
        var primary = new ScriptedEngine(Words);
        using var pair = new Pair(primary, new ScriptedEngine(Loud), options => options with { FinalBy = finalBy });
        using ISttStream stream = pair.Engine.OpenStream(German);
        for (int utterance = 0; utterance < 2; utterance++)
        {
            stream.Write(Audio);
            Assert.Equal(Said.ToUpperInvariant(), stream.Current.Text);
            Transcription result = stream.Finish();
            Pair.AssertChoice(result, "scripted", EngineRole.Fallback, reason);
            Assert.Equal(Said.ToUpperInvariant(), result.Text);
        }

        Assert.Equal(0, primary.Calls);
    }

    [Fact]
    public void After_the_engine_was_disposed_a_stream_says_so()
    {
        using var pair = new Pair(new ScriptedEngine(Words), new ScriptedEngine(Loud));
        using ISttStream stream = pair.Engine.OpenStream();
        stream.Write(Audio);
        pair.Dispose();
        Assert.Throws<ObjectDisposedException>(() => stream.Write(Audio));
        Assert.Throws<ObjectDisposedException>(() => stream.Finish());
        Assert.Throws<ObjectDisposedException>(() => pair.Engine.OpenStream());
        stream.Reset();
    }

    [Fact]
    public void Writing_allocates_nothing_of_its_own()
    {
        using var pair = new Pair(new Pipeline.SilentStreamEngine(), new ScriptedEngine(Loud), options => options with { AudioInMemory = TimeSpan.FromSeconds(10) });
        using ISttStream stream = pair.Engine.OpenStream();
        stream.Write(new float[160_000]);
        AllocationAssert.Zero(() => stream.Write(Audio.AsSpan(0, 512)));
    }

    private static void Throw(bool fails, Exception? error = null)
    {
        if (fails)
            throw error ?? new InvalidOperationException("Scripted.");
    }
}
