using FsCheck.Xunit;

namespace Swictation.Stt.Parakeet.Tests;

public sealed class BoostTests
{
    [Property(MaxTest = 200)]
    public void The_automaton_agrees_with_a_search_through_all_phrases(int seed)
    {
        var random = new Random(seed);
        const int alphabet = 5;
        var phrases = new List<(int[] Tokens, float Weight)>();
        for (int i = random.Next(1, 12); i > 0; i--)
            phrases.Add(([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(alphabet))], 1 + random.Next(5)));
        var automaton = new BoostAutomaton(phrases);
        int state = BoostAutomaton.Root;
        var history = new List<int>();
        for (int step = 0; step < 60; step++)
        {
            var scores = new float[alphabet + 1];
            for (int i = 0; i < scores.Length; i++)
                scores[i] = (float)((random.NextDouble() - 0.5) * 8);
            int best = Array.IndexOf(scores, scores.Max());
            int chosen = automaton.Choose(scores, best, state, out float bonus);
            Assert.Equal(NaiveTop(phrases, history, scores), scores[chosen] + bonus, 1e-5f);

            int token = random.Next(alphabet + 1); // the last is in no phrase
            history.Add(token);
            state = automaton.Step(state, token);
            Assert.Equal(LongestSuffix(history, suffix => phrases.Any(p => p.Tokens.AsSpan().StartsWith(suffix))), automaton.Depth(state));
            Assert.Equal(LongestSuffix(history, suffix => phrases.Any(p => p.Tokens.AsSpan().SequenceEqual(suffix))), automaton.LongestMatch(state));
        }
    }

    [Theory]
    [InlineData("sherpa")]
    [InlineData("onnx-asr")]
    [InlineData("ctc")]
    public void Phrases_that_are_not_heard_change_nothing(string layout) => AssertNothingChanges(Engines.Tiny(layout));

    [SkippableFact]
    public void Phrases_that_are_not_heard_change_nothing_for_RNNT()
    {
        ParakeetEngine engine = Engines.Random("rnnt", "sherpa");
        // Token 2 is a control token and never emitted, so no phrase with it can be heard.
        int[] never = [.. Enumerable.Range(0, 170).Except(Spoken.All.SelectMany(a => engine.DecodePlain(a)).Select(t => t.Id))];
        var random = new Random(5);
        foreach (float[] samples in Spoken.All)
        {
            EncodedWindow[] encoded = engine.Recognizer.Encode([engine.Features(samples)], null);
            DecodedToken[] plain = engine.Recognizer.Decode(encoded, engine.Scorer(), null, null, default)[0];
            var blocked = new BoostAutomaton(
                [.. Enumerable.Range(0, 20).Select(_ => ((int[])[random.Next(170), random.Next(170), random.Next(170), never[0]], 0.05f))]);
            DecodedToken[] boosted = engine.Recognizer.Decode(encoded, engine.Scorer(), blocked, null, default)[0];
            if (!boosted.Any(t => t.Id == never[0]))
                Assert.Equal(plain, boosted);
        }
    }

    [Theory]
    [InlineData("hello-world", "hello comma wld period", "world", "hello comma world period")]
    [InlineData("meeting", "the meeting starts at tenm'clock", "ten o'clock", "the meeting starts at ten o'clock")]
    [InlineData("meeting", "the meeting starts at tenm'clock", "Ten O'Clock", "the meeting starts at ten o'clock")]
    [InlineData("number", "uber forty two period new line", "number forty", "number forty two period new line")]
    [InlineData("fox", "the quickrrownox jump over the lazyoug", "brown fox", "the quick brown fox jump over the lazyoug")]
    [InlineData("fox", "the quickrrownox jump over the lazyoug", "dog", "the quickrrownox jump over the lazy dog")]
    [InlineData("days", "monday t twoesday twedesy thurtday friday", "thursday", "monday t twoesday twedesy thursday friday")]
    [InlineData("colours", "red green blo y hello", "yellow", "red green blo yellow")]
    public void A_phrase_of_the_default_weight_mends_what_was_misheard(string recording, string without, string phrase, string with)
    {
        ParakeetEngine engine = Engines.Tiny("ctc");
        float[] samples = Spoken.Audio(recording);
        Assert.Equal(without, engine.Transcribe(samples.AsSpan()).Text);
        Assert.Equal(with, engine.Transcribe(samples.AsSpan(), new TranscribeOptions { BoostPhrases = [new BoostPhrase(phrase)] }).Text);
        Assert.Equal(without, engine.Transcribe(samples.AsSpan()).Text);
    }

    [Fact]
    public void A_phrase_that_is_not_finished_is_taken_back()
    {
        // Blank is 4. Without phrases: 0 at frame 0, 1 at frame 2. The phrase 2 3 wins frame 0 by its bonus but is never finished.
        float[] scores =
        [
            .. Row(5, 0, 4, 0, 0), .. Row(0, 0, 0, 0, 5), .. Row(0, 5, 0, 0, 0), .. Row(0, 0, 0, 0, 5),
        ];
        Assert.Equal([0, 1], Ctc(scores, null));
        Assert.Equal([0, 1], Ctc(scores, new BoostAutomaton([([2, 3], 3)])));
        // Where the phrase goes on it stays, and where the audio ends within the phrase it does not.
        float[] finished = [.. Row(5, 0, 4, 0, 0), .. Row(0, 0, 0, 0, 5), .. Row(0, 5, 0, 4, 0)];
        Assert.Equal([2, 3], Ctc(finished, new BoostAutomaton([([2, 3], 3)])));
        Assert.Equal([0], Ctc([.. Row(5, 0, 4, 0, 0), .. Row(0, 0, 0, 0, 5)], new BoostAutomaton([([2, 3], 3)])));
    }

    [Fact]
    public void After_a_phrase_is_taken_back_the_next_may_win()
    {
        // "2 3" fails at frame 1; "1 3", which begins there, is finished.
        float[] scores = [.. Row(5, 0, 4, 0, 0), .. Row(0, 4, 0, 0, 4.5f), .. Row(5, 4, 0, 0, 0), .. Row(5, 0, 0, 4, 0)];
        Assert.Equal([0, 1, 3], Ctc(scores, new BoostAutomaton([([2, 3], 3), ([1, 3], 3)])));
    }

    [Fact]
    public void A_phrase_never_wins_over_a_blank()
    {
        float[] scores = [.. Row(0, 0, 0, 4.9f, 5), .. Row(0, 0, 0, 4.9f, 5)];
        Assert.Empty(Ctc(scores, new BoostAutomaton([([3], 20)])));
    }

    [Fact]
    public void A_phrase_that_cannot_be_written_is_named_with_its_character()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Engines.Tiny().Transcribe(Spoken.All[0], Boost(3, "hello", "naïve Straße")));
        Assert.Contains("naïve Straße", exception.Message, StringComparison.Ordinal);
        Assert.Contains("\"ï\"", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Twenty_thousand_phrases_compile_and_decode()
    {
        var random = new Random(1);
        string[] words = [.. Enumerable.Range(0, 20000).Select(_ => new string([.. Enumerable.Range(0, 12).Select(_ => (char)('a' + random.Next(26)))]))];
        TranscribeOptions options = Boost(1, words);
        ParakeetEngine engine = Engines.Tiny();
        Assert.Equal("hello comma world period", engine.Transcribe(Spoken.Audio("hello-world"), options).Text);
        Assert.Equal("please open the door", engine.Transcribe(Spoken.Audio("door"), options).Text);
    }

    private static void AssertNothingChanges(ParakeetEngine engine)
    {
        // Phrases end in letters that no recording has, so none can be heard whole.
        var random = new Random(9);
        string[] syllables = ["the", "one", "red", "mon", "open", "hello", "stop", "send", "run", "i", "ten", "please"];
        for (int round = 0; round < 3; round++)
        {
            TranscribeOptions options = Boost(
                1 + random.Next(4), [.. Enumerable.Range(0, 30).Select(_ => $"{syllables[random.Next(12)]} {syllables[random.Next(12)]}zzqxzzq")]);
            for (int i = 0; i < 15; i++)
            {
                Transcription plain = engine.Transcribe(Spoken.All[i]);
                Transcription boosted = engine.Transcribe(Spoken.All[i], options);
                Assert.Equal(plain.Text, boosted.Text);
                Assert.Equal(plain.Words.SelectMany(w => w.Tokens), boosted.Words.SelectMany(w => w.Tokens));
            }
        }
    }

    private static TranscribeOptions Boost(float weight, params string[] phrases) =>
        new() { BoostPhrases = [.. phrases.Select(p => new BoostPhrase(p, weight))] };

    private static float[] Row(params float[] scores) => scores;

    private static int[] Ctc(float[] scores, BoostAutomaton? phrases)
    {
        var decoder = new CtcDecoder(4);
        decoder.Decode(scores, phrases, new TokenScorer(ConfidenceMethod.Probability, 5));
        return [.. decoder.Tokens.Select(t => t.Id)];
    }

    private static float NaiveTop(List<(int[] Tokens, float Weight)> phrases, List<int> history, float[] scores)
    {
        float top = scores.Max();
        for (int length = 0; length <= history.Count; length++)
        {
            int[] suffix = [.. history[^length..]];
            foreach ((int[] tokens, float _) in phrases)
            {
                if (tokens.Length <= length || !tokens.AsSpan().StartsWith(suffix))
                    continue;
                ReadOnlyMemory<int> arc = tokens.AsMemory(0, length + 1);
                float weight = phrases.Where(p => p.Tokens.AsSpan().StartsWith(arc.Span)).Max(p => p.Weight);
                top = Math.Max(top, scores[tokens[length]] + weight + (length == 0 ? 0 : MathF.Log(length + 1)));
            }
        }

        return top;
    }

    private static int LongestSuffix(List<int> history, Func<int[], bool> matches)
    {
        for (int length = history.Count; length > 0; length--)
        {
            if (length <= 6 && matches([.. history[^length..]]))
                return length;
        }

        return 0;
    }
}
