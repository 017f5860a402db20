using FsCheck.Xunit;

namespace Swictation.Stt.Parakeet.Tests;

/// <summary>Over the same encoder frames, decoding in chunks is decoding at once: with any chunks, whatever is carried.</summary>
public sealed class ChunkDecoderTests
{
    private const int Tokens = 6;
    private const int Cap = 4;
    private const int Never = int.MaxValue;

    private static readonly TokenScorer Scorer = new(ConfidenceMethod.TsallisEntropy, Tokens + 1);

    [Property(MaxTest = 400)]
    public void Transducers_carry_state_duration_and_symbols(int seed)
    {
        var random = new Random(seed);
        var network = new ScriptedNetwork(Tokens, random.Next(2) * 5, random.Next(-2, 8), random.Next(0, 9));
        AssertEqualsOffline(random, TransducerOf(network), Frames(random, random.Next(0, 80)), 2, Never, phrases: null);
    }

    [Property(MaxTest = 400)]
    public void Transducers_carry_phrases_on_trial(int seed)
    {
        var random = new Random(seed);
        var network = new ScriptedNetwork(Tokens, random.Next(2) * 5, random.Next(-2, 8), random.Next(0, 9));
        AssertEqualsOffline(random, TransducerOf(network), Frames(random, random.Next(0, 80)), 2, Never, Phrases(random));
    }

    [Property(MaxTest = 400)]
    public void Predictors_begin_anew_after_the_same_pauses_whatever_the_chunks(int seed)
    {
        var random = new Random(seed);
        var network = new ScriptedNetwork(Tokens, random.Next(2) * 5, random.Next(4, 9), random.Next(0, 9));
        AssertEqualsOffline(
            random, TransducerOf(network), Frames(random, random.Next(0, 80)), 2, random.Next(2, 12), random.Next(2) == 0 ? Phrases(random) : null);
    }

    [Property(MaxTest = 400)]
    public void Ctc_runs_across_a_boundary_are_one_token(int seed)
    {
        var random = new Random(seed);
        float[] scores = Scores(random, random.Next(0, 80));
        AssertEqualsOffline(random, Ctc(), scores, Tokens + 1, Never, phrases: null);
        AssertEqualsOffline(random, Ctc(), scores, Tokens + 1, Never, Phrases(random));
    }

    [Fact]
    public void A_pause_of_the_given_length_lets_the_predictor_begin_anew_and_a_shorter_one_does_not()
    {
        var random = new Random(1);
        var network = new ScriptedNetwork(Tokens, 0, blankBias: 6, zeroBias: 0);
        int changed = 0;
        for (int round = 0; round < 20; round++)
        {
            float[] frames = Frames(random, 60);
            List<DecodedToken> carried = Once(TransducerOf(network), frames, 2, Never, null);
            List<DecodedToken> renewed = Once(TransducerOf(network), frames, 2, 5, null);
            int longest = carried.Zip(carried.Skip(1), (a, b) => b.Frame - a.Frame).Max();
            Assert.Equal(carried, Once(TransducerOf(network), frames, 2, Math.Max(longest, 60 - carried[^1].Frame) + 1, null));
            changed += carried.SequenceEqual(renewed) ? 0 : 1;
            // Up to the first long pause nothing differs.
            int pause = carried.Zip(carried.Skip(1)).TakeWhile(pair => pair.Second.Frame - pair.First.Frame < 5).Count() + 1;
            Assert.Equal(carried.Take(pause), renewed.Take(pause));
        }

        Assert.InRange(changed, 5, 20);
    }

    [Fact]
    public void A_phrase_that_never_ends_is_given_up_so_that_what_is_heard_again_stays_bounded()
    {
        // Blank is 6. The phrase 2 3 wins frame 0 by its bonus; then nothing comes.
        var scores = new float[40 * (Tokens + 1)];
        for (int frame = 0; frame < 40; frame++)
            scores[(frame * (Tokens + 1)) + Tokens] = 5;
        (scores[0], scores[2], scores[Tokens]) = (5, 4, 0);
        var phrases = new BoostAutomaton([([2, 3], 3)]);
        ChunkDecoder decoder = Ctc().Create();
        List<DecodedToken> settled = [], rest = [];
        for (int end = 4; end <= 40; end += 4)
        {
            settled.Clear();
            rest.Clear();
            decoder.Decode(Chunk(scores, Tokens + 1, 0, end, end - 2, longestTrial: 10, Never, phrases), settled, rest);
            decoder.Commit();
            Assert.Equal(end < 13 ? 0 : end - 2, decoder.Frame);
            if (end < 16)
                Assert.Equal(end <= 12 ? [] : [0], settled.Select(t => t.Id));
        }
    }

