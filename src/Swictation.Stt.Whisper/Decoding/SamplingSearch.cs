using System.Numerics.Tensors;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Greedy decoding at temperature 0; above, some independent draws of which the best is kept. A row that ends makes room at once.
/// </summary>
internal sealed class SamplingSearch : TokenSearch
{
    private readonly Hypothesis[] _hypotheses;
    private readonly SplitMix[] _random;
    private readonly int[] _alive;
    private int _aliveCount;

    public SamplingSearch(DecoderShape shape, SpecialTokens specials, LogitFilter filter, SearchSettings settings, int promptLength)
        : base(shape, specials, filter, settings, promptLength)
    {
        int rows = settings.Temperature > 0 ? settings.BestOf : 1;
        _hypotheses = new Hypothesis[rows];
        _random = new SplitMix[rows];
        _alive = new int[rows];
        var seeds = new SplitMix(settings.Seed);
        for (int i = 0; i < rows; i++)
        {
            _hypotheses[i] = new Hypothesis(Capacity);
            _random[i] = new SplitMix(seeds.Next());
            _alive[i] = i;
        }

        _aliveCount = rows;
    }

    public override Hypothesis Best()
    {
        Hypothesis best = _hypotheses[0];
        foreach (Hypothesis hypothesis in _hypotheses)
        {
            if (hypothesis.Score(Settings.LengthPenalty) > best.Score(Settings.LengthPenalty))
                best = hypothesis;
        }

        return best;
    }

    protected override int Choose(DecoderStepper stepper, int firstRow, Span<int> tokens, Span<int> sources)
    {
        int goingOn = 0;
        Span<float> logits = default;
        float logSum = 0;
        for (int i = 0; i < _aliveCount; i++)
        {
            // All rows share the first logits.
            int row = Sampled == 0 ? firstRow : firstRow + i;
            Hypothesis hypothesis = _hypotheses[_alive[i]];
            if (Sampled > 0 || i == 0)
                logits = Filter(stepper, row, hypothesis.Tokens, out logSum);
            if (float.IsNegativeInfinity(logSum))
                continue; // nothing may follow
            int token = Settings.Temperature > 0
                ? LogitMath.Sample(logits, Settings.Temperature, _random[_alive[i]].NextDouble(), stepper.Scratch)
                : TensorPrimitives.IndexOfMax(logits);
            float logProbability = Math.Min(0, logits[token] - logSum);
            if (token == EndOfText)
            {
                hypothesis.End(logProbability);
                continue;
            }

            hypothesis.Add(token, logProbability);
            tokens[goingOn] = token;
            sources[goingOn] = row;
            _alive[goingOn++] = _alive[i];
        }

        _aliveCount = goingOn;
        return goingOn;
    }
}
