namespace Swictation.Stt.Whisper;

/// <summary>The tokens sampled so far in one row, with their log-probabilities. Kept and used again, so that decoding allocates nothing.</summary>
/// <param name="capacity">The most tokens.</param>
internal sealed class Hypothesis(int capacity)
{
    private readonly int[] _tokens = new int[capacity];
    private readonly float[] _logProbabilities = new float[capacity];

    /// <summary>Gets the number of tokens, without the end of text.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the sum of the log-probabilities, that of the end of text included where it was sampled.</summary>
    public float Sum { get; private set; }

    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Count);

    public ReadOnlySpan<float> LogProbabilities => _logProbabilities.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;
        Sum = 0;
    }

    public void Add(int token, float logProbability)
    {
        _tokens[Count] = token;
        _logProbabilities[Count] = logProbability;
        Count++;
        Sum += logProbability;
    }

    /// <summary>Adds the end of text, which counts but is not kept.</summary>
    public void End(float logProbability) => Sum += logProbability;

    public void CopyFrom(Hypothesis other)
    {
        other.Tokens.CopyTo(_tokens);
        other.LogProbabilities.CopyTo(_logProbabilities);
        Count = other.Count;
        Sum = other.Sum;
    }

    /// <summary>Ranks finished hypotheses: the mean, or with a length penalty a the sum over ((5 + length) / 6)^a.</summary>
    public double Score(double? lengthPenalty) =>
        Sum / (lengthPenalty is { } penalty ? Math.Pow((5 + Count) / 6.0, penalty) : Math.Max(1, Count));
}
