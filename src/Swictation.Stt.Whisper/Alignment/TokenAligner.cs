namespace Swictation.Stt.Whisper;

/// <summary>
/// Finds when each token was spoken, from the cross-attention of the alignment heads in one pass over the start sequence, the token for
/// no timestamps, the text and the end of text (openai/whisper, <c>timing.py</c>, <c>find_alignment</c>). Heads are added one by one, so
/// memory is that of two heads. For one thread.
/// </summary>
internal sealed class TokenAligner
{
    /// <summary>The number of encoder positions in a second.</summary>
    public const double PositionsPerSecond = 50;

    private readonly int _tokens;
    private readonly int _positions;
    private readonly float[] _sum;
    private readonly float[] _head;
    private readonly float[] _scratch;
    private int _heads;

    /// <summary>Initializes a new instance of the <see cref="TokenAligner"/> class.</summary>
    /// <param name="tokens">The number of tokens of the pass, all of them.</param>
    /// <param name="positions">The number of encoder positions with content: half of the window's frames, at least 1.</param>
    public TokenAligner(int tokens, int positions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tokens);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(positions);
        _tokens = tokens;
        _positions = positions;
        _sum = new float[tokens * positions];
        _head = new float[tokens * positions];
        _scratch = new float[Math.Max(MedianFilter.ScratchLength(positions), 2 * positions)];
    }

    /// <summary>Adds an alignment head.</summary>
    /// <param name="attention">Tokens × <paramref name="stride"/>, row-major.</param>
    /// <param name="stride">The number of positions in a row of <paramref name="attention"/>; those without content are not looked at.</param>
    /// <param name="kind">What the values are.</param>
    /// <exception cref="ArgumentException">There are too few values.</exception>
    public void AddHead(ReadOnlySpan<float> attention, int stride, AttentionKind kind)
    {
        if (stride < _positions || attention.Length < _tokens * stride)
            throw new ArgumentException($"Cross-attention of {_tokens} tokens and at least {_positions} positions was expected, not {attention.Length} values in rows of {stride}.", nameof(attention));
        for (int token = 0; token < _tokens; token++)
        {
            Span<float> row = _head.AsSpan(token * _positions, _positions);
            attention.Slice(token * stride, _positions).CopyTo(row);
            if (kind == AttentionKind.Scores)
                Exponentiate(row);
            Normalize(row);
        }

        Standardize();
        for (int token = 0; token < _tokens; token++)
        {
            Span<float> row = _head.AsSpan(token * _positions, _positions);
            MedianFilter.Apply(row, _scratch);
            Span<float> sum = _sum.AsSpan(token * _positions, _positions);
            for (int i = 0; i < row.Length; i++)
                sum[i] += row[i];
        }

        _heads++;
    }

    /// <summary>Aligns the text.</summary>
    /// <param name="startLength">The length of the start sequence, without the token for no timestamps.</param>
    /// <returns>
    /// When each text token starts, in seconds from the window's start, and last when the text ends: one value more than text tokens.
    /// Never descending.
    /// </returns>
    /// <exception cref="InvalidOperationException">No head was added.</exception>
    public double[] Align(int startLength)
    {
        if (_heads == 0)
            throw new InvalidOperationException("No alignment head was added.");
        ArgumentOutOfRangeException.ThrowIfNegative(startLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startLength + 1, _tokens);

        // A row attends to what its token is followed by, so the text's first token is told by that for no timestamps, and the end by the last.
        int rows = _tokens - startLength - 1;
        Span<float> matrix = _sum.AsSpan(startLength * _positions, rows * _positions);
        float[] cost = _head;
        for (int i = 0; i < matrix.Length; i++)
            cost[i] = -(matrix[i] / _heads);
        var starts = new int[rows];
        DynamicTimeWarping.FindRowStarts(cost.AsSpan(0, matrix.Length), _positions, starts);
        return Array.ConvertAll(starts, static start => start / PositionsPerSecond);
    }

    private static void Exponentiate(Span<float> row)
    {
        float max = float.NegativeInfinity;
        foreach (float value in row)
            max = Math.Max(max, value);
        foreach (ref float value in row)
            value = MathF.Exp(value - max);
    }

    private static void Normalize(Span<float> row)
    {
        float sum = 0;
        foreach (float value in row)
            sum += value;
        // Weights may all be 0 where the model attended to the padding only.
        float scale = sum > 0 ? 1 / sum : 0;
        foreach (ref float value in row)
            value *= scale;
    }

    /// <summary>Brings each position to mean 0 and (population) deviation 1 over the tokens; where all are equal, to 0.</summary>
    private void Standardize()
    {
        Span<float> mean = _scratch.AsSpan(0, _positions);
        Span<float> deviation = _scratch.AsSpan(_positions, _positions);
        mean.Clear();
        deviation.Clear();
        for (int token = 0; token < _tokens; token++)
        {
            ReadOnlySpan<float> row = _head.AsSpan(token * _positions, _positions);
            for (int i = 0; i < row.Length; i++)
                mean[i] += row[i];
        }

        foreach (ref float value in mean)
            value /= _tokens;
        for (int token = 0; token < _tokens; token++)
        {
            Span<float> row = _head.AsSpan(token * _positions, _positions);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] -= mean[i];
                deviation[i] += row[i] * row[i];
            }
        }

        foreach (ref float value in deviation)
            value = value > 0 ? 1 / MathF.Sqrt(value / _tokens) : 0;
        for (int token = 0; token < _tokens; token++)
        {
            Span<float> row = _head.AsSpan(token * _positions, _positions);
            for (int i = 0; i < row.Length; i++)
                row[i] *= deviation[i];
        }
    }
}
