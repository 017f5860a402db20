using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Whisper.Tests;

/// <summary>Searches on a scripted decoder, against plain restatements of the reference's.</summary>
public sealed class SearchTests
{
    private const int Text = 12;

    private static readonly SpecialTokens Specials = SmallVocabulary.Of(Text);

    private static readonly LogitFilter Anything = new(Specials, [], [], false, null);

    [Property(MaxTest = 60)]
    public void A_beam_search_finds_what_the_reference_finds(int seed, PositiveInt width, PositiveInt length, byte patience)
    {
        int beam = (width.Get % 6) + 2;
        double enough = 0.5 + (patience % 4 * 0.5);
        var settings = new SearchSettings(0, beam, enough, patience % 3 == 0 ? 0.6 : null, 1, (length.Get % 12) + 1, 0);
        (int[] tokens, float sum) = Decode(settings, seed);
        (int[] Tokens, double Sum) expected = NaiveBeam(settings, seed);
        Assert.Equal(expected.Tokens, tokens);
        Assert.Equal(expected.Sum, sum, 1e-3);
    }

    [Property(MaxTest = 40)]
    public void Greedy_decoding_takes_the_largest_until_the_end(int seed, PositiveInt length)
    {
        var settings = new SearchSettings(0, 1, 1, null, 1, (length.Get % 20) + 1, 0);
        (int[] tokens, float sum) = Decode(settings, seed);
        var fed = new List<int> { Specials.StartOfTranscript };
        double expected = 0;
        while (fed.Count - 1 < settings.SampleLength)
        {
            double[] log = LogSoftmax(Logits(seed, fed));
            int best = Array.IndexOf(log, log.Max());
            expected += log[best];
            if (best == Specials.EndOfText)
                break;
            fed.Add(best);
        }

        Assert.Equal(fed.Skip(1), tokens);
        Assert.Equal(expected, sum, 1e-3);
    }

    [Property(MaxTest = 20)]
    public void Several_windows_together_give_what_each_gives_alone(int seed)
    {
        SearchSettings[] settings =
        [
            new(0, 3, 1, null, 1, 9, 0), new(0, 1, 1, null, 1, 5, 0), new(0.8f, 1, 1, null, 4, 12, 7), new(0, 5, 2, null, 1, 12, 0),
        ];
        using var stepper = new ScriptedStepper(Specials.VocabularySize, fed => Logits(seed, fed));
        using var decoder = new WindowDecoder(stepper, Specials);
        TokenSearch[] searches = [.. settings.Select(s => TokenSearch.Create(stepper.Shape, Specials, Anything, s, 1))];
        decoder.Decode(new EncodedAudio([], 4), [0, 1, 2, 3], [.. Enumerable.Repeat(Specials.StartOfTranscript, 4)], 0, searches, new float[4], null, default);
        for (int i = 0; i < settings.Length; i++)
            Assert.Equal(Decode(settings[i], seed).Tokens, searches[i].Best().Tokens.ToArray());
    }

    [Fact]
    public void Draws_follow_the_probabilities()
    {
        float[] logits = [0, MathF.Log(2), float.NegativeInfinity, MathF.Log(5)];
        var counts = new int[4];
        var random = new SplitMix(3);
        for (int i = 0; i < 80000; i++)
            counts[LogitMath.Sample(logits, 1, random.NextDouble(), new float[4])]++;
        Assert.Equal(0, counts[2]);
        Assert.Equal([1, 2, 0, 5], counts.Select(static count => (int)Math.Round(count / 10000.0)));
        Assert.Equal(3, LogitMath.Sample(logits, 0.01f, 0.5, new float[4]));
        Assert.Equal(3, LogitMath.Sample(logits, 1, 1 - 1e-16, new float[4]));
    }

    [Property]
    public void The_largest_logits_come_in_order(int seed, PositiveInt wanted)
    {
        var random = new Random(seed);
        float[] logits = [.. Enumerable.Range(0, 700).Select(_ => random.Next(3) == 0 ? float.NegativeInfinity : (float)random.NextDouble())];
        var indices = new int[(wanted.Get % 20) + 1];
        int found = LogitMath.Largest(logits, indices);
        Assert.Equal(indices.Length, found);
        Assert.Equal(logits.OrderDescending().Take(found), indices.Select(index => logits[index]));
        Assert.Equal(0, LogitMath.Largest([float.NegativeInfinity], indices));
    }

