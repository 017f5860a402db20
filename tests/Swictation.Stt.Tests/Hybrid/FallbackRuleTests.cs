using FsCheck.Xunit;

namespace Swictation.Stt.Tests.Hybrid;

/// <summary>Who speaks, and why, for one recording.</summary>
public sealed class FallbackRuleTests
{
    private static readonly TranscribeOptions German = new() { Language = "de" };
    private static readonly TranscribeOptions Translation = new() { Translate = true };

    [Fact]
    public void The_primary_speaks_and_the_fallback_is_not_even_loaded()
    {
        using var pair = new Pair(new FakeEngine("one"), new FakeEngine("two"));
        Transcription result = pair.Transcribe();
        Pair.AssertChoice(result, "one", EngineRole.Primary, EngineChoiceReason.Primary);
        Assert.Equal(("one 100", (1, 0)), (result.Text, pair.Loads));
        Assert.Null(result.EngineChoice!.Error);
    }

    [Fact]
    public void Where_the_primary_fails_the_fallback_speaks()
    {
        var error = new InvalidOperationException("The graph broke.");
        using var pair = new Pair(new FakeEngine("one") { Fails = length => length == 7 ? error : null }, new FakeEngine("two"));
        Transcription result = pair.Transcribe(7);
        Pair.AssertChoice(result, "two", EngineRole.Fallback, EngineChoiceReason.PrimaryFailed);
        Assert.Same(error, result.EngineChoice!.Error);
        Assert.Contains(error.Message, result.EngineChoice.Explanation, StringComparison.Ordinal);
        Assert.Equal("two 7", result.Text);
        Pair.AssertChoice(pair.Transcribe(8), "one", EngineRole.Primary, EngineChoiceReason.Primary);
    }

    [Fact]
    public void Where_the_primary_cannot_be_loaded_the_fallback_speaks_and_loading_is_tried_again()
    {
        using var pair = new Pair(null, new FakeEngine("two"));
        for (int i = 1; i <= 3; i++)
        {
            Transcription result = pair.Transcribe();
            Pair.AssertChoice(result, "two", EngineRole.Fallback, EngineChoiceReason.PrimaryFailed);
            Assert.IsType<ModelNotFoundException>(result.EngineChoice!.Error);
            Assert.Equal((i, 1), pair.Loads);
        }
    }

    [Fact]
    public void A_cancellation_that_is_not_the_callers_is_a_failure()
    {
        using var pair = new Pair(new FakeEngine("one") { Fails = _ => new OperationCanceledException("An inner time limit.") }, new FakeEngine("two"));
        Pair.AssertChoice(pair.Transcribe(), "two", EngineRole.Fallback, EngineChoiceReason.PrimaryFailed);
    }

    [Fact]
    public void The_callers_cancellation_is_passed_on()
    {
        using var source = new CancellationTokenSource();
        using var pair = new Pair(new FakeEngine("one") { OnCall = source.Cancel }, new FakeEngine("two"));
        Assert.ThrowsAny<OperationCanceledException>(() => pair.Engine.Transcribe(Pair.Audio(5), null, source.Token));
        Assert.Equal((1, 0), pair.Loads);
    }

    [Fact]
    public void Cancelled_calls_load_nothing()
    {
        using var pair = new Pair(new FakeEngine("one"), new FakeEngine("two"));
        Assert.ThrowsAny<OperationCanceledException>(() => pair.Engine.Transcribe(Pair.Audio(5), null, new CancellationToken(true)));
        Assert.Equal((0, 0), pair.Loads);
    }

