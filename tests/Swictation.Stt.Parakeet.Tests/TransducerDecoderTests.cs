using FsCheck.Xunit;

namespace Swictation.Stt.Parakeet.Tests;

public sealed class TransducerDecoderTests
{
    private const int Tokens = 6;
    private const int Cap = 4;

    [Property(MaxTest = 300)]
    public void Decoding_agrees_with_the_rules_written_down_plainly(int seed)
    {
        var random = new Random(seed);
        var network = new ScriptedNetwork(
            Tokens, random.Next(2) * 5, random.Next(-2, 8), random.Next(0, 9), random.Next(3) == 0, random.Next(3) == 0);
        int count = random.Next(1, 6);
        float[][] utterances = [.. Enumerable.Range(0, count).Select(_ => Frames(random, random.Next(0, 40)))];
        List<DecodedToken>[] decoded = Decode(network, utterances, null);
        for (int i = 0; i < count; i++)
            Assert.Equal(Plain(network, utterances[i]), decoded[i].Select(t => (t.Id, t.Frame, t.Duration)));
    }

    [Property(MaxTest = 300)]
    public void Phrases_that_are_never_finished_change_no_bit(int seed)
    {
        var random = new Random(seed);
        var network = new ScriptedNetwork(Tokens, random.Next(2) * 5, random.Next(-2, 8), random.Next(0, 9));
        float[][] utterances = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Frames(random, random.Next(0, 40)))];
        var phrases = new List<(int[], float)>();
        for (int i = random.Next(1, 8); i > 0; i--)
            phrases.Add(([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(Tokens - 1)), Tokens - 1], 1 + random.Next(8)));
        List<DecodedToken>[] plain = Decode(network, utterances, null);
        List<DecodedToken>[] boosted = Decode(network, utterances, new BoostAutomaton(phrases));
        for (int i = 0; i < utterances.Length; i++)
            Assert.Equal(plain[i], boosted[i]);
    }

    [Property(MaxTest = 300)]
    public void Ctc_phrases_that_are_never_finished_change_no_bit(int seed)
    {
        var random = new Random(seed);
        int frames = random.Next(0, 60);
        var scores = new float[frames * (Tokens + 1)];
        for (int i = 0; i < scores.Length; i++)
            scores[i] = i % (Tokens + 1) == Tokens - 1 ? -1000 : (float)(random.NextDouble() * 10);
        var phrases = new List<(int[], float)>();
        for (int i = random.Next(1, 8); i > 0; i--)
            phrases.Add(([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(Tokens - 1)), Tokens - 1], 1 + random.Next(8)));
        var decoder = new CtcDecoder(Tokens);
        var scorer = new TokenScorer(ConfidenceMethod.TsallisEntropy, Tokens + 1);
        decoder.Decode(scores, null, scorer);
        List<DecodedToken> plain = [.. decoder.Tokens];
        decoder.Decode(scores, new BoostAutomaton(phrases), scorer);
        List<DecodedToken> boosted = decoder.Tokens;
        Assert.Equal(plain, boosted);

        // And the plain decoding is the textbook's.
        var expected = new List<(int, int)>();
        int previous = -1;
        for (int t = 0; t < frames; t++)
        {
            float[] row = scores[(t * (Tokens + 1))..((t + 1) * (Tokens + 1))];
            int best = Array.IndexOf(row, row.Max());
            if (best != Tokens && best != previous)
                expected.Add((best, t));
            previous = best;
        }

        Assert.Equal(expected, plain.Select(t => (t.Id, t.Frame)));
    }

    [Fact]
    public void Graphs_that_mix_utterances_or_frames_are_found_out()
    {
        Assert.True(new ScriptedNetwork(Tokens, 5, 0, 0).BatchesExactly);
        Assert.True(new ScriptedNetwork(Tokens, 5, 0, 0).FramesPerStep > 1);
        Assert.False(new ScriptedNetwork(Tokens, 5, 0, 0, sharesBatch: true).BatchesExactly);
        Assert.Equal(1, new ScriptedNetwork(Tokens, 5, 0, 0, sharesFrames: true).FramesPerStep);
    }

    [Fact]
    public void Scores_that_are_not_numbers_are_reported()
    {
        var scorer = new TokenScorer(ConfidenceMethod.Probability, 3);
        ModelIntegrityException exception = Assert.Throws<ModelIntegrityException>(
            () => new CtcDecoder(2).Decode([0, 1, 0, float.NaN, 1, 2], null, scorer));
        Assert.Contains("frame 1", exception.Message, StringComparison.Ordinal);
    }

    private static List<DecodedToken>[] Decode(ScriptedNetwork network, float[][] utterances, BoostAutomaton? phrases)
    {
        using var decoder = new TransducerDecoder(network, Tokens, Cap, Math.Max(1, utterances.Length));
        for (int i = 0; i < utterances.Length; i++)
            decoder.Utterances[i].Start(utterances[i], utterances[i].Length / 2, Tokens, phrases);
        decoder.Decode(utterances.Length, new TokenScorer(ConfidenceMethod.TsallisEntropy, Tokens + 1), null, default);
        return [.. decoder.Utterances.Take(utterances.Length).Select(u => u.Tokens)];
    }

    /// <summary>NeMo's rules, one utterance and one frame at a time.</summary>
    private static List<(int Token, int Frame, int Duration)> Plain(ScriptedNetwork network, float[] frames)
    {
        var result = new List<(int, int, int)>();
        float state = 0;
        int label = Tokens, symbols = 0;
        for (int t = 0; t < frames.Length / 2;)
        {
            float next = ScriptedNetwork.Next(state, label);
            float[] row = network.Scores(next, frames.AsSpan(t * 2, 2));
            int best = Array.IndexOf(row, row[..(Tokens + 1)].Max(), 0, Tokens + 1);
            int duration = 0;
            for (int d = 1; d < row.Length - Tokens - 1; d++)
                duration = row[Tokens + 1 + d] > row[Tokens + 1 + duration] ? d : duration;
            int advance = duration;
            if (best == Tokens)
            {
                advance = Math.Max(1, duration);
            }
            else
            {
                result.Add((best, t, duration));
                (state, label) = (next, best);
                if (advance == 0 && ++symbols >= Cap)
                    advance = 1;
            }

            symbols = advance > 0 ? 0 : symbols;
            t += advance;
        }

        return result;
    }

    private static float[] Frames(Random random, int count)
    {
        var frames = new float[count * 2];
        for (int i = 0; i < frames.Length; i++)
            frames[i] = (float)random.NextDouble();
        return frames;
    }
}