    private static void AssertEqualsOffline(
        Random random, Subject subject, float[] frames, int width, int pause, BoostAutomaton? phrases)
    {
        int count = frames.Length / width;
        ChunkDecoder decoder = subject.Create();
        List<DecodedToken> heard = [], settled = [], rest = [];
        int end = 0;
        for (int settledEnd = 0; end < count;)
        {
            end = Math.Min(count, end + random.Next(1, 12));
            bool isLast = end == count;
            settledEnd = isLast ? end : Math.Max(settledEnd, end - random.Next(0, 10));
            int first = Math.Max(0, Math.Min(decoder.Frame, settledEnd) - random.Next(0, 10));
            settled.Clear();
            rest.Clear();
            decoder.Decode(Chunk(frames, width, first, end, settledEnd, Never, pause, phrases, isLast), settled, rest);
            if (random.Next(4) == 0)
                continue; // a step that failed afterwards: nothing was committed
            decoder.Commit();
            if (decoder.ContinuesLast && heard.Count > 0)
                heard.RemoveAt(heard.Count - 1);
            heard.AddRange(settled);
            // What is shown is what a recording that ended here would give; but a token that the settled part ends in may be longer there.
            List<DecodedToken> offline = Once(subject, frames[..(end * width)], width, pause, phrases);
            Assert.Equal(offline.Select(Place), heard.Concat(rest).Select(Place));
            if (isLast)
                Assert.Equal(offline, heard);
        }

        static (int, int) Place(DecodedToken token) => (token.Id, token.Frame);
    }

    /// <summary>Decodes all frames at once, by the decoder's own way for whole recordings where it has the pause rule too.</summary>
    private static List<DecodedToken> Once(Subject subject, float[] frames, int width, int pause, BoostAutomaton? phrases)
    {
        int count = frames.Length / width;
        List<DecodedToken> tokens = [], rest = [];
        subject.Create().Decode(Chunk(frames, width, 0, count, count, Never, pause, phrases, isLast: true), tokens, rest);
        Assert.Empty(rest);
        if (pause == Never)
            Assert.Equal(subject.Offline(frames, phrases), tokens);
        return tokens;
    }

    private static Chunk Chunk(
        float[] frames, int width, int first, int end, int settledEnd, int longestTrial, int pause, BoostAutomaton? phrases, bool isLast = false) => new(
        new EncodedWindow(frames.AsMemory(first * width, (end - first) * width), end - first, width), first, settledEnd, isLast, longestTrial, pause,
        phrases, Scorer, Run: null, CancellationToken.None);

    private static Subject TransducerOf(ScriptedNetwork network) => new(
        () => new TransducerChunkDecoder(network.Shape, Tokens, () => new TransducerDecoder(network, Tokens, Cap, 1), decoder => decoder.Dispose()),
        (frames, phrases) =>
        {
            using var decoder = new TransducerDecoder(network, Tokens, Cap, 1);
            decoder.Utterances[0].Start(frames, frames.Length / 2, Tokens, phrases);
            decoder.Decode(1, Scorer, null, default);
            return decoder.Utterances[0].Tokens;
        });

    private static Subject Ctc() => new(
        () => new CtcChunkDecoder(Tokens, () => new CtcDecoder(Tokens), _ => { }),
        (scores, phrases) =>
        {
            var decoder = new CtcDecoder(Tokens);
            decoder.Decode(scores, phrases, Scorer);
            return decoder.Tokens;
        });

    private static BoostAutomaton Phrases(Random random) => new(
        [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => ((int[])[.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(Tokens - 1))], 1f + random.Next(8)))]);

    private static float[] Frames(Random random, int count) => [.. Enumerable.Range(0, count * 2).Select(_ => (float)random.NextDouble())];

    /// <summary>Scores with runs: each frame's are often those of the frame before, a little changed.</summary>
    private static float[] Scores(Random random, int frames)
    {
        int width = Tokens + 1;
        var scores = new float[frames * width];
        for (int i = 0; i < scores.Length; i++)
            scores[i] = i >= width && i / width % 3 > 0 ? scores[i - width] + (float)random.NextDouble() : (float)(random.NextDouble() * 10);
        return scores;
    }

    /// <summary>A kind of decoder: in chunks, and for whole recordings.</summary>
    private sealed record Subject(Func<ChunkDecoder> Create, Func<float[], BoostAutomaton?, List<DecodedToken>> Offline);
}
