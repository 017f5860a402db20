using FsCheck.Xunit;

namespace Swictation.Stt.Parakeet.Tests;

public sealed class TokenScorerTests
{
    [Property(MaxTest = 200)]
    public void Confidence_is_the_normalised_Tsallis_entropy(int seed)
    {
        var random = new Random(seed);
        int classes = random.Next(2, 9000);
        double sharpness = random.NextDouble() * 30;
        var scores = new float[classes];
        for (int i = 0; i < classes; i++)
            scores[i] = (float)(((random.NextDouble() - 0.5) * sharpness) + ((random.NextDouble() - 0.5) * 100 * (i == 0 ? 1 : 0)));
        int token = random.Next(classes);
        double largest = scores.Max();
        double total = scores.Sum(s => Math.Exp(s - largest));
        double[] p = [.. scores.Select(s => Math.Exp(s - largest) / total)];
        const double alpha = 0.33;
        double floor = Math.Exp((1 - Math.Pow(classes, 1 - alpha)) / (1 - alpha));
        double expected = (Math.Exp((1 - p.Sum(v => Math.Pow(v, alpha))) / (1 - alpha)) - floor) / (1 - floor);

        (float logProbability, float confidence) = new TokenScorer(ConfidenceMethod.TsallisEntropy, classes).Score(scores, token, new float[classes]);
        Assert.Equal(expected, confidence, 2e-4);
        Assert.InRange(confidence, 0f, 1f);
        Assert.Equal(Math.Log(p[token]), logProbability, 1e-3);
        (_, float probability) = new TokenScorer(ConfidenceMethod.Probability, classes).Score(scores, token, new float[classes]);
        Assert.Equal(p[token], probability, 1e-4);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(257)]
    [InlineData(8193)]
    public void Certainty_is_one_and_ignorance_is_zero(int classes)
    {
        var scorer = new TokenScorer(ConfidenceMethod.TsallisEntropy, classes);
        var scratch = new float[classes];
        Assert.Equal(0, scorer.Score(new float[classes], 0, scratch).Confidence, 1e-4f);
        var certain = new float[classes];
        Array.Fill(certain, float.NegativeInfinity);
        certain[1] = 0;
        (float logProbability, float confidence) = scorer.Score(certain, 1, scratch);
        Assert.Equal(0, logProbability, 1e-6f);
        Assert.Equal(1, confidence, 1e-5f);
    }

    [Fact]
    public void Logits_and_probabilities_over_a_wider_row_score_alike()
    {
        float[] logits = [1, 2, 3, 0.5f];
        float[] shifted = [.. logits.Select(v => v - 7.25f)];
        var scorer = new TokenScorer(ConfidenceMethod.TsallisEntropy, 4);
        (float a, float b) = scorer.Score(logits, 2, new float[4]);
        (float c, float d) = scorer.Score(shifted, 2, new float[4]);
        Assert.Equal(a, c, 1e-5f);
        Assert.Equal(b, d, 1e-5f);
    }
}
