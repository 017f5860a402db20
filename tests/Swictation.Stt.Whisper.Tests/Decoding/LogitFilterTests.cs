using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Whisper.Tests;

/// <summary>The filters against a restatement of the reference's <c>ApplyTimestampRules</c>, and what they promise together.</summary>
public sealed class LogitFilterTests
{
    private const int Text = 20;

    private static readonly SpecialTokens Specials = SmallVocabulary.Of(Text);

    private static int Begin => Specials.TimestampBegin;

    [Property(MaxTest = 200)]
    public void Timestamps_follow_the_rules_of_the_reference(int seed, byte length, bool limited)
    {
        var random = new Random(seed);
        int[] sampled = [.. Enumerable.Range(0, length % 6).Select(_ => random.Next(2) == 0 ? random.Next(Text) : Begin + random.Next(1501))];
        float[] logits = [.. Enumerable.Range(0, Specials.VocabularySize).Select(i => (float)(random.NextDouble() * 8) - (i >= Begin ? 6 : 0))];
        float[] expected = Reference(logits, sampled, limited ? 50 : null);
        new LogitFilter(Specials, [], [], true, limited ? 50 : null).Apply(logits, sampled, new float[logits.Length]);
        Assert.Equal(expected, logits);
    }

    [Property(MaxTest = 50)]
    public void Whatever_is_drawn_timestamps_pair_up_and_never_go_back(int seed)
    {
        var filter = new LogitFilter(Specials, [3, Text], [5], true, 50);
        var random = new Random(seed);
        var sampled = new List<int>();
        var scratch = new float[Specials.VocabularySize];
        for (int step = 0; step < 60; step++)
        {
            float[] logits = [.. Enumerable.Range(0, Specials.VocabularySize).Select(i => (float)(random.NextDouble() * 6) - (i >= Begin ? 7 : 0))];
            filter.Apply(logits, sampled.ToArray(), scratch);
            int token = LogitMath.Sample(logits, 1, random.NextDouble(), scratch);
            if (token == Text)
                break;
            sampled.Add(token);
        }

        Assert.InRange(sampled[0], Begin, Begin + 50);
        Assert.DoesNotContain(5, sampled);
        int[] times = [.. sampled.Where(static token => token >= Begin)];
        Assert.Equal(times.Order(), times);
        // Three in a row would be a segment without text.
        for (int i = 2; i < sampled.Count; i++)
            Assert.False(sampled[i] >= Begin && sampled[i - 1] >= Begin && sampled[i - 2] >= Begin);
    }

    [Fact]
    public void Blanks_are_suppressed_at_the_start_only_and_suppressed_tokens_always()
    {
        var filter = new LogitFilter(Specials, [3, Text], [7], false, null);
        float[] first = new float[Specials.VocabularySize], later = new float[Specials.VocabularySize];
        filter.Apply(first, [], new float[first.Length]);
        filter.Apply(later, [1], new float[first.Length]);
        Assert.Equal([3, 7, Text], Suppressed(first));
        Assert.Equal([7], Suppressed(later));
    }

    private static IEnumerable<int> Suppressed(float[] logits) => Enumerable.Range(0, logits.Length).Where(i => float.IsNegativeInfinity(logits[i]));

    private static float[] Reference(float[] source, int[] sampled, int? maxInitial)
    {
        float[] logits = [.. source];
        logits[Specials.NoTimestamps] = float.NegativeInfinity;
        bool last = sampled.Length >= 1 && sampled[^1] >= Begin;
        bool penultimate = sampled.Length < 2 || sampled[^2] >= Begin;
        for (int i = 0; i < logits.Length; i++)
        {
            if (last && penultimate && i >= Begin)
                logits[i] = float.NegativeInfinity;
            if (last && !penultimate && i < Text)
                logits[i] = float.NegativeInfinity;
        }

        int[] times = [.. sampled.Where(static token => token >= Begin)];
        if (times.Length > 0)
        {
            int least = last && !penultimate ? times[^1] : times[^1] + 1;
            for (int i = Begin; i < least; i++)
                logits[i] = float.NegativeInfinity;
        }

        for (int i = 0; i < logits.Length && sampled.Length == 0; i++)
        {
            if (i < Begin || i > Begin + (maxInitial ?? int.MaxValue / 2))
                logits[i] = float.NegativeInfinity;
        }

        double sum = logits.Sum(static logit => Math.Exp(logit));
        double timestamps = Math.Log(logits[Begin..].Sum(static logit => Math.Exp(logit)) / sum);
        if (timestamps > logits[..Begin].Max() - Math.Log(sum))
            Array.Fill(logits, float.NegativeInfinity, 0, Begin);
        return logits;
    }
}