    [Fact]
    public void Wrong_audio_and_wrong_options_load_nothing()
    {
        using var pair = new Pair(new FakeEngine("one"), new FakeEngine("two"));
        Assert.ThrowsAny<ArgumentException>(() => pair.Engine.Transcribe([0, float.NaN]));
        Assert.Contains("Recording 1", Assert.ThrowsAny<ArgumentException>(() => pair.Engine.Transcribe([new float[2], new float[] { float.NegativeInfinity }])).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => pair.Transcribe(5, new TranscribeOptions { BatchSize = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => pair.Transcribe(5, new TranscribeOptions { Language = " " }));
        Assert.ThrowsAny<ArgumentException>(() => pair.Engine.OpenStream(new StreamOptions { UpdateInterval = TimeSpan.Zero }));
        Assert.Equal((0, 0), pair.Loads);
    }

    [Fact]
    public void Arguments_that_both_refuse_are_wrong_arguments()
    {
        var error = new ArgumentException("The prompt is too long.");
        using var pair = new Pair(new FakeEngine("one") { Fails = _ => error }, new FakeEngine("two") { Fails = _ => new ArgumentException("No prompts here.") });
        Assert.Same(error, Assert.ThrowsAny<ArgumentException>(() => pair.Transcribe()));
    }

    [Fact]
    public void Arguments_that_only_the_primary_refuses_are_the_fallbacks_matter()
    {
        using var pair = new Pair(new FakeEngine("one") { Fails = _ => new ArgumentException("Unknown.") }, new FakeEngine("two"));
        Pair.AssertChoice(pair.Transcribe(), "two", EngineRole.Fallback, EngineChoiceReason.PrimaryFailed);
    }

    [Theory]
    [InlineData(EngineRole.Primary)]
    [InlineData(EngineRole.Fallback)]
    public void Where_both_fail_both_are_told(EngineRole finalBy)
    {
        var first = new InvalidOperationException("The first broke.");
        var second = new TimeoutException("The second broke.");
        using var pair = new Pair(new FakeEngine("one") { Fails = _ => first }, new FakeEngine("two") { Fails = _ => second }, options => options with { FinalBy = finalBy });
        HybridEngineException exception = Assert.Throws<HybridEngineException>(() => pair.Transcribe());
        Assert.Equal((first, second), (exception.PrimaryError, exception.FallbackError));
        Assert.Contains(first.Message, exception.Message, StringComparison.Ordinal);
        Assert.Contains(second.Message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("EN-gb", true)]
    [InlineData("fr-CA", true)]
    [InlineData("de", false)]
    [InlineData("e", false)]
    [InlineData("english", false)]
    public void A_language_that_the_primary_does_not_know_is_the_fallbacks_matter(string language, bool isKnown)
    {
        using var pair = new Pair(new FakeEngine("one") { Languages = ["en", "fr"] }, new FakeEngine("two") { Languages = ["de"] });
        Transcription result = pair.Transcribe(9, new TranscribeOptions { Language = language });
        if (isKnown)
        {
            Pair.AssertChoice(result, "one", EngineRole.Primary, EngineChoiceReason.Primary);
            return;
        }

        Pair.AssertChoice(result, "two", EngineRole.Fallback, EngineChoiceReason.LanguageNotSupported);
        Assert.Contains($"\"{language}\"", result.EngineChoice!.Explanation, StringComparison.Ordinal);
        Assert.Contains("en, fr", result.EngineChoice.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_primary_that_does_not_say_what_it_knows_is_asked()
    {
        using var pair = new Pair(new FakeEngine("one") { Languages = [] }, new FakeEngine("two"));
        Pair.AssertChoice(pair.Transcribe(5, German), "one", EngineRole.Primary, EngineChoiceReason.Primary);
    }

    [Fact]
    public void Where_the_fallback_fails_on_a_language_the_primary_is_not_made_to_guess()
    {
        var error = new InvalidOperationException("It broke.");
        var primary = new FakeEngine("one");
        foreach (EngineRole finalBy in Enum.GetValues<EngineRole>())
        {
            using var pair = new Pair(primary, new FakeEngine("two") { Fails = _ => error }, options => options with { FinalBy = finalBy });
            Assert.Same(error, Assert.Throws<InvalidOperationException>(() => pair.Transcribe(5, German)));
        }

        Assert.Empty(primary.Heard);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_translation_is_the_fallbacks_matter_where_the_primary_does_not_translate(bool canTranslate)
    {
        using var pair = new Pair(new FakeEngine("one") { CanTranslate = canTranslate }, new FakeEngine("two") { CanTranslate = true });
        for (int i = 0; i < 2; i++)
        {
            if (canTranslate)
                Pair.AssertChoice(pair.Transcribe(5, Translation), "one", EngineRole.Primary, EngineChoiceReason.Primary);
            else
                Pair.AssertChoice(pair.Transcribe(5, Translation), "two", EngineRole.Fallback, EngineChoiceReason.TranslationNotSupported);
        }
    }

    [Fact]
    public void Phrases_are_boosted_by_the_engine_that_can()
    {
        var boosting = new TranscribeOptions { BoostPhrases = [new BoostPhrase("x")] };
        using var pair = new Pair(new FakeEngine("one") { Capabilities = SttCapabilities.Confidence | SttCapabilities.PhraseBoosting }, new FakeEngine("two"));
        Pair.AssertChoice(pair.Transcribe(5, boosting), "one", EngineRole.Primary, EngineChoiceReason.Primary);
        Pair.AssertChoice(pair.Transcribe(5, boosting with { Language = "de" }), "two", EngineRole.Fallback, EngineChoiceReason.LanguageNotSupported);
        Assert.All(
            pair.Engine.Transcribe([Pair.Audio(5), Pair.Audio(6)], boosting with { Language = "de" }),
            result => Pair.AssertChoice(result, "two", EngineRole.Fallback, EngineChoiceReason.LanguageNotSupported));
        using ISttStream stream = pair.Engine.OpenStream(new StreamOptions { Transcribe = boosting with { Language = "de" } });
        stream.Write(Pair.Audio(16000));
        Pair.AssertChoice(stream.Finish(), "two", EngineRole.Fallback, EngineChoiceReason.LanguageNotSupported);
    }

    [Fact]
    public void What_the_primary_cannot_do_is_known_without_loading_it_again()
    {
        var time = new ManualTimeProvider();
        using var pair = new Pair(
            () => new FakeEngine("one"),
            () => new FakeEngine("two") { CanTranslate = true },
            options => options with { TimeProvider = time, PrimaryIdleUnload = TimeSpan.FromMinutes(1), FallbackIdleUnload = null });
        pair.Transcribe(5, German);
        pair.Transcribe(5, Translation);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(pair.Engine.Status.Primary.IsLoaded);
        Pair.AssertChoice(pair.Transcribe(5, German), "two", EngineRole.Fallback, EngineChoiceReason.LanguageNotSupported);
        Pair.AssertChoice(pair.Transcribe(5, Translation), "two", EngineRole.Fallback, EngineChoiceReason.TranslationNotSupported);
        Assert.Equal((1, 1), pair.Loads);
    }

    [Theory]
    [InlineData(0.5f, 0.9f, "one", EngineChoiceReason.Primary)] // not below the threshold
    [InlineData(0.49f, 0.5f, "two", EngineChoiceReason.LowConfidence)]
    [InlineData(0.49f, 0.49f, "one", EngineChoiceReason.FallbackLessConfident)]
    [InlineData(0.4f, 0.1f, "one", EngineChoiceReason.FallbackLessConfident)]
    [InlineData(0f, 0.01f, "two", EngineChoiceReason.LowConfidence)]
    public void Below_the_threshold_the_more_confident_speaks(float first, float second, string speaker, EngineChoiceReason reason)
    {
        using var pair = new Pair(new FakeEngine("one") { Confidence = _ => first }, new FakeEngine("two") { Confidence = _ => second }, options => options with { MinConfidence = 0.5f });
        Transcription result = pair.Transcribe();
        Pair.AssertChoice(result, speaker, speaker == "one" ? EngineRole.Primary : EngineRole.Fallback, reason);
        Assert.Equal(reason == EngineChoiceReason.Primary ? 0 : 1, pair.Loads.Fallback);
    }

    [Fact]
    public void A_text_of_low_confidence_is_kept_where_the_fallback_fails()
    {
        using var pair = new Pair(new FakeEngine("one") { Confidence = _ => 0.1f }, null, options => options with { MinConfidence = 0.5f });
        Transcription result = pair.Transcribe();
        Pair.AssertChoice(result, "one", EngineRole.Primary, EngineChoiceReason.FallbackFailed);
        Assert.IsType<ModelNotFoundException>(result.EngineChoice!.Error);
    }

    [Fact]
    public void Confidence_matters_only_where_there_is_one()
    {
        using var untold = new Pair(new FakeEngine("one") { Capabilities = SttCapabilities.None, Confidence = _ => 0 }, new FakeEngine("two"), options => options with { MinConfidence = 0.5f });
        Pair.AssertChoice(untold.Transcribe(), "one", EngineRole.Primary, EngineChoiceReason.Primary);
        using var nothing = new Pair(new FakeEngine("one"), new FakeEngine("two"), options => options with { MinConfidence = 0.5f });
        Pair.AssertChoice(nothing.Transcribe(0), "one", EngineRole.Primary, EngineChoiceReason.Primary);
        using var never = new Pair(new FakeEngine("one") { Confidence = _ => 0 }, new FakeEngine("two"));
        Pair.AssertChoice(never.Transcribe(), "one", EngineRole.Primary, EngineChoiceReason.Primary);
    }

    [Fact]
    public void The_fallback_has_the_last_word_where_it_is_asked_for_and_the_primary_is_not_loaded_for_it()
    {
        using var pair = new Pair(new FakeEngine("one"), new FakeEngine("two") { Confidence = _ => 0.1f }, options => options with { FinalBy = EngineRole.Fallback, MinConfidence = 0.5f });
        Transcription result = pair.Transcribe();
        Pair.AssertChoice(result, "two", EngineRole.Fallback, EngineChoiceReason.FinalByFallback);
        Assert.Equal(("two 100", (0, 1)), (result.Text, pair.Loads));
    }

    [Fact]
    public void The_primary_steps_in_for_the_last_word()
    {
        var error = new InvalidOperationException("It broke.");
        using var pair = new Pair(new FakeEngine("one"), new FakeEngine("two") { Fails = _ => error }, options => options with { FinalBy = EngineRole.Fallback });
        Transcription result = pair.Transcribe();
        Pair.AssertChoice(result, "one", EngineRole.Primary, EngineChoiceReason.FallbackFailed);
        Assert.Same(error, result.EngineChoice!.Error);
    }

    /// <summary>One by one, at once and from sources: what one engine can give is given, by the engine that the rules name.</summary>
    [Property(MaxTest = 200)]
    public void No_text_that_one_engine_can_give_is_lost(int seed)
    {
        var random = new Random(seed);
        int count = random.Next(1, 6);
        bool[] primaryFails = [.. Enumerable.Range(0, count + 1).Select(_ => random.Next(3) == 0)];
        bool[] fallbackFails = [.. Enumerable.Range(0, count + 1).Select(_ => random.Next(3) == 0)];
        float[] primaryConfidence = [.. Enumerable.Range(0, count + 1).Select(_ => random.Next(5) / 4f)];
        float[] fallbackConfidence = [.. Enumerable.Range(0, count + 1).Select(_ => random.Next(5) / 4f)];
        bool primaryLoads = random.Next(5) > 0, fallbackLoads = random.Next(5) > 0;
        EngineRole finalBy = random.Next(3) == 0 ? EngineRole.Fallback : EngineRole.Primary;
        float? least = random.Next(3) == 0 ? null : random.Next(5) / 4f;
        using var pair = new Pair(
            primaryLoads ? new FakeEngine("one") { Fails = length => length > 0 && primaryFails[length] ? new InvalidOperationException("one") : null, Confidence = length => primaryConfidence[length] } : null,
            fallbackLoads ? new FakeEngine("two") { Fails = length => length > 0 && fallbackFails[length] ? new InvalidOperationException("two") : null, Confidence = length => fallbackConfidence[length] } : null,
            options => options with { FinalBy = finalBy, MinConfidence = least });

        bool allCan = true;
        var expected = new string?[count + 1];
        for (int length = 1; length <= count; length++)
        {
            bool primaryCan = primaryLoads && !primaryFails[length], fallbackCan = fallbackLoads && !fallbackFails[length];
            bool prefersFallback = finalBy == EngineRole.Fallback
                || !primaryCan
                || (primaryConfidence[length] < least && fallbackConfidence[length] > primaryConfidence[length]);
            expected[length] = !primaryCan && !fallbackCan ? null : FakeEngine.Text(fallbackCan && prefersFallback ? "two" : "one", length);
            allCan &= expected[length] is not null;
            float[] audio = Pair.Audio(length);
            if (expected[length] is null)
            {
                Assert.Throws<HybridEngineException>(() => pair.Engine.Transcribe(audio));
                Assert.Throws<HybridEngineException>(() => pair.Engine.Transcribe(new BlockSource(audio, seed)));
                continue;
            }

            Assert.Equal(expected[length], pair.Engine.Transcribe(audio).Text);
            Assert.Equal(expected[length], pair.Engine.Transcribe(new BlockSource(audio, seed)).Text);
        }

        ReadOnlyMemory<float>[] all = [.. Enumerable.Range(1, count).Select(length => Pair.Audio(length).AsMemory())];
        if (allCan)
            Assert.Equal(expected[1..], pair.Engine.Transcribe(all).Select(result => result.Text));
        else
            Assert.Throws<HybridEngineException>(() => pair.Engine.Transcribe(all));
    }
}
