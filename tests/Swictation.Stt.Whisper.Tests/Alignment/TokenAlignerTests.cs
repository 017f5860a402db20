using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Whisper.Tests;

public sealed class TokenAlignerTests
{
    private const int StartLength = 3;

    [Property(MaxTest = 60)]
    public void Tokens_are_aligned_as_by_the_plain_algorithm(PositiveInt seed, bool asWeights)
    {
        var random = new System.Random(seed.Get);
        int tokens = StartLength + 1 + random.Next(1, 20);
        int positions = random.Next(tokens, 120);
        int stride = positions + random.Next(0, 30);
        float[][] heads = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Speak(random, tokens, positions, stride))];

        var aligner = new TokenAligner(tokens, positions);
        foreach (float[] head in heads)
            aligner.AddHead(asWeights ? Softmax(head, tokens, stride) : head, stride, asWeights ? AttentionKind.Weights : AttentionKind.Scores);
        double[] starts = aligner.Align(StartLength);

        double[,] matrix = Average(heads, tokens, positions, stride);
        Assert.Equal(tokens - StartLength - 1, starts.Length);
        Assert.Equal(WarpingReference.RowStarts(Cost(matrix, tokens, positions)).Select(static start => start / 50.0), starts);
        Assert.Equal(0, starts[0]);
        Assert.Equal(starts.Order(), starts);
    }

    [Fact]
    public void Positions_without_content_are_not_looked_at()
    {
        var random = new System.Random(5);
        float[] head = Speak(random, 8, 60, 100);
        var changed = (float[])head.Clone();
        for (int token = 0; token < 8; token++)
            changed.AsSpan((token * 100) + 60, 40).Fill(50);
        Assert.Equal(Align(head), Align(changed));

        static double[] Align(float[] attention)
        {
            var aligner = new TokenAligner(8, 60);
            aligner.AddHead(attention, 100, AttentionKind.Scores);
            return aligner.Align(StartLength);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public void Attention_that_says_nothing_gives_times_within_the_window(int positions)
    {
        foreach (AttentionKind kind in Enum.GetValues<AttentionKind>())
        {
            var aligner = new TokenAligner(9, positions);
            aligner.AddHead(new float[9 * positions], positions, kind);
            Assert.All(aligner.Align(StartLength), start => Assert.InRange(start, 0, positions / 50.0));
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var aligner = new TokenAligner(8, 60);
        Assert.Throws<InvalidOperationException>(() => aligner.Align(StartLength));
        Assert.Throws<ArgumentException>(() => aligner.AddHead(new float[8 * 60], 59, AttentionKind.Scores));
        Assert.Throws<ArgumentException>(() => aligner.AddHead(new float[(8 * 60) - 1], 60, AttentionKind.Scores));
        aligner.AddHead(new float[8 * 60], 60, AttentionKind.Scores);
        Assert.Throws<ArgumentOutOfRangeException>(() => aligner.Align(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenAligner(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenAligner(1, 0));
    }

    /// <summary>Scores with a peak for each token, one after the other, in noise.</summary>
    private static float[] Speak(System.Random random, int tokens, int positions, int stride)
    {
        var scores = new float[tokens * stride];
        for (int token = 0; token < tokens; token++)
        {
            for (int i = 0; i < stride; i++)
            {
                double distance = i - (positions * (token + 0.5) / tokens);
                scores[(token * stride) + i] = (float)((4 * Math.Exp(-distance * distance / 20)) + random.NextDouble());
            }
        }

        return scores;
    }

    private static float[] Softmax(float[] scores, int rows, int columns)
    {
        var weights = new float[scores.Length];
        for (int row = 0; row < rows; row++)
        {
            double sum = Enumerable.Range(0, columns).Sum(i => Math.Exp(scores[(row * columns) + i]));
            for (int i = 0; i < columns; i++)
                weights[(row * columns) + i] = (float)(Math.Exp(scores[(row * columns) + i]) / sum);
        }

        return weights;
    }

    /// <summary>Softmax over the content, standard scores over the tokens, a running median of seven, the mean of the heads: each written out.</summary>
    private static double[,] Average(float[][] heads, int tokens, int positions, int stride)
    {
        var average = new double[tokens, positions];
        foreach (float[] head in heads)
        {
            var weights = new double[tokens, positions];
            for (int token = 0; token < tokens; token++)
            {
                double sum = Enumerable.Range(0, positions).Sum(i => Math.Exp(head[(token * stride) + i]));
                for (int i = 0; i < positions; i++)
                    weights[token, i] = Math.Exp(head[(token * stride) + i]) / sum;
            }

            var scores = new double[tokens, positions];
            for (int i = 0; i < positions; i++)
            {
                double mean = Enumerable.Range(0, tokens).Average(token => weights[token, i]);
                double deviation = Math.Sqrt(Enumerable.Range(0, tokens).Average(token => Math.Pow(weights[token, i] - mean, 2)));
                for (int token = 0; token < tokens; token++)
                    scores[token, i] = (weights[token, i] - mean) / deviation;
            }

            for (int token = 0; token < tokens; token++)
            {
                for (int i = 0; i < positions; i++)
                {
                    double[] window = [.. Enumerable.Range(i - 3, 7).Select(at => scores[token, Reflect(at, positions)]).Order()];
                    average[token, i] += window[3] / heads.Length;
                }
            }
        }

        return average;
    }

    private static int Reflect(int index, int length) => index < 0 ? -index : index >= length ? (2 * (length - 1)) - index : index;

    private static float[,] Cost(double[,] matrix, int tokens, int positions)
    {
        var cost = new float[tokens - StartLength - 1, positions];
        for (int row = 0; row < cost.GetLength(0); row++)
        {
            for (int i = 0; i < positions; i++)
                cost[row, i] = (float)-matrix[row + StartLength, i];
        }

        return cost;
    }
}
