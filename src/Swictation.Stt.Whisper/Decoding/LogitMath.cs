using System.Numerics.Tensors;

namespace Swictation.Stt.Whisper;

/// <summary>Arithmetic on a row of logits.</summary>
internal static class LogitMath
{
    /// <summary>Gets the logarithm of the sum of the exponentials; negative infinity where all are.</summary>
    /// <param name="logits">The logits; not empty.</param>
    /// <param name="scratch">Room for as many values.</param>
    public static float LogSumExp(ReadOnlySpan<float> logits, Span<float> scratch)
    {
        float largest = TensorPrimitives.Max(logits);
        if (!float.IsFinite(largest))
            return largest;
        scratch = scratch[..logits.Length];
        TensorPrimitives.Subtract(logits, largest, scratch);
        TensorPrimitives.Exp(scratch, scratch);
        return largest + MathF.Log(TensorPrimitives.Sum(scratch));
    }

    /// <summary>Gets the probability of one of the logits.</summary>
    public static float Probability(ReadOnlySpan<float> logits, int index, Span<float> scratch) =>
        MathF.Exp(logits[index] - LogSumExp(logits, scratch));

    /// <summary>Draws an index from the probabilities of logits at a temperature.</summary>
    /// <param name="logits">The logits; at least one is finite.</param>
    /// <param name="temperature">Above 0: the higher, the more even the probabilities.</param>
    /// <param name="uniform">A number in [0, 1).</param>
    /// <param name="scratch">Room for as many values.</param>
    public static int Sample(ReadOnlySpan<float> logits, float temperature, double uniform, Span<float> scratch)
    {
        scratch = scratch[..logits.Length];
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), scratch);
        TensorPrimitives.Divide(scratch, temperature, scratch);
        TensorPrimitives.Exp(scratch, scratch);
        double total = 0;
        foreach (float weight in scratch)
            total += weight;
        double target = uniform * total, sum = 0;
        int last = 0;
        for (int i = 0; i < scratch.Length; i++)
        {
            if (scratch[i] == 0)
                continue;
            last = i;
            sum += scratch[i];
            if (sum > target)
                break;
        }

        return last;
    }

    /// <summary>Finds the largest logits in descending order.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="indices">Receives their positions; as many as are wanted.</param>
    /// <returns>How many there are: fewer where the rest is negative infinity.</returns>
    public static int Largest(ReadOnlySpan<float> logits, Span<int> indices)
    {
        const int Block = 256;
        int found = 0;
        float least = float.NegativeInfinity;
        for (int from = 0; from < logits.Length; from += Block)
        {
            ReadOnlySpan<float> block = logits.Slice(from, Math.Min(Block, logits.Length - from));
            if (TensorPrimitives.Max(block) <= least)
                continue;
            for (int i = 0; i < block.Length; i++)
            {
                if (block[i] <= least)
                    continue;
                int at = found < indices.Length ? found++ : found - 1;
                for (; at > 0 && logits[indices[at - 1]] < block[i]; at--)
                    indices[at] = indices[at - 1];
                indices[at] = from + i;
                if (found == indices.Length)
                    least = logits[indices[found - 1]];
            }
        }

        return found;
    }
}
