using System.Numerics.Tensors;

namespace Swictation.Stt.Parakeet;

/// <summary>Gives the probability and the confidence of a token from a row of scores. Immutable.</summary>
/// <remarks>
/// The entropy is Tsallis's with exponent 0.33, normalised exponentially to [0, 1] over the n classes: NeMo's default, see
/// <c>nemo/collections/asr/parts/utils/asr_confidence_utils.py</c>. Scores may be logits or log-probabilities over a wider row; they are
/// normalised over the given slice.
/// </remarks>
internal sealed class TokenScorer
{
    private const double Alpha = 0.33;

    private readonly ConfidenceMethod _method;
    private readonly double _floor;

    public TokenScorer(ConfidenceMethod method, int classes)
    {
        _method = method;
        _floor = Math.Exp((1 - Math.Pow(classes, 1 - Alpha)) / (1 - Alpha));
    }

    /// <summary>Scores a token.</summary>
    /// <param name="scores">The scores of all tokens and the blank.</param>
    /// <param name="token">The token.</param>
    /// <param name="scratch">Room for as many values as there are scores.</param>
    public (float LogProbability, float Confidence) Score(ReadOnlySpan<float> scores, int token, Span<float> scratch)
    {
        scratch = scratch[..scores.Length];
        float largest = TensorPrimitives.Max(scores);
        TensorPrimitives.Subtract(scores, largest, scratch);
        TensorPrimitives.Exp(scratch, scratch);
        float logSum = MathF.Log(TensorPrimitives.Sum(scratch));
        float logProbability = Math.Min(0, scores[token] - largest - logSum);
        if (_method == ConfidenceMethod.Probability)
            return (logProbability, MathF.Exp(logProbability));

        // The sum of p^alpha, as the sum of exp(alpha ln p).
        TensorPrimitives.Subtract(scores, largest + logSum, scratch);
        TensorPrimitives.Multiply(scratch, (float)Alpha, scratch);
        TensorPrimitives.Exp(scratch, scratch);
        double sum = TensorPrimitives.Sum(scratch);
        double confidence = (Math.Exp((1 - sum) / (1 - Alpha)) - _floor) / (1 - _floor);
        return (logProbability, (float)Math.Clamp(confidence, 0, 1));
    }
}