    [Fact]
    public void Logits_that_are_not_numbers_are_refused()
    {
        using var stepper = new ScriptedStepper(Specials.VocabularySize, _ => [.. Enumerable.Repeat(float.NaN, Specials.VocabularySize)]);
        using var decoder = new WindowDecoder(stepper, Specials);
        TokenSearch search = TokenSearch.Create(stepper.Shape, Specials, Anything, new SearchSettings(0, 1, 1, null, 1, 9, 0), 1);
        Assert.Throws<ModelIntegrityException>(() => decoder.Decode(new EncodedAudio([], 1), [0], [Specials.StartOfTranscript], 0, [search], new float[1], null, default));
    }

    private static (int[] Tokens, float Sum) Decode(SearchSettings settings, int seed)
    {
        using var stepper = new ScriptedStepper(Specials.VocabularySize, fed => Logits(seed, fed));
        using var decoder = new WindowDecoder(stepper, Specials);
        TokenSearch search = TokenSearch.Create(stepper.Shape, Specials, Anything, settings, 1);
        decoder.Decode(new EncodedAudio([], 1), [0], [Specials.StartOfTranscript], 0, [search], new float[1], null, default);
        Hypothesis best = search.Best();
        return (best.Tokens.ToArray(), best.Sum);
    }

    private static float[] Logits(int seed, IReadOnlyList<int> fed)
    {
        ulong state = unchecked((ulong)seed * 31);
        foreach (int token in fed)
            state = new SplitMix(state + (ulong)token).Next();
        var random = new SplitMix(state);
        var logits = new float[Specials.VocabularySize];
        Array.Fill(logits, float.NegativeInfinity);
        for (int i = 0; i <= Specials.EndOfText; i++)
            logits[i] = (float)(random.NextDouble() * 4);
        return logits;
    }

    private static double[] LogSoftmax(float[] logits)
    {
        double sum = logits.Sum(static logit => Math.Exp(logit));
        return [.. logits.Select(logit => logit - Math.Log(sum))];
    }

    /// <summary>BeamSearchDecoder of openai/whisper, with dictionaries of whole sequences as there.</summary>
    private static (int[] Tokens, double Sum) NaiveBeam(SearchSettings settings, int seed)
    {
        int width = settings.BeamSize, end = Specials.EndOfText;
        int enough = Math.Max(1, (int)Math.Round(width * settings.Patience, MidpointRounding.ToEven));
        List<(List<int> Tokens, double Sum)> live = [([Specials.StartOfTranscript], 0)];
        List<(List<int> Tokens, double Sum)> ended = [];
        for (int step = 0; step < settings.SampleLength && ended.Count < enough; step++)
        {
            var candidates = new List<(List<int> Tokens, double Sum)>();
            foreach ((List<int> tokens, double sum) in live)
            {
                double[] log = LogSoftmax(Logits(seed, tokens));
                candidates.AddRange(log.Select((p, token) => (p, token)).OrderByDescending(static c => c.p).Take(width + 1).Select(c => (new List<int>([.. tokens, c.token]), sum + c.p)));
            }

            live = [];
            foreach ((List<int> Tokens, double Sum) candidate in candidates.OrderByDescending(static c => c.Sum))
            {
                if (candidate.Tokens[^1] != end)
                    live.Add(candidate);
                else if (ended.Count < enough)
                    ended.Add(candidate);
                if (live.Count == width)
                    break;
            }
        }

        foreach ((List<int> Tokens, double Sum) rest in live.OrderByDescending(static l => l.Sum))
        {
            if (ended.Count < width)
                ended.Add(rest);
        }

        return ended.Select(h => (Tokens: h.Tokens.Skip(1).TakeWhile(token => token != end).ToArray(), h.Sum))
            .MaxBy(h => h.Sum / (settings.LengthPenalty is { } a ? Math.Pow((5 + h.Tokens.Length) / 6.0, a) : Math.Max(1, h.Tokens.Length)));
    }
}
